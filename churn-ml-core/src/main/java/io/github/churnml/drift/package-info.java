/**
 * What the training data looked like, so that it can be told later whether customers still look like that.
 *
 * <p>A {@link io.github.churnml.drift.ReferenceProfile} is made from the rows that a model was fitted on and is kept in its
 * model file ({@code reference.json}). It reads values through the model's own {@link io.github.churnml.prepare.Input}s, so
 * that "missing", "level" and "number" mean here what they mean to the model.
 *
 * <table>
 * <caption>What is kept of a column, and whether it can speak of a single customer</caption>
 * <tr><th>kept</th><th>of</th><th>convention</th><th>about one customer?</th></tr>
 * <tr><td>rows, missing values</td><td>every column</td><td>counts</td><td>no</td></tr>
 * <tr><td>bins</td><td>numbers, dates</td><td>up to ten of equal frequency, cut at quantiles (Hyndman and Fan 1996, type
 * 7); a bin takes {@code lower < x <= upper}, the first and last are open to infinity; one bin per ten values at most,
 * so that a small table does not show its values</td><td>no</td></tr>
 * <tr><td>mean, standard deviation</td><td>numbers, dates</td><td>with {@code n - 1}; 0 for one value</td><td>not by
 * themselves</td></tr>
 * <tr><td>range</td><td>numbers, dates</td><td>least and greatest value</td><td>yes, the extreme one: values out of the
 * trained range cannot be found without it. Exclude a column from the model if its extremes are secret.</td></tr>
 * <tr><td>levels</td><td>categorical, boolean</td><td>those seen at least ten times, often enough to name no one; all
 * others are counted together</td><td>no</td></tr>
 * <tr><td>bins, mean, standard deviation</td><td>the model's scores</td><td>as later customers are likely to get them: of the
 * training rows, or of the hold-out where a fit gives rows that it has seen other scores than rows that it has not; bins as
 * of numbers, no range</td><td>no</td></tr>
 * </table>
 *
 * <p>Counts are kept rather than shares: they add up exactly, can be checked when a file is read, and can be added to
 * those of other rows. Never is there a row, a combination of columns or a rare level.
 *
 * <p><b>Comparing.</b> A {@link io.github.churnml.drift.TableTally} goes once through a table of any size, a
 * {@link io.github.churnml.drift.DriftWindow} counts live rows over the bins of a profile, and a
 * {@link io.github.churnml.drift.DriftDetector} says by {@link io.github.churnml.drift.DriftSettings} what changed.
 *
 * <table>
 * <caption>What can be compared, and what is then known</caption>
 * <tr><th>reference</th><th>current</th><th>bins, missing, unseen</th><th>Kolmogorov-Smirnov</th><th>Wasserstein</th></tr>
 * <tr><td>table</td><td>table</td><td>yes</td><td>exact up to 10,000 rows a side, beyond that from sketches with a stated
 * error</td><td>yes</td></tr>
 * <tr><td>profile (a model)</td><td>table</td><td>yes</td><td>a lower bound, at the edges of the bins</td><td>no</td></tr>
 * <tr><td>profile (a model)</td><td>window</td><td>yes</td><td>a lower bound</td><td>no</td></tr>
 * </table>
 *
 * <p>The model's scores are compared like numbers of a profile, by a {@link io.github.churnml.drift.ScoreTally}. They are
 * reported and have no say in the verdict: they follow from the columns, and a drift that counts twice is no surer.
 *
 * <p>Missing values have their own bin. So have, together, levels that the profile does not name (rare in the reference, or
 * unseen), text that is no number, and other numbers where all of the reference were the same. A {@link io.github.churnml.drift.DriftReport} holds counts by bin: a level that is
 * rare in the reference or new in the other table is never named, and sketches, which hold values, are neither written to a
 * report nor kept in a model. {@link io.github.churnml.drift.PopulationStabilityIndex},
 * {@link io.github.churnml.drift.TwoSampleKs}, {@link io.github.churnml.drift.Distances} and
 * {@link io.github.churnml.drift.ChiSquareTest} can be used by themselves.
 */
@NullMarked
package io.github.churnml.drift;

import org.jspecify.annotations.NullMarked;
