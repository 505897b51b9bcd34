package io.github.churnml.prepare;

/**
 * An encoding that was learnt with labels: what a learner is trained on, and what encodes every other row.
 *
 * <p>The two differ in target-encoded columns. A training row's value comes from folds that the row is not in; the serving
 * encoding has seen all training rows, and a training row that it encodes would tell its own label. Hence the training
 * output is made here, once, and the serving encoding takes no labels.
 *
 * @param training the features of the training rows, in their order, for the learner
 * @param serving encodes rows that were not trained on
 */
public record CrossFitted(FeatureMatrix training, FittedEncoding serving) {}
