/**
 * Pages as HTML that needs nothing else: no font, no picture and no script from elsewhere.
 *
 * <p>{@link io.github.churnml.report.html.HtmlReport} writes a report, its figures drawn as SVG by the text. Names, levels and file
 * names come from outside, so no class joins them to markup by itself: {@link io.github.churnml.report.html.HtmlWriter} escapes
 * every text and attribute, knows only elements and attributes that neither run nor load anything, and takes unescaped text from
 * {@link io.github.churnml.report.html.Style} alone, whose constants are files of this module. Each page says so to the browser by
 * its Content-Security-Policy.
 */
@NullMarked
package io.github.churnml.report.html;

import org.jspecify.annotations.NullMarked;
