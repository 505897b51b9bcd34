package io.github.churnml.predictor;

/**
 * Scores rows in work space of its own, and allocates nothing doing so: for one thread at a time, made by {@link
 * Predictor#kernel}. It gives the same bits as {@link Predictor#logOdds}, row by row and in batches.
 */
public interface Kernel {

    /**
     * The answer for one row.
     *
     * @param features one encoded value per feature
     * @return the log-odds of the positive class
     * @throws IllegalArgumentException if the row has another length
     */
    double logOdds(double[] features);

    /**
     * The answers for many rows.
     *
     * @param rows encoded rows one after the other, {@code [row · features + feature]}; what lies behind the last is left
     *     alone
     * @param count how many there are
     * @param into receives the log-odds of the positive class, one per row
     * @throws IllegalArgumentException if an array is too short
     */
    void logOdds(double[] rows, int count, double[] into);
}
