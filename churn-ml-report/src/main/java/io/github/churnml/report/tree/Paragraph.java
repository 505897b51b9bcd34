package io.github.churnml.report.tree;

/**
 * Sentences that explain.
 *
 * @param text the sentences
 */
public record Paragraph(String text) implements Block {}
