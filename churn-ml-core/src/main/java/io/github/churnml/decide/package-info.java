/**
 * From log-odds to what is done about them: the one place where a score becomes a probability, and a probability a decision.
 *
 * <table>
 * <caption>A customer's way through a {@link io.github.churnml.decide.DecisionRule}</caption>
 * <tr><th>step</th><th>by</th><th>today</th></tr>
 * <tr><td>log-odds to probability</td><td>{@link io.github.churnml.decide.Calibrator}</td><td>what {@link
 * io.github.churnml.decide.Calibration} chose on rows that the model had not learnt from; often none: the log-odds as they
 * are</td></tr>
 * <tr><td>log-odds to the interval beside the probability</td><td>{@link io.github.churnml.decide.VennAbers}</td><td>where it is
 * asked for</td></tr>
 * <tr><td>probability to decision and label</td><td>the threshold, by a {@link io.github.churnml.decide.ThresholdRule}</td>
 * <td>0.5, or what the pipeline says</td></tr>
 * <tr><td>probability to risk tier</td><td>{@link io.github.churnml.decide.RiskTiers}</td><td>0.3 and 0.6, whatever the
 * threshold</td></tr>
 * <tr><td>probability to what contacting the customer brings</td><td>{@link io.github.churnml.decide.CustomerValue} and its
 * campaign</td><td>where they are given</td></tr>
 * </table>
 *
 * <p>Whoever scores, serves, reports or judges asks the model's rule and compares nothing by itself. A calibrator never
 * turns the order of customers round, so that measures of ranking are the same before and after it.
 */
@NullMarked
package io.github.churnml.decide;

import org.jspecify.annotations.NullMarked;
