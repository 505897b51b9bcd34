package io.github.churnml.registry.experiment;

import java.util.List;

/**
 * What reading an assignment log came upon.
 *
 * @param files how many files there were
 * @param lines how many lines that are not blank
 * @param broken how many of them were part of a line, and were passed over
 * @param firstBroken where the first of those is; empty if there is none
 * @param unread keys that lines have and that mean nothing here, in alphabetical order, at most a hundred
 */
record AssignmentLines(int files, long lines, long broken, String firstBroken, List<String> unread) {

    /** Keeps a copy of the keys. */
    public AssignmentLines {
        unread = List.copyOf(unread);
    }
}
