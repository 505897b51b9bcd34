/**
 * How good predictions are, told from outcomes that are known: every metric with its interval, decisions against outcomes,
 * lift by tenth, and what the figures cannot tell.
 *
 * <p>{@link io.github.churnml.judge.KnownOutcomes} are the rows that can be judged by. {@link
 * io.github.churnml.judge.Evaluation} is the whole answer for one model and one set of rows. It is made of labels
 * and probabilities alone, so whoever has both can judge: training its hold-out, {@link
 * io.github.churnml.ChurnModel#evaluate} a later table. It says in plain words which rows and which model it speaks of.
 * {@link io.github.churnml.judge.JudgementNotice} and {@link io.github.churnml.judge.ThresholdNotice} are what a user should
 * know of it: too few rows, a ranking too good to be true, a threshold that finds nearly nobody.
 *
 * <p>{@link io.github.churnml.judge.CrossValidation} fits and judges whole recipes in every fold of a table; its result,
 * {@link io.github.churnml.judge.OutOfFold}, is what models say of rows that they have not learnt from.
 */
@NullMarked
package io.github.churnml.judge;

import org.jspecify.annotations.NullMarked;
