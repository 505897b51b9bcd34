package io.github.churnml.serving.contacts;

import io.github.churnml.Prediction;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.error.DataException;
import io.github.churnml.serving.http.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to count of a table: how many, how likely, what it would bring, and what could not be scored. */
final class ContactSums {

    private static final int BINS = 20;
    private static final int MOST_FAULTS = 100;

    private final SentTable table;
    private final long[] tiers = new long[RiskTier.values().length];
    private final long[] bins = new long[BINS];
    private final List<Object> faults = new ArrayList<>();
    private long rows;
    private long scored;
    private long positives;
    private long unknown;
    private double probabilities;
    private long worthwhile;
    private double gain;
    private double cost;
    private double gainOfAll;

    ContactSums(SentTable table) {
        this.table = table;
    }

    void add(SentTable.Row row) {
        rows++;
        Prediction prediction = row.prediction();
        if (prediction == null) {
            fault(row);
            return;
        }
        double probability = prediction.probability();
        scored++;
        probabilities += probability;
        positives += prediction.positive() ? 1 : 0;
        unknown += prediction.unknownLevels().isEmpty() ? 0 : 1;
        tiers[prediction.tier().ordinal()]++;
        bins[Math.max(0, Math.min(BINS - 1, (int) (probability * BINS)))]++;
        if (table.money() != null) {
            gainOfAll += row.gain();
            if (row.gain() > 0) {
                worthwhile++;
                gain += row.gain();
                cost += table.cost(probability);
            }
        }
    }

    private void fault(SentTable.Row row) {
        DataException fault = row.fault();
        if (fault != null && faults.size() < MOST_FAULTS) {
            faults.add(
                    Tree.of("row", row.number(), "column", fault.column().orElse(null), "problem", table.words(fault)));
        }
    }

    Map<String, Object> tree() {
        Map<String, Object> byTier = new LinkedHashMap<>();
        for (RiskTier tier : RiskTier.values()) {
            byTier.put(tier.label(), tiers[tier.ordinal()]);
        }
        List<Object> scores = new ArrayList<>();
        for (long bin : bins) {
            scores.add(bin);
        }
        Map<String, Object> tree = Tree.of(
                "rows",
                rows,
                "scored",
                scored,
                "meanProbability",
                scored == 0 ? null : Tree.number(probabilities / scored),
                "positives",
                positives,
                "unknownLevels",
                unknown,
                "tiers",
                byTier,
                "scores",
                scores);
        return table.money() == null
                ? tree
                : Tree.with(
                        tree,
                        Tree.of(
                                "worthwhile",
                                worthwhile,
                                "expectedGain",
                                Tree.number(gain),
                                "expectedCost",
                                Tree.number(cost),
                                "expectedGainOfAll",
                                Tree.number(gainOfAll)));
    }

    long rows() {
        return rows;
    }

    List<Object> faults() {
        return faults;
    }

    long moreFaults() {
        return rows - scored - faults.size();
    }
}
