/**
 * How fast rows are scored, explained and encoded and models loaded, beside other libraries: one question per class.
 *
 * <p>{@code benchmarks/run} builds what is needed and starts {@link io.github.churnml.benchmarks.Launcher}; each class
 * names its command. Everything runs on one thread. A peer is called by the fastest way that its public interface
 * offers, on rows already in the form it likes best, and every contender's answers for all rows are compared with those
 * of the library that grew the model before a clock starts: one that differs by more than 10<sup>−5</sup> in probability
 * fails its trial.
 *
 * <table>
 * <caption>Which model is scored by whom; ratios are meant within one line</caption>
 * <tr><th>model</th><th>scored by</th></tr>
 * <tr><td>XGBoost, grown leaf by leaf</td><td>churn-ml, a plain traversal, XGBoost4J, ONNX Runtime</td></tr>
 * <tr><td>LightGBM</td><td>churn-ml, a plain traversal, LightGBM4j</td></tr>
 * <tr><td>Smile's gradient boosting</td><td>churn-ml, a plain traversal, Smile</td></tr>
 * </table>
 *
 * <p>Each model is grown once per run, into the folder that the system property {@code churn.benchmarks.folder} names, so
 * that all forks score the same trees. Where a peer's native library does not load, its lines are left out with a message
 * and the others run; without XGBoost, Smile grows the trees that ONNX Runtime is given.
 */
@NullMarked
package io.github.churnml.benchmarks;

import org.jspecify.annotations.NullMarked;
