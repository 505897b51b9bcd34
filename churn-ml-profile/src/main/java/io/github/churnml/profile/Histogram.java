package io.github.churnml.profile;

import io.github.churnml.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are distributed: bins of one width between round ends. Where single values lie far from nearly all others, the bins
 * end near the quantiles of 1 % and 99 %, and what lies beyond is counted.
 *
 * @param bins the bins, ascending, without gaps between them
 * @param below how many values lie below the first bin
 * @param above how many values lie above the last
 */
public record Histogram(List<HistogramBin> bins, long below, long above) {

    private static final int MOST_BINS = 20;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    /** Beyond the quantiles of 1 % and 99 %, so much of their distance is still drawn. */
    private static final double FAR = 0.25;

    /** Copies the bins. */
    public Histogram {
        bins = List.copyOf(bins);
    }

    /** Of a column of numbers or dates; null where there are not two values, or these are too far apart. */
    static @Nullable Histogram of(Facts facts, @Nullable TargetLabels outcome) {
        NumberSummary numbers = facts.numbers();
        if (numbers == null || !(numbers.min() < numbers.max())) {
            return null;
        }
        double reach = FAR * (numbers.q99() - numbers.q01());
        double low = reach > 0 && numbers.q01() - numbers.min() > reach ? numbers.q01() : numbers.min();
        double high = reach > 0 && numbers.max() - numbers.q99() > reach ? numbers.q99() : numbers.max();
        double[] edges = edges(low, high, facts.integers());
        return edges.length < 2 ? null : count((NumericColumn) facts.column(), edges, outcome);
    }

    /** Multiples of a round step, the first at most the lowest value and the last above the highest; none if they are not numbers. */
    static double[] edges(double low, double high, boolean integers) {
        double step = step((high - low) / MOST_BINS, integers);
        double inverse = Math.rint(1 / step);
        double divisor = inverse >= 1 && Math.abs(inverse * step - 1) < 1e-12 ? inverse : 0;
        double first = Math.floor(low / step);
        first -= edge(first, step, divisor) > low ? 1 : 0;
        double last = Math.floor(high / step) + 1;
        last += edge(last, step, divisor) <= high ? 1 : 0;
        int count = (int) (last - first);
        double[] edges = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            edges[i] = edge(first + i, step, divisor);
        }
        boolean usable = count >= 1 && edges[0] <= low && edges[count] > high && Double.isFinite(edges[count]);
        for (int i = 1; i < edges.length && usable; i++) {
            usable = edges[i] > edges[i - 1];
        }
        return usable ? edges : new double[0];
    }

    /** 3 × 0.1 is 0.3 here, not 0.30000000000000004. */
    private static double edge(double place, double step, double divisor) {
        return divisor > 0 ? place / divisor : place * step;
    }

    private static double step(double least, boolean integers) {
        if (!Double.isFinite(least) || !(least > Double.MIN_NORMAL)) {
            return Double.NaN;
        }
        if (integers && least <= 1) {
            return 1;
        }
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (double step : STEPS) {
            boolean whole = !integers || step * power == Math.rint(step * power);
            if (whole && step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static Histogram count(NumericColumn column, double[] edges, @Nullable TargetLabels outcome) {
        int bins = edges.length - 1;
        long[][] counts = new long[bins][3];
        long below = 0;
        long above = 0;
        for (int row = 0; row < column.rows(); row++) {
            double value = column.value(row);
            if (value < edges[0]) {
                below++;
            } else if (value >= edges[bins]) {
                above++;
            } else if (!Double.isNaN(value)) {
                int at = Arrays.binarySearch(edges, value);
                long[] bin = counts[at >= 0 ? at : -at - 2];
                int label = outcome == null ? -1 : outcome.label(row);
                bin[label < 0 ? 2 : label]++;
            }
        }
        List<HistogramBin> list = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            long[] bin = counts[i];
            list.add(new HistogramBin(edges[i], edges[i + 1], bin[0] + bin[1] + bin[2], bin[1], bin[0]));
        }
        return new Histogram(list, below, above);
    }
}
