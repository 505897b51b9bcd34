/**
 * What a learner returns, as plain data that can be scored, saved and explained without the learner.
 *
 * <p>A {@link io.github.churnml.predictor.Predictor} answers with log-odds rather than probabilities: they add up (blends,
 * explanations), they keep their resolution near 0 and 1, and one function,
 * {@link io.github.churnml.predictor.LogOdds#toProbability}, turns them into probabilities everywhere.
 *
 * <table>
 * <caption>The predictors there are</caption>
 * <tr><th>kind</th><th>type</th><th>log-odds</th><th>importance of a feature</th></tr>
 * <tr><td>{@code additive}</td><td>{@link io.github.churnml.predictor.AdditivePredictor}</td><td>intercept + one value per
 * feature + one per pair of features</td><td>the mean size of its terms over the training rows, half of a pair's</td></tr>
 * <tr><td>{@code forest}</td><td>{@link io.github.churnml.predictor.ForestPredictor}</td><td>base score + one leaf per
 * tree, or the log-odds of the trees' mean probability</td><td>the gain of all splits on it</td></tr>
 * <tr><td>{@code linear}</td><td>{@link io.github.churnml.predictor.LinearPredictor}</td><td>intercept + coefficients ·
 * features</td><td>the size of its coefficient, features being on one scale</td></tr>
 * <tr><td>{@code network}</td><td>{@link io.github.churnml.predictor.NetworkPredictor}</td><td>the output of one or two
 * hidden layers</td><td>how far one standard deviation of it moves the log-odds, on average over the training
 * rows</td></tr>
 * </table>
 *
 * <h2>Explaining</h2>
 *
 * <p>{@link io.github.churnml.predictor.Predictor#explainer} splits the log-odds of a row into a base value, which is the
 * same for all rows, and what each feature contributes: Shapley values of a game whose players are the features. What the
 * game pays while a feature is left out differs by kind, and so does what the base value means.
 *
 * <table>
 * <caption>How each kind is explained</caption>
 * <tr><th>kind</th><th>by</th><th>a feature left out</th><th>base value</th><th>exact</th></tr>
 * <tr><td>{@code additive}</td><td>its terms, a pair's value going half to each feature</td><td>adds 0, which is the mean of
 * each term over the training rows</td><td>the mean over the training rows</td><td>yes</td></tr>
 * <tr><td>{@code forest}</td><td>{@link io.github.churnml.forest.TreeShap}</td><td>both ways of a split, weighed by how many
 * training rows went there</td><td>the mean over the training rows</td><td>yes</td></tr>
 * <tr><td>{@code linear}</td><td>coefficient · (value − background)</td><td>is as in the background</td><td>the log-odds of
 * the background</td><td>yes</td></tr>
 * <tr><td>{@code network}</td><td>{@linkplain io.github.churnml.predictor.Sampling sampled} orders of the features</td><td>is
 * as in the background</td><td>the log-odds of the background</td><td>no: with a standard error per group; the sum
 * is</td></tr>
 * </table>
 *
 * <p>The interface is sealed because a saved model must be readable for ever: a new kind comes with its binary form.
 */
@NullMarked
package io.github.churnml.predictor;

import org.jspecify.annotations.NullMarked;
