/**
 * Databases over JDBC: tables of customers read as if they were files, and predictions written so that a run can be repeated.
 *
 * <p>A {@link JdbcTable} runs one query, once, in a transaction that only reads, and hands out texts: those that a CSV export of the
 * same query holds. What they mean is worked out by core as for any file, so a table in a database and its export give the
 * same {@code Dataset}, bit by bit, and a column whose numbers only tell rows apart stays an identifier whatever its type in
 * the database is. Rows go through a temporary file that its owner alone can read, so memory does not grow with the table.
 *
 * <table>
 * <caption>What becomes of a value</caption>
 * <tr><th>type</th><th>text</th></tr>
 * <tr><td>integers</td><td>their digits</td></tr>
 * <tr><td>numeric, decimal</td><td>all their digits, without an exponent</td></tr>
 * <tr><td>real</td><td>the shortest decimal that is this float: 0.1, and not 0.10000000149011612</td></tr>
 * <tr><td>double precision</td><td>the shortest decimal that is this double</td></tr>
 * <tr><td>boolean, bit(1)</td><td>{@code true}, {@code false}</td></tr>
 * <tr><td>texts, enums, UUIDs, network addresses</td><td>as they are</td></tr>
 * <tr><td>date, time</td><td>ISO 8601</td></tr>
 * <tr><td>timestamp</td><td>ISO 8601, whatever the zone of the machine</td></tr>
 * <tr><td>timestamp with time zone</td><td>ISO 8601 in UTC, with {@code Z}</td></tr>
 * <tr><td>NULL, and NaN (with a notice)</td><td>missing</td></tr>
 * <tr><td>an infinite number or date</td><td>refused, with column and row</td></tr>
 * <tr><td>money, intervals, arrays, JSON, XML, bytes and whatever else</td><td>refused, with what to write in the query instead</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.jdbc;

import org.jspecify.annotations.NullMarked;
