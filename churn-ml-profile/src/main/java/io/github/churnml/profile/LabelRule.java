package io.github.churnml.profile;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A target that is made of two of the table's own numbers, without one exception: customers count as gone exactly where one is
 * small and the other is small, or as staying. Such a label says what the same numbers say, of the same time, and nothing of
 * what comes after it.
 *
 * <p>Of each class the bounds of its values are a box; a rule is a pair of bounds that keeps all rows of the other class
 * outside. By chance no box of thirty rows does.
 */
final class LabelRule {

    private static final int MOST_COLUMNS = 40;
    private static final int FEWEST = 30;

    /** A bound that all rows of a class keep, and the rows of the other class that do not. */
    private record Bound(Facts facts, boolean upper, double at, BitSet outside) {
        String said() {
            return Wording.name(facts.name()) + " is " + (upper ? "at most " : "at least ") + Numbers.text(at);
        }
    }

    private final List<Facts> columns;
    private final TargetLabels outcome;
    private final int rows;

    LabelRule(List<Facts> all, List<Evidence> evidence, Set<String> leftOut, TargetLabels outcome, int rows) {
        this.outcome = outcome;
        this.rows = rows;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Facts facts = all.get(i);
            boolean number = facts.isNumeric() && facts.varies() && !facts.namesRows() && !facts.isRepeatedKey();
            if (number && !leftOut.contains(facts.name())) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -strength(evidence.get(i))));
        columns = order.stream().limit(MOST_COLUMNS).map(all::get).toList();
    }

    /** Reports the first rule there is, of leavers before stayers; gives back the names of its columns. */
    Set<String> search(Findings findings) {
        if (Math.min(outcome.left(), outcome.stayed()) < FEWEST) {
            return Set.of();
        }
        for (int label = 1; label >= 0; label--) {
            int others = (int) (label == 1 ? outcome.stayed() : outcome.left());
            List<Bound> bounds = bounds(label);
            for (int a = 0; a < bounds.size(); a++) {
                for (int b = a + 1; b < bounds.size(); b++) {
                    if (isRule(bounds.get(a), bounds.get(b), others)) {
                        report(bounds.get(a), bounds.get(b), label, findings);
                        return new HashSet<>(List.of(
                                bounds.get(a).facts().name(),
                                bounds.get(b).facts().name()));
                    }
                }
            }
        }
        return Set.of();
    }

    /** Together they keep all others out, and each is needed for some of them. */
    private static boolean isRule(Bound a, Bound b, int others) {
        if (a.facts() == b.facts()) {
            return false;
        }
        BitSet outside = (BitSet) a.outside().clone();
        outside.or(b.outside());
        return outside.cardinality() == others
                && others - a.outside().cardinality() >= FEWEST
                && others - b.outside().cardinality() >= FEWEST;
    }

    private List<Bound> bounds(int label) {
        List<Bound> bounds = new ArrayList<>();
        for (Facts facts : columns) {
            NumericColumn values = (NumericColumn) facts.column();
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            boolean gap = false;
            for (int row = 0; row < rows && !gap; row++) {
                if (outcome.label(row) == label) {
                    gap = values.isMissing(row);
                    least = Math.min(least, values.value(row));
                    most = Math.max(most, values.value(row));
                }
            }
            if (!gap) {
                add(bounds, facts, values, label, true, most);
                add(bounds, facts, values, label, false, least);
            }
        }
        return bounds;
    }

    private void add(List<Bound> bounds, Facts facts, NumericColumn values, int label, boolean upper, double at) {
        BitSet outside = new BitSet();
        for (int row = 0; row < rows; row++) {
            boolean inside = upper ? values.value(row) <= at : values.value(row) >= at;
            if (outcome.label(row) == 1 - label && !inside) {
                outside.set(row);
            }
        }
        if (outside.cardinality() >= FEWEST) {
            bounds.add(new Bound(facts, upper, at, outside));
        }
    }

    private void report(Bound a, Bound b, int label, Findings findings) {
        findings.add(
                FindingKind.TARGET_BY_RULE,
                1,
                List.of(a.facts().name(), b.facts().name()),
                "Customers " + (label == 1 ? "left" : "stayed") + " exactly where " + a.said() + " and " + b.said()
                        + ", in all " + Say.count(outcome.left() + outcome.stayed())
                        + " rows: the target " + Wording.name(outcome.summary().column())
                        + " is made of these columns, and a model would only find the rule again.",
                "Predict what happens after the time that the columns speak of: churn snapshot makes both from raw"
                        + " files of events (docs/snapshots.md).");
    }

    private static double strength(Evidence evidence) {
        return Double.isNaN(evidence.strength()) ? 0.5 : evidence.strength();
    }
}
