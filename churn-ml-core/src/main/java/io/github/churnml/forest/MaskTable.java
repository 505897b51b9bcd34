package io.github.churnml.forest;

import org.jspecify.annotations.Nullable;

/**
 * The masks of a run of trees, laid out in rows: each row holds one mask per tree, for one cell of a slot or, where slots of
 * few cells are taken together, for one combination of their cells. Rows that are alike are one. A row is an array of its
 * own, as {@link Conjunction} wants it.
 */
final class MaskTable {

    /** How many words a row has. */
    final int words;

    /** The ends of trees that masks decide wholly; null if there are walks. */
    final @Nullable Leaves leaves;
    /** What follows where masks do not decide all; null if there are leaves. */
    final @Nullable Walks walks;

    private final long[][] rows;
    /** The slots, those that are looked up together next to each other. */
    private final int[] slots;
    /** Where each group begins in {@link #slots}, and where the last one ends. */
    private final int[] groups;
    /** What each cell of any slot adds to the number of its group's row. */
    private final int[] parts;

    MaskTable(
            int words,
            @Nullable Leaves leaves,
            @Nullable Walks walks,
            long[][] rows,
            int[] slots,
            int[] groups,
            int[] parts) {
        this.words = words;
        this.leaves = leaves;
        this.walks = walks;
        this.rows = rows;
        this.slots = slots;
        this.groups = groups;
        this.parts = parts;
    }

    /** How many look-ups a row takes: at least one. */
    int lookups() {
        return groups.length - 1;
    }

    String describe() {
        return lookups() + " look-ups in " + rows.length + " rows of " + words + " words"
                + (walks == null ? "" : ", then walks of " + walks.size() + " nodes");
    }

    static long bytesOfRow(int words) {
        return 8L * words + 20;
    }

    /** What each table needs to find its rows, whichever trees are its own. */
    static long bytesOfParts(Cuts cuts) {
        return 4L * cuts.cells();
    }

    long bytesOfRows() {
        return rows.length * bytesOfRow(words);
    }

    long bytes() {
        long ends = (leaves == null ? 0 : leaves.bytes()) + (walks == null ? 0 : walks.bytes());
        return bytesOfRows() + ends + 4L * (slots.length + groups.length + parts.length);
    }

    /** Writes one mask per tree, in which the bit of the leaf alone is left, for a row whose cells begin at an offset. */
    void decide(int[] cells, int offset, int[] chosen, long[] into) {
        int at = 0;
        for (int group = 0; group + 1 < groups.length; group++) {
            int row = 0;
            for (int end = groups[group + 1]; at < end; at++) {
                row += parts[cells[offset + slots[at]]];
            }
            chosen[group] = row;
        }
        Conjunction.of(rows, chosen, groups.length - 1, into, words);
    }
}
