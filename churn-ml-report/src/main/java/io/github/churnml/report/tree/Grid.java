package io.github.churnml.report.tree;

import java.util.List;

/**
 * Small multiples: pictures of one kind, to be compared. A page shows them one below the other on a phone and up to {@code across}
 * beside each other where it is wide; Markdown and plain text have them one after the other.
 *
 * @param across how many stand beside each other at most, 2 or 3
 * @param pictures the pictures, in the order in which they are read
 */
public record Grid(int across, List<Picture> pictures) implements Block {

    /**
     * Copies the pictures.
     *
     * @throws IllegalArgumentException if they stand neither two nor three across
     */
    public Grid {
        if (across < 2 || across > 3) {
            throw new IllegalArgumentException("a grid of (" + across + ") pictures across, where 2 or 3 can be");
        }
        pictures = List.copyOf(pictures);
    }
}
