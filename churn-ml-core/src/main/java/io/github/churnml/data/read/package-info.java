/**
 * Readers of tables: {@link io.github.churnml.data.read.Tables} makes a {@link io.github.churnml.data.Dataset} of a file or
 * of rows of text, {@link io.github.churnml.data.read.TableRows} hands out rows one by one.
 *
 * <p>{@link io.github.churnml.data.read.Tables#read(java.nio.file.Path)} tells the format by a file's content; the same table
 * gives the same dataset, notices and messages in any of them:
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>format</th><th>recognised by</th><th>header</th><th>a row</th><th>missing, besides markers</th></tr>
 * <tr><td>CSV</td><td>being none of the others</td><td>the first line</td><td>a line with as many fields</td><td>an empty
 * or blank field</td></tr>
 * <tr><td>Excel (.xlsx, .xlsm), with churn-ml-excel</td><td>a zip archive</td><td>the first row that holds anything; a column that holds
 * anything and has no name is called as {@code column_7}</td><td>any further row that holds anything</td><td>an empty or
 * blank cell, an error, a formula without a stored value</td></tr>
 * <tr><td>JSON</td><td>a bracket or a brace at its beginning</td><td>all keys, in the order in which they first appear;
 * an object in a row becomes columns called {@code outer.inner}</td><td>an object of a list, or on a line of its own</td>
 * <td>{@code null}, a key that is not there, blank text</td></tr>
 * </table>
 *
 * <p>{@link io.github.churnml.data.read.TableRows} hands out the rows of any of them one by one, in memory that does not grow
 * with the table. Tables from elsewhere come in by {@link io.github.churnml.data.read.Tables#ofTexts}; another module adds a
 * format with a {@link io.github.churnml.data.read.TableSource}.
 *
 * <p>Types are inferred over the whole column and can be overridden by name: {@link
 * io.github.churnml.data.read.ReadOptions}.
 */
@NullMarked
package io.github.churnml.data.read;

import org.jspecify.annotations.NullMarked;
