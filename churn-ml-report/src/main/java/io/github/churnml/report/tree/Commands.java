package io.github.churnml.report.tree;

import java.util.List;

/**
 * Commands to copy.
 *
 * @param lines one command each
 */
public record Commands(List<String> lines) implements Block {

    /** Copies the lines. */
    public Commands {
        lines = List.copyOf(lines);
    }
}
