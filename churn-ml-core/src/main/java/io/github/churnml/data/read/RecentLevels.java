package io.github.churnml.data.read;

/**
 * Which level a short text is, for texts that were seen not long ago: one place per text, so that the few levels of a column
 * stay, and those of a column of identifiers drive each other out. For one thread.
 *
 * <p>A text is two words: up to eight bytes, or the first and the last eight of up to sixteen. With its length they are all
 * of it, so no text is mistaken for another.
 */
final class RecentLevels {

    private static final int PLACES = 256;
    private static final int MOST_BYTES = 2 * Long.BYTES;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final long[] firsts = new long[PLACES];
    private final long[] lasts = new long[PLACES];
    /** Never 0 for a text that is there. */
    private final int[] lengths = new int[PLACES];

    private final int[] levels = new int[PLACES];

    private long first;
    private long last;
    private int length;

    /** The level of a text; -1 if it is too long or was not seen of late, and then {@link #found} can tell. */
    int find(byte[] s, int from, int to) {
        length = to - from + 1;
        if (to - from > MOST_BYTES || to < Long.BYTES) {
            length = 0;
            return -1;
        }
        last = (long) AsciiSplitter.LONGS.get(s, to - Long.BYTES);
        if (to - from >= Long.BYTES) {
            first = (long) AsciiSplitter.LONGS.get(s, from);
        } else {
            // What stands before the text is shifted out; in two steps, since a shift by 64 is none.
            int unused = 8 * (Long.BYTES - (to - from)) - 1;
            first = last >>> unused >>> 1;
            last = 0;
        }
        int place = place();
        return firsts[place] == first && lasts[place] == last && lengths[place] == length ? levels[place] : -1;
    }

    /** Keeps the level of the text that was asked for last, if it is one. */
    void found(int level) {
        if (level >= 0 && length > 0) {
            int place = place();
            firsts[place] = first;
            lasts[place] = last;
            lengths[place] = length;
            levels[place] = level;
        }
    }

    private int place() {
        long product = (first * MULTIPLIER ^ last ^ length) * MULTIPLIER;
        return (int) (product >>> 56);
    }
}
