/**
 * How good scores are, as pure functions of the true labels and the scores.
 *
 * <p>A label is 1 for a customer who churned and 0 for one who stayed; a score is the model's probability of churn for
 * the same row. Five questions are asked of them:
 *
 * <table>
 * <caption>The questions and the measures that answer them</caption>
 * <tr><th>question</th><th>measures</th><th>what a score may be</th></tr>
 * <tr><td>are churners ranked above the others?</td><td>{@link io.github.churnml.metrics.RocAuc} (with Gini),
 * {@link io.github.churnml.metrics.AveragePrecision}, {@link io.github.churnml.metrics.KolmogorovSmirnov},
 * {@link io.github.churnml.metrics.GainsTable}</td><td>any number but NaN</td></tr>
 * <tr><td>can the probabilities be believed?</td><td>{@link io.github.churnml.metrics.LogLoss},
 * {@link io.github.churnml.metrics.BrierScore}, {@link io.github.churnml.metrics.ExpectedCalibrationError}</td>
 * <td>a probability, 0 to 1</td></tr>
 * <tr><td>are the decisions at a threshold right?</td><td>{@link io.github.churnml.metrics.ConfusionMatrix}</td><td>any
 * number but NaN</td></tr>
 * <tr><td>what do decisions earn?</td><td>{@link io.github.churnml.metrics.MaximumProfit}, {@link
 * io.github.churnml.metrics.Metric#PROFIT} and its siblings, given a {@link io.github.churnml.metrics.Campaign} and what
 * customers are worth; {@link io.github.churnml.metrics.Payoff} where only the four cells have amounts</td><td>any number but
 * NaN</td></tr>
 * <tr><td>how sure is all that?</td><td>{@link io.github.churnml.metrics.StratifiedBootstrap}</td><td>a probability, 0
 * to 1</td></tr>
 * </table>
 *
 * <p>{@link io.github.churnml.metrics.Metric} names the single numbers, so that they can be chosen, printed and compared. What
 * they will be while no outcome is known yet, {@code churn-ml-monitor} estimates.
 *
 * <p>Where a measure is a division of nothing by nothing, it answers as scikit-learn does, so that numbers can be put
 * beside each other:
 *
 * <table>
 * <caption>Degenerate cases</caption>
 * <tr><th>measure</th><th>only stayers</th><th>only churners</th><th>other</th></tr>
 * <tr><td>ROC-AUC, Gini, Kolmogorov-Smirnov</td><td>NaN</td><td>NaN</td><td></td></tr>
 * <tr><td>average precision</td><td>0</td><td>1</td><td></td></tr>
 * <tr><td>lift, gain</td><td>NaN</td><td>as defined: the lift is 1</td><td>NaN in a decile of no customers</td></tr>
 * <tr><td>log loss, Brier, ECE, accuracy</td><td>as defined</td><td>as defined</td><td></td></tr>
 * <tr><td>balanced accuracy</td><td>recall of the stayers</td><td>recall of the churners</td><td></td></tr>
 * <tr><td>precision</td><td>0</td><td>as defined</td><td>0 where nobody is predicted to churn</td></tr>
 * <tr><td>recall</td><td>0</td><td>as defined</td><td></td></tr>
 * <tr><td>F1</td><td>0</td><td>as defined</td><td>0 where nobody churns or is predicted to</td></tr>
 * <tr><td>MCC</td><td>0</td><td>0</td><td>0 where all predictions are the same</td></tr>
 * <tr><td>Cohen's kappa</td><td>0, or NaN</td><td>0, or NaN</td><td>NaN where all labels and all predictions are the
 * same</td></tr>
 * </table>
 *
 * <p>No rows at all, arrays of different lengths, a label other than 0 and 1, a score that is NaN, and where
 * probabilities are needed one outside 0 to 1, are programming errors: {@link java.lang.IllegalArgumentException}.
 *
 * <p>The order of the rows never matters, not even in the last bit: every measure reads the rows counted by class at each
 * distinct score. That is also what makes the bootstrap quick, since a resample is the same scores with other counts.
 */
@NullMarked
package io.github.churnml.metrics;

import org.jspecify.annotations.NullMarked;
