/**
 * The face of churn-ml: from a customer table to a judged, portable model that scores inside any JVM application.
 *
 * <pre>{@code
 * ChurnModel model = ChurnPipeline.builder()
 *         .target("Churn", "Yes")
 *         .exclude("customerID")
 *         .build()
 *         .fit(Tables.readCsv(path));
 * model.evaluation().rocAuc();
 * model.save(Path.of("churn-1.0.0.churn"));
 *
 * Prediction p = ChurnModel.load(file).scorer().score(row);
 * }</pre>
 *
 * <p>{@link io.github.churnml.ChurnPipeline} is the wish, a value with a YAML twin; {@link io.github.churnml.ChurnModel} is
 * what fitting it returns, immutable and saved as one file; {@link io.github.churnml.Scorer} is the part of it that
 * applications keep at hand, with {@link io.github.churnml.RowBuffer} and {@link io.github.churnml.RecordScorer} for those
 * that score many customers one by one. Training needs Smile on the class path, scoring does not.
 *
 * <p>Why a customer is likely to leave, {@link io.github.churnml.Prediction#reasons} says in sentences and {@link
 * io.github.churnml.explain.Explanation} in numbers; what a model relies on over many customers, {@link
 * io.github.churnml.explain.PermutationImportance}. A model that XGBoost or LightGBM trained becomes a {@code ChurnModel} by
 * {@code churn-ml-import}.
 *
 * <p>Honest by construction: what is judged on the hold-out has never seen it, and what is kept is fitted again with the
 * same settings on all rows, unless {@link io.github.churnml.ChurnPipelineBuilder#refit refit(false)} says otherwise.
 */
@NullMarked
package io.github.churnml;

import org.jspecify.annotations.NullMarked;
