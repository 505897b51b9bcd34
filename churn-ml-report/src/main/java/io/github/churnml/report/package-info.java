/**
 * Pages for people, as HTML that needs nothing else: no script, no font, no picture from elsewhere.
 *
 * <p>A page is made from a value that says what was found, and never asks for more: {@link
 * io.github.churnml.report.DriftPage} draws a {@link io.github.churnml.report.DriftComparison}, which also has the words that
 * the {@code churn} command prints, so that a terminal and a page say the same. {@link io.github.churnml.report.EvaluationPage} draws an
 * {@link io.github.churnml.judge.Evaluation}, with what decisions earn where it is known what customers are worth.
 *
 * <p>Column names, levels and file names come from outside. No page joins them to markup by itself: {@code HtmlWriter} escapes
 * every text and every attribute, knows only elements and attributes that neither run nor load anything, and takes unescaped
 * text from {@code Style} alone, whose constants are files of this module.
 */
@NullMarked
package io.github.churnml.report;

import org.jspecify.annotations.NullMarked;
