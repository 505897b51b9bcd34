package io.github.churnml.jobs.step;

import io.github.churnml.Prediction;
import io.github.churnml.decide.RiskTier;

/** What is added up over scored rows; chunks are added in the order of the table, so the sums do not depend on threads. */
final class ScoredTotals {

    private final long[] tiers = new long[RiskTier.values().length];
    private long rows;
    private long positive;
    private double sum;

    void add(Prediction prediction) {
        rows++;
        positive += prediction.positive() ? 1 : 0;
        sum += prediction.probability();
        tiers[prediction.tier().ordinal()]++;
    }

    void add(ScoredTotals other) {
        rows += other.rows;
        positive += other.positive;
        sum += other.sum;
        for (int i = 0; i < tiers.length; i++) {
            tiers[i] += other.tiers[i];
        }
    }

    long rows() {
        return rows;
    }

    double mean() {
        return sum / rows;
    }

    double positiveShare() {
        return (double) positive / rows;
    }

    long of(RiskTier tier) {
        return tiers[tier.ordinal()];
    }
}
