package io.github.churnml.spark;

import java.util.Arrays;

/**
 * What is sent to the parts of a fit, as numbers: steps, which change where they stand, and questions, which change nothing. Grows as
 * it is written. For one thread.
 */
final class TreeSteps {

    /** Draws rows, makes gradients anew and begins a tree: two scales, share, two keys, the columns. */
    static final int BEGIN = 1;
    /** Divides nodes: from, middle and to among the rows of all parts, column, which bins go left. */
    static final int DIVIDE = 2;
    /** Adds a tree to scores: of each node from, to, value, column, children, and which bins go left unless it is a leaf. */
    static final int SCORE = 3;

    /** The sums of gradients by block. */
    static final int BLOCK_SUMS = 11;
    /** How many rows were drawn. */
    static final int DRAWN = 12;
    /** The histogram of all rows drawn. */
    static final int ROOT = 13;
    /** How many rows that were not drawn reached each node of the tree scored last. */
    static final int REACHED = 14;
    /** Histograms of nodes: from, to. */
    static final int HISTOGRAMS = 15;
    /** Sums in full precision, by block: from, middle, to. */
    static final int SUMS = 16;
    /** Scores of one row of so many. */
    static final int SCORES = 17;

    private static final int WORDS_OF_BINS = 4;

    private long[] numbers = new long[64];
    private int size;

    TreeSteps add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
        return this;
    }

    TreeSteps add(double number) {
        return add(Double.doubleToRawLongBits(number));
    }

    TreeSteps add(boolean[] bins) {
        long[] words = new long[WORDS_OF_BINS];
        for (int bin = 0; bin < bins.length; bin++) {
            words[bin / Long.SIZE] |= bins[bin] ? 1L << bin : 0;
        }
        for (long word : words) {
            add(word);
        }
        return this;
    }

    int size() {
        return size;
    }

    long[] toArray() {
        return Arrays.copyOf(numbers, size);
    }

    void clear() {
        size = 0;
    }

    /** Reads numbers from a place on. For one thread. */
    static final class Reader {

        private final long[] numbers;
        private int next;

        Reader(long[] numbers) {
            this.numbers = numbers;
        }

        boolean hasNext() {
            return next < numbers.length;
        }

        int place() {
            return next;
        }

        void skip(int count) {
            next += count;
        }

        long number() {
            return numbers[next++];
        }

        int whole() {
            return (int) number();
        }

        double real() {
            return Double.longBitsToDouble(number());
        }

        boolean[] bins() {
            boolean[] bins = new boolean[WORDS_OF_BINS * Long.SIZE];
            for (int word = 0; word < WORDS_OF_BINS; word++) {
                long bits = number();
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    bins[word * Long.SIZE + bit] = (bits >>> bit & 1) == 1;
                }
            }
            return bins;
        }
    }
}
