/**
 * Pages of choosing, before there is a model to keep: which learner is best and whether that is more than luck ({@link
 * io.github.churnml.report.choice.ComparisonPage}), which settings ({@link io.github.churnml.report.choice.TuningPage}), which columns
 * ({@link io.github.churnml.report.choice.SelectionPage}), and whether more rows would help ({@link
 * io.github.churnml.report.choice.LearningCurvePage}). Each is a tree of {@link io.github.churnml.report.tree}, made from a result of {@code select}
 * and from what is known of the table ({@link io.github.churnml.report.choice.StudiedTable}); its numbers are those that the command's
 * JSON answer has.
 */
@NullMarked
package io.github.churnml.report.choice;

import org.jspecify.annotations.NullMarked;
