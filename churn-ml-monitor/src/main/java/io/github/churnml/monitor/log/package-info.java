/**
 * Logs of lines: written so that a change shows, read within bounds.
 *
 * <p>{@link io.github.churnml.monitor.log.ChainedLog} appends entries of which each proves the one before it, and {@link
 * io.github.churnml.monitor.log.ChainCheck} says what came of verifying them. {@link
 * io.github.churnml.monitor.log.BoundedLines} reads the lines of a file that may hold one without an end.
 */
@NullMarked
package io.github.churnml.monitor.log;

import org.jspecify.annotations.NullMarked;
