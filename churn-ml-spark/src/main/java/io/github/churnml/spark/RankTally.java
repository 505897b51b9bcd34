package io.github.churnml.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many values of a column lie in each part of some ranges: a range is all doubles that begin with the same bits, and its parts go by
 * the next {@value #BITS}. Tallies of the same ranges may be added in any order.
 */
final class RankTally implements Serializable {

    private static final long serialVersionUID = 1;

    static final int BITS = 11;

    /** Bits that all values of a range share, as many as {@code shared}. Ascending. */
    private final long[] ranges;

    private final int shared;
    private final @Nullable Parts[] parts;

    /** Counts of one range, with the least and greatest key of each part. */
    static final class Parts implements Serializable {

        private static final long serialVersionUID = 1;

        final long[] counts = new long[1 << BITS];
        final long[] least = new long[1 << BITS];
        final long[] greatest = new long[1 << BITS];

        void add(int part, long count, long low, long high) {
            least[part] = counts[part] == 0 ? low : Math.min(least[part], low);
            greatest[part] = counts[part] == 0 ? high : Math.max(greatest[part], high);
            counts[part] += count;
        }
    }

    RankTally(long[] ranges, int shared) {
        this.ranges = ranges;
        this.shared = shared;
        this.parts = new Parts[ranges.length];
    }

    /** A tally of the same ranges without anything counted. */
    RankTally again() {
        return new RankTally(ranges, shared);
    }

    /** A whole number that is greater for a greater double, -0 before 0. */
    static long key(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    static double value(long key) {
        return Double.longBitsToDouble(key ^ (key >> 63 & Long.MAX_VALUE));
    }

    /** The first bits of a key, as a number that is not negative. */
    static long range(long key, int bits) {
        return bits == 0 ? 0 : (key ^ Long.MIN_VALUE) >>> Long.SIZE - bits;
    }

    /** The part of its range that a key is in. */
    static int part(long key, int shared) {
        int bits = Math.min(BITS, Long.SIZE - shared);
        return (int) (range(key, shared + bits) & (1L << bits) - 1);
    }

    void add(double value) {
        long key = key(value);
        int place = Arrays.binarySearch(ranges, range(key, shared));
        if (place >= 0) {
            parts(place).add(part(key, shared), 1, key, key);
        }
    }

    RankTally plus(RankTally other) {
        for (int i = 0; i < parts.length; i++) {
            Parts more = other.parts[i];
            for (int part = 0; more != null && part < more.counts.length; part++) {
                if (more.counts[part] > 0) {
                    parts(i).add(part, more.counts[part], more.least[part], more.greatest[part]);
                }
            }
        }
        return this;
    }

    /** What was counted in a range. */
    Parts parts(int range) {
        Parts known = parts[range];
        if (known == null) {
            known = new Parts();
            parts[range] = known;
        }
        return known;
    }
}
