/**
 * From a raw table to what a learner takes: cleaning, derived features, imputing, encoding, scaling.
 *
 * <p>Everything comes in pairs: a wish, which is a value made of settings, and what fitting it to training rows returns,
 * which is immutable and applied alike to training rows, to a batch and to a single row at scoring time.
 *
 * <pre>
 *   Dataset ── Preparation.fit ──▶ FittedPreparation        inputs · derived features · imputed values
 *                                        │ table()
 *                                        ▼
 *                                   TypedTable               numbers and level codes, one column per Variable
 *                                        │ Encoding.fit ──▶ FittedEncoding.encode()
 *                                        ▼
 *                                   FeatureMatrix            what one learner takes
 * </pre>
 *
 * <p>All fitted steps work on a <em>row</em>: a {@code double[]} with one place per {@link Variable}. A missing number is
 * {@code NaN}. A level is its code; {@link Variable#MISSING} stands for a missing level and {@link Variable#UNKNOWN} for
 * one that was not seen in training. A batch is a loop over rows, so a row and a batch give the same bits.
 *
 * <table>
 * <caption>What becomes of a column</caption>
 * <tr><th>column</th><th>after cleaning</th><th>missing (default)</th><th>for trees</th><th>for linear models</th></tr>
 * <tr><td>numeric</td><td>number</td><td>median, and an indicator if any was missing in training</td><td>as it
 * is</td><td>scaled</td></tr>
 * <tr><td>text that hides numbers ({@code $1,234.50})</td><td>number</td><td>as above</td><td>as it is</td><td>scaled</td></tr>
 * <tr><td>categorical, boolean</td><td>level, blanks trimmed</td><td>a level of its own</td><td>code</td><td>one-hot</td></tr>
 * <tr><td>date</td><td>only a source for derived features</td><td></td><td></td><td></td></tr>
 * <tr><td>identifier, text, constant, all missing</td><td>left out, with a notice</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>Levels seen fewer times than {@link Encoding#rareBelow} in training share one level, which also takes levels never
 * seen; where no level is rare, an unknown level belongs to none (all one-hot columns 0, on the "other" side of every
 * split). Rows are dropped in training only, by {@link TrainingRows}: scoring answers every row.
 */
@NullMarked
package io.github.churnml.prepare;

import org.jspecify.annotations.NullMarked;
