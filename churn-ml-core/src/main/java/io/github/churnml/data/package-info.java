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
 * <p>{@link io.github.churnml.data.Dataset#read(java.nio.file.Path)} tells the format by a file's content; the same table
 * gives the same dataset, notices and messages in any of them:
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>format</th><th>recognised by</th><th>header</th><th>a row</th><th>missing, besides markers</th></tr>
 * <tr><td>CSV</td><td>being none of the others</td><td>the first line</td><td>a line with as many fields</td><td>an empty
 * or blank field</td></tr>
 * <tr><td>Excel (.xlsx, .xlsm)</td><td>a zip archive</td><td>the first row that holds anything; a column that holds
 * anything and has no name is called as {@code column_7}</td><td>any further row that holds anything</td><td>an empty or
 * blank cell, an error, a formula without a stored value</td></tr>
 * <tr><td>JSON</td><td>a bracket or a brace at its beginning</td><td>all keys, in the order in which they first appear;
 * an object in a row becomes columns called {@code outer.inner}</td><td>an object of a list, or on a line of its own</td>
 * <td>{@code null}, a key that is not there, blank text</td></tr>
 * </table>
 *
 * <p>{@link io.github.churnml.data.TableRows} hands out the rows of any of them one by one, in memory that does not grow
 * with the table. Tables from elsewhere come in by {@link io.github.churnml.data.Dataset#ofTexts}.
 *
 * <p>Types are inferred over the whole column and can be overridden by name. A dataset never changes; what looks like a
 * change returns a new one that shares what it can.
 */
@NullMarked
package io.github.churnml.data;

import org.jspecify.annotations.NullMarked;
