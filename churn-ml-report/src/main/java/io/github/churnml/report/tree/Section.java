package io.github.churnml.report.tree;

import java.util.List;

/**
 * Part of a report under a heading.
 *
 * @param title the heading
 * @param blocks what stands in it
 */
public record Section(String title, List<Block> blocks) {

    /** Copies the blocks. */
    public Section {
        blocks = List.copyOf(blocks);
    }
}
