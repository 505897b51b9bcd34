/**
 * Pages for people: what there is to say of a model ({@link io.github.churnml.report.ModelReport}, and in short {@link
 * io.github.churnml.report.ModelCard}) and of an evaluation ({@link io.github.churnml.report.EvaluationPage}), each as a tree that {@link
 * io.github.churnml.report.html.HtmlReport} draws. A page is made from a value that says what was found, and never asks for more.
 */
@NullMarked
package io.github.churnml.report;

import org.jspecify.annotations.NullMarked;
