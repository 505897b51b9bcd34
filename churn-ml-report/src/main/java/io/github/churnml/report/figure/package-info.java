/**
 * Pictures of numbers as plain data: a {@link io.github.churnml.report.figure.Figure} is a sentence that says what its numbers
 * show, two axes, and {@linkplain io.github.churnml.report.figure.Mark marks} between them. It knows no page: {@code report.html}
 * draws it.
 *
 * <table>
 *   <caption>Which marks stand on which axes</caption>
 *   <tr><th>mark</th><th>axes</th></tr>
 *   <tr><td>line, threads, band, area, points, rule</td><td>numbers both ways; points also beside names</td></tr>
 *   <tr><td>bars, boxes, intervals</td><td>upright over numbers or names; lying where the names go down the page</td></tr>
 *   <tr><td>cells</td><td>names both ways</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.report.figure;

import org.jspecify.annotations.NullMarked;
