/**
 * Tables: an immutable, columnar {@link io.github.churnml.data.Dataset} with a {@link io.github.churnml.data.Schema}, and
 * what the values in them mean: numbers and dates in text, labels of an outcome, names of identifiers.
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
 * <p>{@code io.github.churnml.data.read} makes such tables from files and texts, {@code io.github.churnml.data.split}
 * divides their rows. A dataset never changes; what looks like a change returns a new one that shares what it can.
 */
@NullMarked
package io.github.churnml.data;

import org.jspecify.annotations.NullMarked;
