package io.github.churnml.predictor;

/**
 * Splits log-odds into what each feature contributes, in work space of its own: for one thread at a time, made by {@link
 * Predictor#explainer}. The base value and a row's contributions add up to its log-odds, but for rounding.
 *
 * <p>Features are added up in groups, as the parts of a one-hot column are: a group's contribution is the sum of its
 * features' Shapley values, and its standard error that of the sum.
 */
public interface Explainer {

    /** {@return the log-odds that contributions are counted from: those of a typical row} */
    double baseValue();

    /**
     * The contributions of one row.
     *
     * @param features one encoded value per feature; a NaN where the predictor takes none makes contributions NaN
     * @param into receives one number per group, in log-odds
     * @param standardErrors receives the standard error of each, 0 where it is exact
     * @throws IllegalArgumentException if an array has another length
     */
    void contributions(double[] features, double[] into, double[] standardErrors);
}
