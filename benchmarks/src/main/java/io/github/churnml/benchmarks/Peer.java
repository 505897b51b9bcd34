package io.github.churnml.benchmarks;

/**
 * A model together with the rows it is to score, both in the form its library likes best, so that only scoring is timed.
 * For one thread.
 */
interface Peer extends AutoCloseable {

    /** The probability of one row, by the library's fastest call for one row. */
    double score(int row);

    /** Puts right, untimed, what a batch leaves behind. */
    default void beforeBatch() {}

    /** Scores all rows, by the library's fastest call for many; the answer is in the library's own form. */
    Object scoreBatch();

    /** Reads one row's probability out of such an answer. */
    double probability(Object batch, int row);

    /** Releases what lies outside of the heap. */
    @Override
    default void close() {}
}
