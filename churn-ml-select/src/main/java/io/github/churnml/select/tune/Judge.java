package io.github.churnml.select.tune;

import java.util.Map;

/** What settings reach in a fold. Safe for any thread; the same answer whenever it is asked. */
interface Judge {

    /** How many folds there are. */
    int folds();

    /**
     * The value of the metric.
     *
     * @throws io.github.churnml.error.ChurnException if nothing can be learnt with these settings
     */
    double value(Map<String, Object> settings, int fold);
}
