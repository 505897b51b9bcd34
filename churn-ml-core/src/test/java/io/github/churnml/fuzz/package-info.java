/**
 * What may come from outside, thrown at every door it can come in by.
 *
 * <p>A {@link io.github.churnml.fuzz.FuzzTarget} takes bytes. Whatever they are, it must answer with something usable or
 * refuse in words: a {@code ChurnException} whose message a user can read. Any other exception, an allocation out of all
 * proportion, or an answer that fails when used is a finding. {@link io.github.churnml.fuzz.FuzzTargets} lists the doors.
 *
 * <table>
 * <caption>What drives them</caption>
 * <tr><th>driver</th><th>when</th></tr>
 * <tr><td>{@link io.github.churnml.fuzz.FuzzTest}</td><td>every build: the seeds, the inputs that once failed, and a fixed
 * number of mutants from a fixed seed</td></tr>
 * <tr><td>{@link io.github.churnml.fuzz.FuzzRun}</td><td>by hand: the same mutants, for as long as asked</td></tr>
 * <tr><td>{@link io.github.churnml.fuzz.JazzerEntry}</td><td>by hand: Jazzer, guided by coverage (profile {@code
 * fuzz})</td></tr>
 * </table>
 */
package io.github.churnml.fuzz;
