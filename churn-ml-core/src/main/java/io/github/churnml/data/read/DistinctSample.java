package io.github.churnml.data.read;

/**
 * Says which share of a column's values are distinct, in bounded memory: exact up to a number of distinct values, an
 * unbiased estimate beyond.
 *
 * <p>Plan: keep every distinct hash with how often it occurred. When there are more than fit, keep only the half whose
 * leading bit is 0, then the quarter, and so on, and ignore the others from then on. What is kept in the end depends on
 * the set of values alone, not on their order (Gibbons 2001, "Distinct sampling for highly-accurate answers to distinct
 * values queries and event reports", section 3).
 */
final class DistinctSample {

    private static final int FIRST_SLOTS = 32;

    private final int most;
    private long[] hashes = new long[FIRST_SLOTS];
    private int[] counts = new int[FIRST_SLOTS];
    private int size;
    private int level;

    /**
     * Keeps at most the given number of distinct hashes.
     *
     * @param level 0, or the level that a sample of other rows of the column has come to: this one would come to it, too
     */
    DistinctSample(int most, int level) {
        this.most = most;
        this.level = level;
    }

    void add(long hash, int times) {
        if (level > 0 && hash >>> 64 - level != 0) {
            return;
        }
        int slot = slot(hash);
        counts[slot] += times;
        if (counts[slot] > times) {
            return;
        }
        hashes[slot] = hash;
        size++;
        if (size > most) {
            thin();
        } else if (size * 2 > hashes.length) {
            rebuild(hashes.length * 2);
        }
    }

    /** Takes in what a sample of other rows has taken in. */
    void merge(DistinctSample later) {
        if (later.level > level) {
            level = later.level;
            rebuild(hashes.length);
        }
        for (int i = 0; i < later.hashes.length; i++) {
            if (later.counts[i] > 0) {
                add(later.hashes[i], later.counts[i]);
            }
        }
    }

    /** How many leading bits are 0 in all hashes that are kept. */
    int level() {
        return level;
    }

    /** The distinct values as a share of all values, in (0, 1]; 1 if there are none. */
    double distinctShare() {
        long occurrences = 0;
        for (int count : counts) {
            occurrences += count;
        }
        return occurrences == 0 ? 1 : (double) size / occurrences;
    }

    private void thin() {
        while (size > most) {
            level++;
            rebuild(hashes.length);
        }
    }

    private void rebuild(int slots) {
        long[] oldHashes = hashes;
        int[] oldCounts = counts;
        hashes = new long[slots];
        counts = new int[slots];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldCounts[i] > 0 && (level == 0 || oldHashes[i] >>> 64 - level == 0)) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                counts[slot] = oldCounts[i];
                size++;
            }
        }
    }

    private int slot(long hash) {
        int slot = (int) hash & hashes.length - 1;
        while (counts[slot] > 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }
}
