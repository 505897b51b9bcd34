/**
 * Forests that other systems grew, read from the files that they write.
 *
 * <p>{@link io.github.churnml.forest.foreign.ForeignForest#read} tells the format by the file's content, reads the trees as
 * plain data and checks every claim that the file makes against what it holds. Nothing of the other system is needed, and
 * nothing in the file is run.
 *
 * <table>
 * <caption>What is read, and what becomes of it</caption>
 * <tr><th></th><th>XGBoost, JSON and UBJSON</th><th>LightGBM, text</th></tr>
 * <tr><td>versions</td><td>1.3 to 3.x</td><td>2.1 to 4.x (formats v2, v3, v4)</td></tr>
 * <tr><td>objectives</td><td>{@code binary:logistic}, {@code reg:logistic}, {@code binary:logitraw}</td><td>{@code binary},
 * {@code cross_entropy}</td></tr>
 * <tr><td>arithmetic</td><td>{@code float}; values are added to the base score in tree order</td><td>{@code double}; leaf
 * values are multiplied by the objective's {@code sigmoid}</td></tr>
 * <tr><td>split on a number</td><td>{@code x < t} is {@code x <= nextDown(t)}</td><td>{@code x <= t}</td></tr>
 * <tr><td>missing value</td><td>goes where {@code default_left} says</td><td>by its type: none takes it for 0, zero and NaN
 * go where the split says, the former with numbers of up to 10<sup>-35</sup></td></tr>
 * <tr><td>split on levels</td><td>codes in the set go right there, hence left here with the children swapped</td><td>codes in
 * the set go left; missing ones go right</td></tr>
 * <tr><td>cover, gain</td><td>{@code sum_hessian}, {@code loss_changes}</td><td>{@code leaf_count} and {@code
 * internal_count}, {@code split_gain}</td></tr>
 * <tr><td>names of levels</td><td>{@code cats}, from 3.1 on</td><td>{@code pandas_categorical}, which does not say whose they
 * are: {@link io.github.churnml.forest.foreign.LevelLists}</td></tr>
 * <tr><td>threshold of infinity</td><td>a number like any other</td><td>every number goes left (at −∞ or NaN right): "missing or
 * not"; infinite values are not scored, so the largest double stands for it</td></tr>
 * <tr><td>trees used</td><td>all, as {@code Booster.predict} does; {@link
 * io.github.churnml.forest.foreign.ForeignForest#bestTrees} says which ones the scikit-learn wrapper takes after stopping
 * early</td><td>all that the file holds: LightGBM saves the best iteration by itself</td></tr>
 * </table>
 *
 * <p>Refused with the way out: several classes or targets, ranking, counts, survival and objectives of one's own (their
 * output is no log-odds of one class), boosters {@code dart} and {@code gblinear}, linear trees, averaged output, and every
 * other format: pickles, ONNX, PMML, XGBoost's old binary form, dumps of trees.
 *
 * <p>Bounds: a file of 512 MB, 8 million nodes, 2<sup>20</sup> features, codes below 2<sup>20</sup>, level sets of 128 MB
 * together. Reading needs the file in memory and about 180 bytes a node beside it, a node being 80 to 150 bytes of JSON.
 */
@NullMarked
package io.github.churnml.forest.foreign;

import org.jspecify.annotations.NullMarked;
