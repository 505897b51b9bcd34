package io.github.churnml.forest;

/** How the leaves that a row reaches become its log-odds. */
public enum Aggregation {
    /** Leaf values are log-odds, added up: what boosting grows. */
    SUM_OF_LOG_ODDS(0),
    /**
     * Leaf values are probabilities from 0 to 1; their mean over the trees is turned into log-odds: what a random forest
     * grows (Breiman, Random Forests, Machine Learning 45, 2001; averaged rather than voted).
     */
    MEAN_OF_PROBABILITIES(1);

    /**
     * The nearest that a mean comes to 0 or 1, so that log-odds stay finite: with leaves that are certain the mean itself
     * may be 0 or 1.
     */
    private static final double NEAREST = 0x1p-50;

    private final int code;

    Aggregation(int code) {
        this.code = code;
    }

    /** The number that stands for it in a binary form. */
    int code() {
        return code;
    }

    /** What the values of all trees make, given their sum in tree order; 0 where there is no tree. */
    double logOdds(double sum, int trees) {
        if (this == SUM_OF_LOG_ODDS || trees == 0) {
            return sum;
        }
        double mean = Math.min(Math.max(sum / trees, NEAREST), 1 - NEAREST);
        return StrictMath.log(mean) - StrictMath.log1p(-mean);
    }

    /** Whether a leaf may hold this value. */
    boolean allows(double value) {
        return this == SUM_OF_LOG_ODDS ? Math.abs(value) <= ForestCheck.LARGEST_VALUE : value >= 0 && value <= 1;
    }
}
