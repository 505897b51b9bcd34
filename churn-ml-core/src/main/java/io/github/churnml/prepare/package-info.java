/**
 * From a raw table to what a learner takes: cleaning, derived features, imputing, encoding, scaling.
 *
 * <p>Everything comes in pairs: a configuration, which is a value made of settings, and what fitting it to training
 * rows returns, which is immutable and applied alike to training rows, to a batch and to a single row at scoring time.
 *
 * <pre>
 *   Dataset ── Preparation.fit ──▶ FittedPreparation        inputs · derived features · imputed values
 *                                        │ table()
 *                                        ▼
 *                                   TypedTable               numbers and level codes, one column per Variable
 *                                        │ with labels: TrainingTable
 *                                        │ Encoding.crossFit ──▶ CrossFitted
 *                                        │                         ├─ training: FeatureMatrix, for the learner
 *                                        ▼                         └─ serving: FittedEncoding
 *                                   FittedEncoding.encode() ──▶ FeatureMatrix, what one predictor takes
 * </pre>
 *
 * <p>All fitted steps work on a <em>row</em>: a {@code double[]} with one place per {@link Variable}. A missing number is
 * {@code NaN}. A level is its code; {@link Variable#MISSING} stands for a missing level and {@link Variable#UNKNOWN} for
 * one that was not seen in training. A batch is a loop over rows, so a row and a batch give the same bits.
 *
 * <table>
 * <caption>What becomes of a column by default</caption>
 * <tr><th>column</th><th>after cleaning</th><th>missing (default)</th><th>for trees</th><th>for linear models</th></tr>
 * <tr><td>numeric</td><td>number</td><td>median, and an indicator if any was missing in training</td><td>as it
 * is</td><td>scaled</td></tr>
 * <tr><td>text that hides numbers ({@code $1,234.50})</td><td>number</td><td>as above</td><td>as it is</td><td>scaled</td></tr>
 * <tr><td>categorical, boolean</td><td>level, blanks trimmed</td><td>a level of its own</td><td>code</td><td>one-hot</td></tr>
 * <tr><td>date</td><td>only a source for derived features</td><td></td><td></td><td></td></tr>
 * <tr><td>identifier, text, constant, all missing</td><td>left out, with a notice</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <h2>Levels</h2>
 *
 * <p>The text of a level goes through missing markers, then blanks, then the column's {@link Cleaning#synonyms}; on request
 * case does not count ({@link Cleaning#foldCase}). The same is done when scoring.
 *
 * <table>
 * <caption>Which encoding for which learner and how many levels (rules of thumb)</caption>
 * <tr><th>encoding</th><th>features</th><th>a level never seen</th><th>trees that take nominal features</th><th>linear
 * models, neural networks</th></tr>
 * <tr><td>{@code auto} (default)</td><td></td><td></td><td>is {@code ordinal}</td><td>is {@code oneHot}</td></tr>
 * <tr><td>{@code ordinal}</td><td>1</td><td>as a rare one</td><td>up to some 50 levels; with more, splits fit
 * noise</td><td>no: the order of codes means nothing</td></tr>
 * <tr><td>{@code oneHot}</td><td>1 per level</td><td>as a rare one</td><td>up to 10 levels; slow and shallow with
 * more</td><td>up to some 50 levels that each have enough rows</td></tr>
 * <tr><td>{@code frequency}</td><td>1</td><td>0</td><td colspan="2">hundreds of levels and more, where how common a level is
 * matters rather than which it is; levels equally frequent become one</td></tr>
 * <tr><td>{@code target}</td><td>1</td><td>the churn rate over all rows</td><td colspan="2">from some 50 levels to many
 * thousands, where which level it is matters; needs labels, hence cross-fitting</td></tr>
 * </table>
 *
 * <p>In {@code ordinal} and {@code oneHot} encoding, levels seen fewer times than {@link Encoding#rareBelow} in training
 * share one level, which also takes levels never seen; where no level is rare, an unknown level belongs to none (all one-hot
 * columns 0, on the "other" side of every split). {@code frequency} and {@code target} pool nothing; the latter draws rare
 * levels to the churn rate over all rows instead. {@link Encoding#columns} makes exceptions by column.
 *
 * <p>A target encoding that has seen a row's label tells it: with two rows per level, encoding random levels by their own
 * labels reaches a ROC-AUC above 0.8 in training and 0.5 afterwards. Therefore the training rows are encoded while
 * fitting, each by the rows of the other folds only, the prior included, and come out as {@link CrossFitted#training};
 * {@link CrossFitted#serving} takes no labels and is for all other rows.
 *
 * <h2>Derived features, missing values, numbers</h2>
 *
 * <table>
 * <caption>Derived features ({@link Derive}), in order; a later one may use an earlier one</caption>
 * <tr><th>kind</th><th>from</th><th>gives</th><th>learns from training rows</th></tr>
 * <tr><td>{@code ratio, difference}</td><td>two numbers or dates</td><td>number</td><td></td></tr>
 * <tr><td>{@code sum, product, log}</td><td>numbers</td><td>number</td><td></td></tr>
 * <tr><td>{@code daysBetween, daysSince, datePart}</td><td>dates</td><td>number</td><td></td></tr>
 * <tr><td>{@code countOf}</td><td>any columns</td><td>number</td><td></td></tr>
 * <tr><td>{@code bucket}</td><td>a number</td><td>level</td><td></td></tr>
 * <tr><td>{@code quantileBucket}</td><td>a number</td><td>level</td><td>the edges</td></tr>
 * <tr><td>{@code interaction}</td><td>two columns of levels</td><td>level</td><td>the pairs</td></tr>
 * </table>
 *
 * <table>
 * <caption>What stands in for a missing value ({@link Imputing.Fill})</caption>
 * <tr><th>fill</th><th>numbers</th><th>levels</th><th>YAML</th></tr>
 * <tr><td>median</td><td>yes (default)</td><td></td><td>{@code median}</td></tr>
 * <tr><td>mean</td><td>yes</td><td></td><td>{@code mean}</td></tr>
 * <tr><td>most frequent</td><td>yes</td><td>yes</td><td>{@code mostFrequent}</td></tr>
 * <tr><td>level of its own</td><td></td><td>yes (default)</td><td>{@code ownLevel}</td></tr>
 * <tr><td>constant</td><td>a number</td><td>a level, new or known</td><td><code>{constant: 0}</code></td></tr>
 * <tr><td>the first three within the levels of another column, else over all rows</td><td>yes</td><td>most
 * frequent</td><td><code>{fill: median, by: plan}</code></td></tr>
 * </table>
 *
 * <p>Numbers are clipped on request ({@link Winsorising}), then scaled: to mean and standard deviation for a learner that
 * asks for it, or on request to median and interquartile range ({@link Encoding.Scale}). Trees need neither.
 *
 * <p>A model that was trained elsewhere brings its own preparation: each {@link GivenColumn} says how a column is read and
 * which number its model is given. Nothing is filled in there, and a missing value reaches the trees as {@code NaN}.
 *
 * <p>Rows are dropped in training only, by {@link TrainingRows}: scoring answers every row.
 */
@NullMarked
package io.github.churnml.prepare;

import org.jspecify.annotations.NullMarked;
