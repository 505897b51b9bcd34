package io.github.churnml.report.tree;

import io.github.churnml.report.figure.Figure;

/**
 * A figure with its numbers, which a page folds away below it and plain text shows in its place.
 *
 * @param figure the picture
 * @param numbers what it was drawn from
 */
public record Picture(Figure figure, Table numbers) implements Block {}
