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
 * <tr><td>{@code forest}</td><td>{@link io.github.churnml.predictor.ForestPredictor}</td><td>base score + one leaf per
 * tree, or the log-odds of the trees' mean probability</td><td>the gain of all splits on it</td></tr>
 * <tr><td>{@code linear}</td><td>{@link io.github.churnml.predictor.LinearPredictor}</td><td>intercept + coefficients ·
 * features</td><td>the size of its coefficient, features being on one scale</td></tr>
 * <tr><td>{@code network}</td><td>{@link io.github.churnml.predictor.NetworkPredictor}</td><td>the output of one or two
 * hidden layers</td><td>how far one standard deviation of it moves the log-odds, on average over the training
 * rows</td></tr>
 * </table>
 *
 * <p>The interface is sealed because a saved model must be readable for ever: a new kind comes with its binary form.
 */
@NullMarked
package io.github.churnml.predictor;

import org.jspecify.annotations.NullMarked;
