package io.github.churnml.learn.boosting;

/**
 * Random numbers by place instead of by turn, so that any thread can draw any of them: the finaliser of SplitMix64 (Steele,
 * Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014, figure 16) over a key and a number.
 * Public for learners of other modules.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Hash {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hash() {}

    /**
     * A random number.
     *
     * @param key which sequence
     * @param number its place in it
     * @return any long
     */
    public static long of(long key, long number) {
        long z = key + (number + 1) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** As {@link #of} with fewer steps, for what is drawn for every row of every round. */
    static long quick(long key, long number) {
        long z = (key + number) * GOLDEN;
        z = (z ^ (z >>> 32)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 29);
    }

    /** A key whose numbers from 0 on are those of another from a place on. */
    static long from(long key, long first) {
        return key + first * GOLDEN;
    }

    /**
     * A key of its own for one purpose.
     *
     * @param seed the fit's seed
     * @param purpose what is drawn
     * @param number the round, bag or the like
     * @return the key
     */
    public static long key(long seed, long purpose, long number) {
        return of(of(seed, purpose), number);
    }

    /** From 0 to below 1. */
    static double fraction(long hash) {
        return (hash >>> 11) * 0x1p-53;
    }

    /**
     * Brings a random number into a range.
     *
     * @param hash a random number
     * @param bound how many values there are, from 1
     * @return from 0 to below the bound
     */
    public static int below(long hash, int bound) {
        return (int) Math.multiplyHigh(hash >>> 1, (long) bound << 1);
    }
}
