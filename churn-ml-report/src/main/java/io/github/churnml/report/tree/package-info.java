/**
 * What a page says, as a tree of plain data that is written as HTML ({@code report.html}), as Markdown or as plain text: the same
 * numbers and sentences everywhere.
 */
@NullMarked
package io.github.churnml.report.tree;

import org.jspecify.annotations.NullMarked;
