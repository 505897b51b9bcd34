package io.github.churnml.select.blend;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a learner of the portfolio did.
 *
 * @param entry which
 * @param logOdds of each row that a fold judges, by models that have not learnt from it; empty if it was not tried
 * @param nanos about how long one row takes to be scored by one copy, see {@link ScoringCost}
 * @param skipped why it was not tried; empty if it was
 */
record Tried(PortfolioEntry entry, double[] logOdds, double nanos, String skipped) {

    static Tried skipped(PortfolioEntry entry, String why) {
        return new Tried(entry, new double[0], 0, why);
    }

    boolean counts() {
        return skipped.isEmpty();
    }

    /** As it stands in the manifest and in {@code metrics.json}. */
    Map<String, Object> told(double logLoss, double rocAuc, double weight, Gap gap) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", entry.name());
        if (counts()) {
            told.put("logLoss", logLoss);
            told.put("rocAuc", rocAuc);
            told.put("weight", weight);
            told.put("aboveBest", gap.mean());
            told.put("aboveBestStandardError", gap.standardError());
        } else {
            told.put("skipped", skipped);
        }
        return told;
    }
}
