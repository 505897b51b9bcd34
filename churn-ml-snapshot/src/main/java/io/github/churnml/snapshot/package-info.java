/**
 * Customers as they were: a table of what was known before a date and of what happened after it, out of raw files of
 * customers and of events.
 *
 * <p>Joining such files the easy way, with all events of each customer summed up, lets the future in: the usage after a
 * customer has signed tells that one has signed. Here a {@link SnapshotPlan} declares the tables, the moments <i>t</i> at
 * which customers are looked at, what is computed of their events, and what is to be predicted; each row of the {@link
 * SnapshotTable} is one customer at one moment.
 *
 * <table>
 * <caption>What counts at a snapshot t</caption>
 * <tr><th>what</th><th>when</th></tr>
 * <tr><td>an event in a window of w days</td><td>{@code t - w <= at < t}, and it was known before t</td></tr>
 * <tr><td>a row that sums up a week</td><td>as an event of the week's last microsecond</td></tr>
 * <tr><td>a customer</td><td>{@code from < t}, and not {@code to <= t}</td></tr>
 * <tr><td>a prospect</td><td>known before t (since, or the first event), and not {@code from <= t}</td></tr>
 * <tr><td>the outcome</td><td>{@code t + gap < time <= t + gap + horizon}</td></tr>
 * <tr><td>a window that is not over</td><td>no row: censored, counted, and never a stayer</td></tr>
 * </table>
 *
 * <p>Days are of 24 hours; snapshots and months begin at midnight of the plan's zone. The same events in any order of the
 * files, and with any number of threads, give the same bits; {@link FeatureState} gives them event by event, for serving. {@link
 * LeakAudit} proves that nothing of t or later is seen, by changing it.
 */
@NullMarked
package io.github.churnml.snapshot;

import org.jspecify.annotations.NullMarked;
