package io.github.churnml.drift;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of any number of values in bounded memory, exact up to {@value #EXACT} of them. Mutable, for one thread.
 *
 * <p><b>Plan.</b> Values are gathered in a buffer of {@value #BUFFER}. A full buffer stands at level 0, each of its values
 * for one. Two buffers of level 0 are sorted together, two of a higher level, which are sorted, are merged, and every second
 * value goes on to the next level, where it stands for twice as many; first and second of the pairs take turns (J. I. Munro and M. S. Paterson, "Selection and
 * sorting with limited storage", 1980; G. S. Manku, S. Rajagopalan and B. G. Lindsay 1998). Nothing is drawn at random:
 * the same values in the same order, in the same chunks, give the same bits.
 *
 * <p><b>Error.</b> Halving two buffers whose values stand for {@code w} each moves a rank by {@code w} at most, so after
 * {@code n} values a rank is wrong by at most {@code n log2(n / 8192) / 16384}: 0.05 % of n for a million values, 0.063 %
 * for ten million. {@link #rankError} adds up what was really done. Since turns are taken, errors mostly cancel.
 */
final class QuantileSketch {

    /** Values in a buffer. */
    static final int BUFFER = 1 << 13;

    /** Up to this many values everything is exact. */
    static final int EXACT = 2 * BUFFER - 1;

    private static final int LEVELS = 48;
    private static final double[] NONE = {};
    private static final ThreadLocal<double[]> BOTH = ThreadLocal.withInitial(() -> new double[2 * BUFFER]);

    private double[] gathered = new double[64];
    private int count;
    /** The first of them as its values came, the others sorted. */
    private final double[][] levels = new double[LEVELS][];
    /** Whether the next halving of a level keeps the second of each pair. */
    private final boolean[] second = new boolean[LEVELS];

    private long values;
    private long error;
    /** What {@link #weighted} gave, if nothing has been added since. */
    private @Nullable WeightedValues settled;

    /** A buffer that is not used any more, if its length is that of one. */
    private double[] spare = NONE;

    /** An empty sketch. */
    QuantileSketch() {}

    /**
     * Takes a value in.
     *
     * @param value any number but {@code NaN}
     */
    void add(double value) {
        if (count == gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.min(BUFFER, 4 * count));
        }
        // Negative zero is zero, so that equal values are equal bits.
        gathered[count++] = value + 0.0;
        values++;
        settled = null;
        if (count == BUFFER) {
            flush();
        }
    }

    /** Takes the first values of an array in. */
    void add(double[] many, int length) {
        settled = null;
        for (int i = 0; i < length; ) {
            if (count == gathered.length) {
                gathered = Arrays.copyOf(gathered, Math.min(BUFFER, 4 * count));
            }
            int some = Math.min(length - i, gathered.length - count);
            for (int end = i + some; i < end; i++) {
                gathered[count++] = many[i] + 0.0;
            }
            values += some;
            if (count == BUFFER) {
                flush();
            }
        }
    }

    /**
     * Takes in what another sketch has taken in.
     *
     * @param other another sketch, which stays as it is
     */
    void merge(QuantileSketch other) {
        error += other.error;
        settled = null;
        for (int level = 0; level < LEVELS; level++) {
            if (other.levels[level] != null) {
                values += (long) BUFFER << level;
                carry(other.levels[level].clone(), level);
            }
        }
        add(other.gathered, other.count);
    }

    /** {@return how many values were taken in} */
    public long values() {
        return values;
    }

    /** {@return by which share of all values a rank may be wrong at most; 0 while everything is exact} */
    double rankError() {
        return values == 0 ? 0 : (double) error / values;
    }

    /**
     * A quantile: the least value that at least the given share of all values does not exceed.
     *
     * @param share from 0 to 1
     * @return one of the values, of a rank as {@link #rankError} says; {@code NaN} if there are none
     * @throws IllegalArgumentException if the share is not from 0 to 1
     */
    double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share);
        }
        WeightedValues all = weighted();
        double wanted = share * values;
        long seen = 0;
        for (int i = 0; i < all.size(); i++) {
            seen += all.weight(i);
            if (seen >= wanted) {
                return all.value(i);
            }
        }
        return Double.NaN;
    }

    /** All that is kept, in ascending order. */
    WeightedValues weighted() {
        if (settled == null) {
            settled = settled();
        }
        return settled;
    }

    private WeightedValues settled() {
        int single = count + (levels[0] == null ? 0 : BUFFER);
        double[] all = Arrays.copyOf(gathered, single);
        if (levels[0] != null) {
            System.arraycopy(levels[0], 0, all, count, BUFFER);
        }
        RadixSort.sort(all, single);
        long[] weights = new long[single];
        Arrays.fill(weights, 1);
        for (int level = 1; level < LEVELS; level++) {
            double[] buffer = levels[level];
            if (buffer != null) {
                double[] merged = new double[all.length + buffer.length];
                long[] mergedWeights = new long[merged.length];
                int i = 0;
                int j = 0;
                for (int to = 0; to < merged.length; to++) {
                    boolean own = j == buffer.length || i < all.length && all[i] <= buffer[j];
                    mergedWeights[to] = own ? weights[i] : 1L << level;
                    merged[to] = own ? all[i++] : buffer[j++];
                }
                all = merged;
                weights = mergedWeights;
            }
        }
        return new WeightedValues(all, weights);
    }

    private void flush() {
        double[] full = gathered;
        gathered = spare.length == BUFFER ? spare : new double[BUFFER];
        spare = NONE;
        count = 0;
        carry(full, 0);
    }

    private void carry(double[] full, int from) {
        double[] buffer = full;
        int level = from;
        while (levels[level] != null) {
            double[] half = level == 0
                    ? sortedAndHalved(levels[level], buffer, second[level])
                    : halved(levels[level], buffer, second[level]);
            spare = buffer;
            buffer = half;
            error += 1L << level;
            second[level] = !second[level];
            levels[level++] = null;
        }
        levels[level] = buffer;
    }

    /** Every second value of two buffers put in order. */
    private static double[] halved(double[] a, double[] b, boolean keepSecond) {
        double[] half = new double[BUFFER];
        int i = 0;
        int j = 0;
        for (int to = 0; to < BUFFER; to++) {
            double first = j == BUFFER || i < BUFFER && a[i] <= b[j] ? a[i++] : b[j++];
            double next = j == BUFFER || i < BUFFER && a[i] <= b[j] ? a[i++] : b[j++];
            half[to] = keepSecond ? next : first;
        }
        return half;
    }

    private static double[] sortedAndHalved(double[] a, double[] b, boolean keepSecond) {
        double[] both = BOTH.get();
        System.arraycopy(a, 0, both, 0, BUFFER);
        System.arraycopy(b, 0, both, BUFFER, BUFFER);
        RadixSort.sort(both, 2 * BUFFER);
        double[] half = new double[BUFFER];
        int from = keepSecond ? 1 : 0;
        for (int to = 0; to < BUFFER; to++) {
            half[to] = both[2 * to + from];
        }
        return half;
    }
}
