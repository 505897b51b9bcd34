/**
 * Smile's gradient boosting, classification trees and logistic regression, turned into plain predictors at fit time: no
 * Smile object is ever kept or saved, and scoring needs no Smile jar.
 *
 * <p>Three things make a fit repeatable although Smile draws from a generator per thread and adds up in parallel streams:
 * every fit runs in a pool of its own with a fixed number of workers, whatever the machine has; the generator is seeded
 * in the very thread that fits, for a random forest before every tree; and the rows are given in their own order.
 *
 * <table>
 * <caption>The learners here</caption>
 * <tr><th>name</th><th>takes</th><th>weights</th><th>gives</th></tr>
 * <tr><td>{@code smile-gradient-boosting}</td><td>numbers and codes of levels, unscaled</td><td>in the loss;
 * rounded in the search for splits</td><td>a forest of log-odds</td></tr>
 * <tr><td>{@code smile-logistic-regression}</td><td>numbers and one-hot levels, scaled</td><td>in the loss</td><td>a linear predictor</td></tr>
 * <tr><td>{@code smile-random-forest}</td><td>numbers and codes of levels, unscaled</td><td>rows are drawn in proportion
 * to them</td><td>a forest of probabilities</td></tr>
 * </table>
 *
 * <p>Smile is at 2.6.0, the last release that a closed application may ship. Its types do not leave this package.
 */
@NullMarked
package io.github.churnml.learn.smile;

import org.jspecify.annotations.NullMarked;
