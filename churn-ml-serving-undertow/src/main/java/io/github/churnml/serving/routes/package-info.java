/**
 * Which handler answers which path: {@code Routes} also counts, times and logs every request, and asks the gate first.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.routes;

import org.jspecify.annotations.NullMarked;
