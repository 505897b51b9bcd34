/**
 * Which settings the learner {@code boosting} should have where a user gives none, asked of many tables at once, so that no
 * table decides alone. {@code benchmarks/defaults/run} builds what is needed and starts
 * {@link io.github.churnml.benchmarks.defaults.ChooseDefaults}.
 *
 * <p>A {@link io.github.churnml.benchmarks.defaults.Candidate} is a set of settings. Each is fitted to every table: the splits
 * shared beside the project, read and prepared as {@code churn train} does, and tables generated here from laws of stated
 * {@link io.github.churnml.benchmarks.defaults.Shape}s. The rounds are found by early stopping on the training part, then the
 * learner that they were found for is fitted to all of it, as a pipeline refits; what remains is judged on rows that nobody
 * has seen. Generated rows are judged by their true probabilities, not by who happened to leave, which takes most of the
 * noise out.
 *
 * <p>Tables alike are a <em>group</em> (a shared table's splits, one shape at one size), groups alike a <em>kind</em>. A
 * candidate's regret on a group is by how much its mean log loss is larger than that of the best candidate there, in nats;
 * candidates are ranked by the mean regret over kinds, in which each kind counts once however many tables it has.
 *
 * <table>
 * <caption>Where to look when something else is to be tried</caption>
 * <tr><th>what</th><th>where</th></tr>
 * <tr><td>candidates, and values that candidates are drawn from</td><td>{@code benchmarks/defaults/candidates.yaml}</td></tr>
 * <tr><td>shapes and sizes of generated tables</td><td>{@link io.github.churnml.benchmarks.defaults.Shape}</td></tr>
 * <tr><td>how a generated customer leaves</td><td>{@link io.github.churnml.benchmarks.defaults.Law}</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.benchmarks.defaults;

import org.jspecify.annotations.NullMarked;
