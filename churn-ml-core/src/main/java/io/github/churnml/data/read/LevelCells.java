package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each text occurs in a column, by first appearance; at most {@value #MOST} different ones are told apart, the
 * others are counted together. Mutable, for one thread.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class LevelCells {

    /** Different texts that are told apart. */
    static final int MOST = 50_000;

    private static final int FIRST_SLOTS = 32;

    private final MarkerMatcher markers;
    private final List<String> levels = new ArrayList<>();
    private long[] counts = new long[FIRST_SLOTS / 2];
    private long[] hashes = new long[FIRST_SLOTS / 2];
    private boolean[] absent = new boolean[FIRST_SLOTS / 2];
    /** Position plus one; 0 is free. */
    private int[] slots = new int[FIRST_SLOTS];

    private long others;
    private @Nullable RecentLevels recent;

    /**
     * For a column.
     *
     * @param missing the texts that stand for a missing value
     */
    public LevelCells(MissingMarkers missing) {
        this.markers = new MarkerMatcher(missing);
    }

    /**
     * Takes a cell in.
     *
     * @param s holds its text
     * @param from where the text begins, blanks included
     * @param to behind its last character
     */
    public void add(char[] s, int from, int to) {
        add(s, from, to, 1);
    }

    /**
     * Takes a column of many rows in.
     *
     * @param rows the rows
     * @param column the column, from 0
     */
    public void add(AsciiRows rows, int column) {
        if (recent == null) {
            recent = new RecentLevels();
        }
        for (int row = 0; row < rows.size(); row++) {
            int from = rows.from(row, column);
            int to = rows.to(row, column);
            int level = recent.find(rows.text, from, to);
            if (level >= 0) {
                counts[level]++;
            } else {
                char[] cell = rows.text(row, column).toCharArray();
                recent.found(add(cell, 0, cell.length, 1));
            }
        }
    }

    /** The position of the text, or -1 if it is not told apart. */
    private int add(char[] s, int from, int to, long count) {
        long hash = Chars.hash(s, from, to);
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != 0) {
            int level = slots[slot] - 1;
            if (hashes[level] == hash && Chars.equal(s, from, to, levels.get(level))) {
                counts[level] += count;
                return level;
            }
            slot = slot + 1 & slots.length - 1;
        }
        if (levels.size() == MOST) {
            others += count;
            return -1;
        }
        slots[slot] = levels.size() + 1;
        addLevel(hash, s, from, to, count);
        return levels.size() - 1;
    }

    /**
     * Takes in what another has taken in.
     *
     * @param later another of the same column
     */
    public void merge(LevelCells later) {
        for (int level = 0; level < later.levels.size(); level++) {
            char[] text = later.levels.get(level).toCharArray();
            add(text, 0, text.length, later.counts[level]);
        }
        others += later.others;
    }

    /** {@return the different texts as the table spells them, by first appearance} */
    public List<String> texts() {
        return List.copyOf(levels);
    }

    /**
     * How often a text occurred.
     *
     * @param text its position among the texts
     * @return at least 1
     */
    public long count(int text) {
        return counts[text];
    }

    /**
     * Whether a text stands for a missing value.
     *
     * @param text its position among the texts
     * @return whether it does
     */
    public boolean isMissing(int text) {
        return absent[text];
    }

    /** {@return how many cells held texts beyond those that are told apart} */
    public long others() {
        return others;
    }

    private void addLevel(long hash, char[] s, int from, int to, long count) {
        int level = levels.size();
        int bare = Chars.start(s, from, to);
        hashes[level] = hash;
        counts[level] = count;
        absent[level] = markers.isMissing(s, bare, Chars.end(s, bare, to));
        levels.add(new String(s, from, to - from));
        if (levels.size() == hashes.length) {
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
            counts = Arrays.copyOf(counts, counts.length * 2);
            absent = Arrays.copyOf(absent, absent.length * 2);
            slots = new int[slots.length * 2];
            for (int i = 0; i < levels.size(); i++) {
                int slot = (int) hashes[i] & slots.length - 1;
                while (slots[slot] != 0) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = i + 1;
            }
        }
    }
}
