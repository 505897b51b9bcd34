/**
 * The contract of everything that learns: a {@link io.github.churnml.learn.Learner} is a value made of settings; fitting
 * it to encoded features and labels returns a {@link io.github.churnml.learn.FittedLearner}, whose predictor is plain
 * data and knows nothing of what made it.
 *
 * <p>A learner says what it can take ({@link io.github.churnml.learn.Takes}) and the pipeline encodes for it. Learners
 * are found by name through {@link io.github.churnml.learn.LearnerProvider}s, so that a pipeline in YAML can name one from
 * any jar on the class path.
 */
@NullMarked
package io.github.churnml.learn;

import org.jspecify.annotations.NullMarked;
