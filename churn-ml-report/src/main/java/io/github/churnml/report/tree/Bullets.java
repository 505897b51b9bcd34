package io.github.churnml.report.tree;

import java.util.List;

/**
 * Sentences one below the other, in no order.
 *
 * @param items the sentences
 */
public record Bullets(List<String> items) implements Block {

    /** Copies the sentences. */
    public Bullets {
        items = List.copyOf(items);
    }
}
