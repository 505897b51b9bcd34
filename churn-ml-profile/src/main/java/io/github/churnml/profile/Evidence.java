package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.metrics.RocAuc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column says about the target.
 *
 * @param rankArea the area under the ROC curve of its numbers as they are, of rows with a value; {@code NaN} for other
 *     columns or if one class has too few values
 * @param groupArea the area of its groups' cross-fitted rates; {@code NaN} if there are no groups worth it
 * @param presentLeft how many customers who left have a value
 * @param presentStayed how many who stayed have one
 * @param relation how it goes with the target, for the summary; null for identifiers and prose
 */
record Evidence(
        double rankArea,
        double groupArea,
        long presentLeft,
        long presentStayed,
        @Nullable TargetRelation relation) {

    /** Fewer customers of a class may be ranked apart by chance. */
    static final int FEWEST_PER_CLASS = 15;

    static Evidence of(Facts facts, TargetLabels outcome) {
        long[] present = present(facts, outcome);
        boolean grouped = facts.fine().size() > 2 && !facts.namesRows() && !facts.isRepeatedKey();
        boolean enough = outcome.left() >= FEWEST_PER_CLASS && outcome.stayed() >= FEWEST_PER_CLASS;
        double rank = facts.numbers() == null || present[0] == 0 || present[1] == 0
                ? Double.NaN
                : rankArea((NumericColumn) facts.column(), outcome);
        boolean enoughPresent = Math.min(present[0], present[1]) >= FEWEST_PER_CLASS;
        return new Evidence(
                enoughPresent ? rank : Double.NaN,
                grouped && enough ? CrossFit.rocAuc(facts.fine(), facts.rows(), outcome) : Double.NaN,
                present[1],
                present[0],
                relation(facts, outcome, rank));
    }

    /** How well the column alone tells who left: from 0.5, or {@code NaN} where that cannot be said. */
    double strength() {
        double rank = Math.max(rankArea, 1 - rankArea);
        if (Double.isNaN(rank) || Double.isNaN(groupArea)) {
            return Double.isNaN(rank) ? groupArea : rank;
        }
        return Math.max(rank, groupArea);
    }

    private static long[] present(Facts facts, TargetLabels outcome) {
        if (facts.missing() == 0) {
            return new long[] {outcome.stayed(), outcome.left()};
        }
        long[] present = new long[2];
        for (int row = 0; row < facts.rows(); row++) {
            if (outcome.label(row) >= 0 && !facts.column().isMissing(row)) {
                present[outcome.label(row)]++;
            }
        }
        return present;
    }

    private static double rankArea(NumericColumn column, TargetLabels outcome) {
        int[] labels = new int[column.rows()];
        double[] values = new double[column.rows()];
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            if (outcome.label(row) >= 0 && !column.isMissing(row)) {
                labels[count] = outcome.label(row);
                values[count++] = column.value(row);
            }
        }
        return RocAuc.of(Arrays.copyOf(labels, count), Arrays.copyOf(values, count));
    }

    private static @Nullable TargetRelation relation(Facts facts, TargetLabels outcome, double rank) {
        if (facts.shown().size() <= 2
                && facts.numbers() == null
                && !facts.type().isCoded()) {
            return null;
        }
        List<GroupRate> groups = new ArrayList<>();
        long[][] shown = facts.shown().count(outcome);
        for (int group = 0; group < shown.length; group++) {
            long rows = shown[group][0] + shown[group][1];
            if (rows > 0) {
                groups.add(new GroupRate(
                        facts.shown().name(group), rows, shown[group][1], Wilson.of(shown[group][1], rows)));
            }
        }
        return facts.numbers() != null
                ? new TargetRelation(TargetRelation.Measure.ROC_AUC, rank, groups)
                : new TargetRelation(TargetRelation.Measure.CRAMERS_V, cramersV(levels(facts, outcome)), groups);
    }

    /** Every level on its own, however rare, and the missing ones: {@code [level][label]}. */
    private static long[][] levels(Facts facts, TargetLabels outcome) {
        long[][] counts = new long[facts.counts().length + 1][2];
        CodedColumn column = (CodedColumn) facts.column();
        for (int row = 0; row < facts.rows(); row++) {
            if (outcome.label(row) >= 0) {
                int code = column.code(row);
                counts[code < 0 ? counts.length - 1 : code][outcome.label(row)]++;
            }
        }
        return counts;
    }

    /** Bergsma 2013, equations for the corrected V; {@code NaN} with fewer than two levels. */
    static double cramersV(long[][] counts) {
        long left = 0;
        long rows = 0;
        int levels = 0;
        for (long[] count : counts) {
            left += count[1];
            rows += count[0] + count[1];
            levels += count[0] + count[1] > 0 ? 1 : 0;
        }
        if (levels < 2 || left == 0 || left == rows || rows < 2) {
            return Double.NaN;
        }
        double rate = (double) left / rows;
        double chiSquare = 0;
        for (long[] count : counts) {
            double all = count[0] + count[1];
            if (all > 0) {
                double excess = count[1] - all * rate;
                chiSquare += excess * excess / (all * rate * (1 - rate));
            }
        }
        double n = rows;
        double phi2 = Math.max(0, chiSquare / n - (levels - 1) / (n - 1));
        double rowsCorrected = levels - (levels - 1.0) * (levels - 1.0) / (n - 1);
        double columnsCorrected = 2 - 1 / (n - 1);
        double smaller = Math.min(rowsCorrected, columnsCorrected) - 1;
        return smaller <= 0 ? Double.NaN : Math.min(1, Math.sqrt(phi2 / smaller));
    }
}
