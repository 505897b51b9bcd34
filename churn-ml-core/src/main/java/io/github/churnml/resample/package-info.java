/**
 * Training rows in another proportion of the classes, so that a learner pays more attention to the rare one.
 *
 * <pre>
 *   TypedTable + labels ── Resampler.resample ──▶ Resampled ── encode · scale ──▶ Learner.fit
 *                                                     │
 *                                     the prior it was given ──▶ PriorShift ──▶ log-odds for the prior there is
 * </pre>
 *
 * <p>A {@link io.github.churnml.resample.Resampler} is a value made of settings. It is given training rows and nothing
 * else, works on prepared rows before any encoding (a level is a level, not a handful of zeros and ones), and changes
 * nothing of what it is given. Rows that are made up must not meet the rows that a model is judged by:
 * {@link io.github.churnml.resample.Resampled#sources} tells of each row which one it stems from.
 *
 * <table>
 * <caption>Which one to take</caption>
 * <tr><th>{@code method}</th><th>type</th><th>rows</th><th>suits</th></tr>
 * <tr><td>{@code none}</td><td>{@link io.github.churnml.resample.NoResampling}</td><td>as they are</td><td>most tables: a
 * learner that ranks well ranks well without, and its probabilities need no correction</td></tr>
 * <tr><td>{@code class-weights}</td><td>{@link io.github.churnml.resample.ClassWeighting}</td><td>as they are, each with a
 * weight</td><td>learners that take weights, as all here do: the effect of copies at no cost; the {@code scale_pos_weight} of
 * other libraries is {@code ratio} times the number of stayers per leaver</td></tr>
 * <tr><td>{@code random-over}</td><td>{@link io.github.churnml.resample.RandomOver}</td><td>the rare class several
 * times</td><td>learners that take no weights</td></tr>
 * <tr><td>{@code random-under}</td><td>{@link io.github.churnml.resample.RandomUnder}</td><td>a part of the frequent
 * class</td><td>more rows than there is time for</td></tr>
 * <tr><td>{@code smote-nc}</td><td>{@link io.github.churnml.resample.SmoteNc}</td><td>new ones of the rare class between
 * those there are</td><td>learners that overfit to copies</td></tr>
 * </table>
 *
 * <p>{@code ratio} is the number of rows of the rare class divided by that of the frequent one, afterwards; with weights,
 * of their weights. A table that has this ratio already, or a higher one, is left as it is. Where both classes have the
 * same number of rows there is nothing to balance, so which of them is called the rare one never matters.
 *
 * <p>Whatever is drawn depends on the seed alone, not on the number of threads.
 */
@NullMarked
package io.github.churnml.resample;

import org.jspecify.annotations.NullMarked;
