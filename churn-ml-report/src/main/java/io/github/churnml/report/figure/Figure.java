package io.github.churnml.report.figure;

import java.util.List;

/**
 * Numbers as a picture. Whoever makes one says in a sentence what it shows, computed from the same numbers: a reader who sees no
 * picture reads the sentence.
 *
 * @param title what it is, in a few words
 * @param finding what it shows, in a sentence
 * @param x along the page
 * @param y up the page; names go down it, the first above
 * @param marks what is drawn, the first at the back
 */
public record Figure(String title, String finding, Axis x, Axis y, List<Mark> marks) {

    /**
     * Copies the marks.
     *
     * @throws IllegalArgumentException if there is no title or no finding
     */
    public Figure {
        marks = List.copyOf(marks);
        if (title.isBlank() || finding.isBlank()) {
            throw new IllegalArgumentException("a figure (" + title + ") without a title or a finding");
        }
    }
}
