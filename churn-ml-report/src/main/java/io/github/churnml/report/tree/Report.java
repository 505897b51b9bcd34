package io.github.churnml.report.tree;

import java.util.List;

/**
 * What a page says.
 *
 * @param title its name
 * @param subtitle what it is about, in a sentence
 * @param opening what a reader who reads no further should know
 * @param sections the parts
 */
public record Report(String title, String subtitle, List<Block> opening, List<Section> sections) {

    /** Copies the lists. */
    public Report {
        opening = List.copyOf(opening);
        sections = List.copyOf(sections);
    }
}
