/**
 * The contract of everything that learns: a {@link io.github.churnml.learn.Learner} is a value made of settings; fitting
 * it to encoded features and labels returns a {@link io.github.churnml.learn.FittedLearner}, whose predictor is plain
 * data and knows nothing of what made it.
 *
 * <p>A learner says what it can take ({@link io.github.churnml.learn.Takes}) and the pipeline encodes for it.
 *
 * <table>
 * <caption>The learners, and what they take: {@code boosting} is in core, those whose names begin with {@code smile-} in
 * {@code churn-ml-smile}, the others in {@code churn-ml-learners}</caption>
 * <tr><th>name</th><th>codes of levels</th><th>scaled numbers</th><th>weights</th><th>missing values</th><th>gives</th></tr>
 * <tr><td>{@code additive}</td><td>yes</td><td>no need</td><td>rows, classes</td><td>yes</td><td>an additive predictor</td></tr>
 * <tr><td>{@code boosting}</td><td>yes</td><td>no need</td><td>rows, classes</td><td>yes</td><td>a forest, log-odds added
 * up</td></tr>
 * <tr><td>{@code logistic-regression}</td><td>no, one-hot</td><td>yes</td><td>rows, classes</td><td>no</td><td>a linear
 * predictor</td></tr>
 * <tr><td>{@code perceptron}</td><td>no, one-hot</td><td>yes</td><td>rows, classes</td><td>no</td><td>a network</td></tr>
 * <tr><td>{@code smile-gradient-boosting}</td><td>yes</td><td>no need</td><td>rows, classes</td><td>no</td><td>a forest, log-odds
 * added up</td></tr>
 * <tr><td>{@code smile-logistic-regression}</td><td>no, one-hot</td><td>yes</td><td>rows, classes</td><td>no</td><td>a linear
 * predictor</td></tr>
 * <tr><td>{@code smile-random-forest}</td><td>yes</td><td>no need</td><td>rows, classes</td><td>no</td><td>a forest,
 * probabilities averaged</td></tr>
 * </table>
 *
 * <p>Rows may weigh differently ({@link io.github.churnml.learn.TrainingData}); a learner that takes no weights refuses
 * them rather than ignore them, and {@link io.github.churnml.learn.Learners#requireWeights} says so before any work is
 * done. {@link io.github.churnml.learn.ClassWeights} are a setting of the learners that can, and change what their
 * probabilities mean. A value that is missing where none may be is refused with its place: imputing belongs to the
 * preparation. A row of weight 0 is neither learnt from nor judged by, though it may
 * take a place in the slice that early stopping sets aside.
 *
 * <p>Learners are found by name through {@link io.github.churnml.learn.LearnerProvider}s, so that a pipeline in YAML can
 * name one from any jar on the class path.
 */
@NullMarked
package io.github.churnml.learn;

import org.jspecify.annotations.NullMarked;
