package io.github.churnml.snapshot;

import io.github.churnml.data.Notice;
import java.util.List;

/**
 * What a table of snapshots is like, without its rows.
 *
 * @param rows how many rows it has
 * @param positive in how many the outcome happened
 * @param counts how many rows each snapshot has; empty where snapshots are those of events
 * @param notices what was noticed while the tables were read and joined
 */
public record SnapshotSummary(long rows, long positive, List<SnapshotCount> counts, List<Notice> notices) {

    /**
     * Copies the lists.
     *
     * @param rows how many rows it has
     * @param positive in how many the outcome happened
     * @param counts how many rows each snapshot has
     * @param notices what was noticed
     */
    public SnapshotSummary {
        counts = List.copyOf(counts);
        notices = List.copyOf(notices);
    }
}
