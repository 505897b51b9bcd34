/**
 * The {@code churn} command: trains, judges, inspects, scores and serves from a terminal.
 *
 * <p>Each subcommand is a thin class over the library: it reads its options, calls the face of the core, and says what came
 * out as text or, with {@code --json}, as one JSON document. What a run may touch of its process (streams, environment,
 * working folder) comes in as {@code Surroundings}, so a test runs a whole command in its own process.
 *
 * <table>
 * <caption>Who says what, where</caption>
 * <tr><th></th><th>standard output</th><th>standard error</th></tr>
 * <tr><td>plain</td><td>the answer as text</td><td>errors, progress on a terminal</td></tr>
 * <tr><td>{@code --quiet}</td><td>what was asked for and nothing else</td><td>errors</td></tr>
 * <tr><td>{@code --json}</td><td>one JSON document</td><td>errors as one JSON document</td></tr>
 * </table>
 *
 * <p>Exit codes: 0 good, 1 failed, 2 wrong use, 3 bad data; {@link io.github.churnml.error} says which exception is which.
 */
@NullMarked
package io.github.churnml.cli;

import org.jspecify.annotations.NullMarked;
