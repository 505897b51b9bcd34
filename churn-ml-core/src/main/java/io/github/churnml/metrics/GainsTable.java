package io.github.churnml.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Lift and gain by decile: what contacting the highest-scored tenths of the customers finds.
 *
 * <p>Customers are taken from the highest score down and cut into ten deciles. Where their number is not a multiple of
 * ten, the first deciles hold one customer more, so with fewer than ten customers the last deciles are empty. Where a cut
 * falls among customers of equal score, each side gets its share of their churners: the number expected if they were
 * contacted in random order. So the table does not depend on the order of the rows, and a model that gives everybody the
 * same score has a lift of 1 everywhere.
 */
public final class GainsTable {

    private static final int DECILES = 10;

    private GainsTable() {}

    /**
     * The table of ten deciles, from the highest scores to the lowest.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @return ten rows, unmodifiable
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1 or a score is NaN
     */
    public static List<DecileRow> byDecile(int[] labels, double[] scores) {
        ScoreCounts counts = ScoreCounts.of(labels, scores);
        int rows = labels.length;
        List<DecileRow> table = new ArrayList<>(DECILES);
        int taken = 0;
        double found = 0;
        for (int decile = 1; decile <= DECILES; decile++) {
            int customers = rows / DECILES + (decile <= rows % DECILES ? 1 : 0);
            taken += customers;
            double foundNow = churnersAmongTop(counts, taken);
            table.add(row(decile, customers, foundNow - found, taken, foundNow, counts));
            found = foundNow;
        }
        return List.copyOf(table);
    }

    private static DecileRow row(
            int decile, int customers, double churners, int taken, double found, ScoreCounts counts) {
        double rate = churners / customers;
        double overall = counts.positiveTotal / (double) counts.total();
        double gain = found / counts.positiveTotal;
        double cumulativeLift = found / taken / overall;
        return new DecileRow(decile, customers, churners, rate, rate / overall, gain, cumulativeLift);
    }

    /** How many churners are expected among the given number of highest-scored customers. */
    private static double churnersAmongTop(ScoreCounts counts, int customers) {
        long above = 0;
        long churnersAbove = 0;
        int g = 0;
        for (; g < counts.scores.length; g++) {
            long here = (long) counts.positives[g] + counts.negatives[g];
            if (above + here > customers) {
                return churnersAbove + counts.positives[g] * ((customers - above) / (double) here);
            }
            above += here;
            churnersAbove += counts.positives[g];
        }
        return churnersAbove;
    }
}
