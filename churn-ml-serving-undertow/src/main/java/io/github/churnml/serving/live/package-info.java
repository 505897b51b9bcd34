/**
 * What a server measures of itself and its rows, and tells: {@code ServingMetrics} for {@code /metrics}, {@code LiveCounts}
 * for the last two minutes, {@code LiveDrift} for the rows of the last hour beside those of training, {@code HistoryWriter} for
 * a file that a monitoring agent reads, and {@code MonitorHandler}, which asks one.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.live;

import org.jspecify.annotations.NullMarked;
