/**
 * A small neural network of our own, in plain Java: Smile 2.6.0's needs a native linear algebra library.
 *
 * <p>{@link io.github.churnml.learn.neural.MultilayerPerceptron} has one or two hidden layers and one output. It is meant
 * for customer tables, where it finds what a linear model cannot (a sign that turns around with another) and is smoother
 * than trees; it is no deep-learning library.
 *
 * <table>
 * <caption>What holds it back from learning the rows by heart</caption>
 * <tr><th>setting</th><th>default</th><th>when to change it</th></tr>
 * <tr><td>{@code earlyStopping}</td><td>on</td><td>off if the number of epochs is known; a model fitted again on all rows
 * uses the number found</td></tr>
 * <tr><td>{@code weightDecay}</td><td>0.01</td><td>larger for few rows with many columns</td></tr>
 * <tr><td>{@code dropout}</td><td>0.5</td><td>smaller, and perhaps fewer units, where rows are many and signs interact</td></tr>
 * </table>
 *
 * <p>It is repeatable to the bit without any setting: one thread, sums in one order, one generator from the seed,
 * and {@code StrictMath} for what the platform may round as it likes.
 */
@NullMarked
package io.github.churnml.learn.neural;

import org.jspecify.annotations.NullMarked;
