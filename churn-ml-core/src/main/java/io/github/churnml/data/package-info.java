/**
 * Tables: an immutable, columnar {@link io.github.churnml.data.Dataset} with a {@link io.github.churnml.data.Schema},
 * the readers that make one from a file, and {@link io.github.churnml.data.Folds} that divide its rows.
 *
 * <p>How values are held, and what a missing one is:
 *
 * <table>
 * <caption>Column types and their storage</caption>
 * <tr><th>type</th><th>column</th><th>a value is</th><th>missing is</th></tr>
 * <tr><td>numeric</td><td>{@link io.github.churnml.data.NumericColumn}</td><td>a finite {@code double}</td><td>{@code NaN}</td></tr>
 * <tr><td>date</td><td>{@link io.github.churnml.data.NumericColumn}</td><td>days since 1970-01-01 (UTC, fractions for a
 * time of day)</td><td>{@code NaN}</td></tr>
 * <tr><td>categorical, boolean</td><td>{@link io.github.churnml.data.CodedColumn}</td><td>a code into the column's
 * levels</td><td>code {@code -1}</td></tr>
 * <tr><td>identifier, text</td><td>{@link io.github.churnml.data.TextColumn}</td><td>UTF-8 text in one packed array</td>
 * <td>no text ({@code null} where text is asked for)</td></tr>
 * </table>
 *
 * <p>Types are inferred over the whole column and can be overridden by name. A dataset never changes; what looks like a
 * change returns a new one that shares what it can.
 */
@NullMarked
package io.github.churnml.data;

import org.jspecify.annotations.NullMarked;
