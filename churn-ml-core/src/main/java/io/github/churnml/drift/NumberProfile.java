package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A column of numbers or dates (days since 1970-01-01): range, mean, spread, and how many values fell into each bin. Where
 * no value was present, range, mean and standard deviation are {@code NaN} and the only bin is empty.
 *
 * @param name the column's name
 * @param type numeric or date
 * @param rows how many rows were seen
 * @param missing how many of the values were missing
 * @param min the least value
 * @param max the greatest value
 * @param mean the arithmetic mean
 * @param standardDeviation the square root of the variance with {@code n - 1}; 0 for a single value
 * @param edges the inner edges of the bins, strictly ascending, from {@code min} on and below {@code max}; bin {@code i}
 *     takes {@code edges[i-1] < x <= edges[i]}, the first and the last are open to infinity
 * @param counts how many values fell into each bin; one more than there are edges
 */
public record NumberProfile(
        String name,
        ColumnType type,
        long rows,
        long missing,
        double min,
        double max,
        double mean,
        double standardDeviation,
        List<Double> edges,
        List<Long> counts)
        implements ColumnProfile {

    /** With fewer bins, a quantile within one would be a guess. */
    private static final int LEAST_BINS = 4;

    /**
     * Checks that the parts agree.
     *
     * @param name the column's name
     * @param type numeric or date
     * @param rows how many rows were seen
     * @param missing how many of the values were missing
     * @param min the least value
     * @param max the greatest value
     * @param mean the arithmetic mean
     * @param standardDeviation the spread
     * @param edges the inner edges of the bins
     * @param counts how many values fell into each bin
     * @throws IllegalArgumentException if the counts do not add up to the rows, or numbers are not finite or out of order
     */
    public NumberProfile {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (!type.isNumber()) {
            throw ReferenceProfile.contradiction(name, "a " + type.label() + " column has no range");
        }
        if (counts.size() != edges.size() + 1) {
            throw ReferenceProfile.contradiction(
                    name, "it has " + edges.size() + " edges and " + counts.size() + " counts");
        }
        ReferenceProfile.requireSum(name, counts, 0, missing, rows);
        if (missing < rows) {
            requireRange(name, min, max, mean, standardDeviation);
            requireAscending(name, min, max, edges);
        } else if (!edges.isEmpty() || !Double.isNaN(min + max + mean + standardDeviation)) {
            throw ReferenceProfile.contradiction(name, "it describes values where all are missing");
        }
    }

    static NumberProfile of(Input input, double[] values) {
        return of(input.name(), input.type(), values);
    }

    /**
     * Profiles numbers that are no column of a table, such as a model's scores.
     *
     * @param name what they are called
     * @param values one per row; {@code NaN} for missing
     * @return the profile
     */
    static NumberProfile of(String name, double[] values) {
        return of(name, ColumnType.NUMERIC, values);
    }

    private static NumberProfile of(String name, ColumnType type, double[] values) {
        double[] present =
                DoubleStream.of(values).filter(value -> !Double.isNaN(value)).toArray();
        long missing = values.length - present.length;
        Moments moments = Moments.of(present);
        Arrays.sort(present);
        double[] edges = QuantileBins.edges(present);
        return new NumberProfile(
                name,
                type,
                values.length,
                missing,
                present.length == 0 ? Double.NaN : present[0],
                present.length == 0 ? Double.NaN : present[present.length - 1],
                moments.mean(),
                moments.standardDeviation(),
                DoubleStream.of(edges).boxed().toList(),
                LongStream.of(QuantileBins.counts(present, edges)).boxed().toList());
    }

    static NumberProfile of(Settings state, long rows) {
        long missing = state.integer("missing", 0, rows);
        boolean any = missing < rows;
        return new NumberProfile(
                state.text("name"),
                ReferenceProfile.type(state, ColumnType.NUMERIC, ColumnType.DATE),
                rows,
                missing,
                any ? state.number("min") : Double.NaN,
                any ? state.number("max") : Double.NaN,
                any ? state.number("mean") : Double.NaN,
                any ? state.number("standardDeviation") : Double.NaN,
                DoubleStream.of(state.numbers("edges")).boxed().toList(),
                ReferenceProfile.counts(state, "counts"));
    }

    /**
     * The share of a bin among all rows.
     *
     * @param bin its position in {@link #counts}
     * @return from 0 to 1; with the shares of the other bins and {@link #missingShare} it sums to 1; 0 if there were no
     *     rows
     */
    double share(int bin) {
        return rows == 0 ? 0 : (double) counts.get(bin) / rows;
    }

    /**
     * The bin that a value falls into.
     *
     * @param value any number but {@code NaN}, which has no bin
     * @return a position in {@link #counts}, or -1 for {@code NaN}
     */
    int bin(double value) {
        if (Double.isNaN(value)) {
            return -1;
        }
        int bin = 0;
        while (bin < edges.size() && value > edges.get(bin)) {
            bin++;
        }
        return bin;
    }

    /** Whether all values were the same, so that any other is as new as a level never seen. */
    boolean isConstant() {
        return min == max;
    }

    /**
     * The value that a given share of the values lies below, as nearly as the bins tell: linearly within a bin.
     *
     * @param share from 0 to 1; 0.25 asks for the lower quartile
     * @return from {@code min} to {@code max}; {@code NaN} if there are fewer than four bins and yet more than one value
     * @throws IllegalArgumentException if the share is not from 0 to 1
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share);
        }
        if (missing == rows || min < max && counts.size() < LEAST_BINS) {
            return Double.NaN;
        }
        double wanted = share * (rows - missing);
        int bin = 0;
        while (bin < edges.size() && wanted > counts.get(bin)) {
            wanted -= counts.get(bin++);
        }
        double low = bin == 0 ? min : edges.get(bin - 1);
        double high = bin == edges.size() ? max : edges.get(bin);
        double within = counts.get(bin) == 0 ? 0 : Math.min(1, wanted / counts.get(bin));
        return Math.max(low, Math.min(high, low * (1 - within) + high * within));
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", "number");
        state.put("name", name);
        state.put("type", type.label());
        state.put("missing", missing);
        if (missing < rows) {
            state.put("min", min);
            state.put("max", max);
            state.put("mean", mean);
            state.put("standardDeviation", standardDeviation);
        }
        state.put("edges", edges);
        state.put("counts", counts);
        return state;
    }

    private static void requireRange(String name, double min, double max, double mean, double deviation) {
        boolean finite = Double.isFinite(min) && Double.isFinite(max) && Double.isFinite(deviation);
        if (!(finite && min <= mean && mean <= max && deviation >= 0)) {
            throw ReferenceProfile.contradiction(
                    name,
                    "the least value " + min + ", the mean " + mean + ", the greatest " + max
                            + " and the standard deviation " + deviation + " do not go together");
        }
    }

    private static void requireAscending(String name, double min, double max, List<Double> edges) {
        for (int i = 0; i < edges.size(); i++) {
            double edge = edges.get(i);
            if (!(edge < max && (i == 0 ? edge >= min : edge > edges.get(i - 1)))) {
                throw ReferenceProfile.contradiction(
                        name, "edge " + edge + " is out of order, or not between the least and the greatest value");
            }
        }
    }
}
