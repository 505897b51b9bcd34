/**
 * Watches a served model, and says what is to be done about it: observe, think, act.
 *
 * <table>
 * <caption>Who does what</caption>
 * <tr><th>step</th><th>what happens</th><th>by</th></tr>
 * <tr><td>observe</td><td>a metrics history (lines of JSON, a list of {@link io.github.churnml.monitor.MetricPoint}s, or a
 * payload) is read down to the part that any rule looks at; a {@link io.github.churnml.monitor.DriftSummary} comes
 * beside it</td><td>{@link io.github.churnml.monitor.MonitoringAgent#plan(java.nio.file.Path, java.nio.file.Path)}</td></tr>
 * <tr><td>think</td><td>every {@link io.github.churnml.monitor.Rule} of a {@link io.github.churnml.monitor.RuleSet} is held
 * against it; the worst that holds is the status</td><td>the same, as a {@link
 * io.github.churnml.monitor.MonitoringPlan}</td></tr>
 * <tr><td>act</td><td>the decision goes to the {@link io.github.churnml.monitor.AuditLog}, then {@link
 * io.github.churnml.monitor.Action}s carry it out, unless this is a dry run, which is the default</td><td>{@link
 * io.github.churnml.monitor.MonitoringAgent#act}</td></tr>
 * </table>
 *
 * <p>Time is that of the points, never that of the clock: a window of 7 days is 7 days of time stamps, whatever the
 * sampling, and ends at the judged point. The judged point is no part of what it is compared with. A rule with too little
 * to go by is not judged, and the plan says so; that is neither good news nor an alarm.
 *
 * <p>Three things keep alarms rare, and all are a rule's own: it may ask for several points in a row, it may end only well
 * clear of its limit (hysteresis), and it may stay silent for a while after it asked for something (cool-down).
 */
@NullMarked
package io.github.churnml.monitor;

import org.jspecify.annotations.NullMarked;
