package io.github.churnml.report.choice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: that of Pearson between the ranks, equal values sharing the mean of theirs (C. Spearman, The proof and
 * measurement of association between two things, American Journal of Psychology 15, 1904).
 */
final class RankCorrelation {

    private RankCorrelation() {}

    /** From -1 to 1; {@code NaN} where one side is all the same, or there are fewer than two pairs. */
    static double of(double[] ones, double[] others) {
        double[] a = ranks(ones);
        double[] b = ranks(others);
        double middle = (a.length - 1) / 2.0;
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - middle) * (b[i] - middle);
            squareA += (a[i] - middle) * (a[i] - middle);
            squareB += (b[i] - middle) * (b[i] - middle);
        }
        return squareA == 0 || squareB == 0 ? Double.NaN : product / Math.sqrt(squareA * squareB);
    }

    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            double shared = (from + to) / 2.0;
            Arrays.stream(order, from, to + 1).forEach(place -> ranks[place] = shared);
            from = to + 1;
        }
        return ranks;
    }
}
