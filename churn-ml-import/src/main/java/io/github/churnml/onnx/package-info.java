/**
 * Models as ONNX graphs, for Python and any other place where ONNX Runtime answers.
 *
 * <p>{@link io.github.churnml.onnx.OnnxExport} writes two files: the graph, which takes numbers and codes of levels, and a JSON
 * that says how a table's values become them. Texts are turned into codes outside, by the module {@code churn_onnx.py} or by
 * code of one's own.
 *
 * <table>
 * <caption>Where the graph does what</caption>
 * <tr><th>step of scoring</th><th>in the graph</th></tr>
 * <tr><td>reading texts, missing markers, levels by name</td><td>not there: the JSON describes it</td></tr>
 * <tr><td>derived features, imputing, encoding, scaling</td><td>the same operations on doubles, in the same order, so that what
 * is compared with a threshold has the same bits</td></tr>
 * <tr><td>trees</td><td>one {@code TreeEnsemble} for each forest; those that add floats have one answer for each tree</td></tr>
 * <tr><td>linear and additive predictors</td><td>the same sums in the same order</td></tr>
 * <tr><td>networks, calibrators, log-odds to probability</td><td>the runtime's own exponential, logarithm, hyperbolic tangent and
 * product of matrices, whose last bits differ; nothing compares them</td></tr>
 * </table>
 *
 * <p>The protobuf is written by hand: a few dozen fields of two wire types.
 */
@NullMarked
package io.github.churnml.onnx;

import org.jspecify.annotations.NullMarked;
