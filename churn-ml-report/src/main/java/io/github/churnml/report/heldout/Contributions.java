package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.Scorer;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.explain.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What columns add to the log-odds of some customers held out (S. M. Lundberg and others, From local explanations to global
 * understanding with explainable AI for trees, Nature Machine Intelligence 2, 2020, figure 4a), counted in heaps: no customer is told
 * from another.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 *
 * @param columns the columns that add or take most, the first most
 * @param rows of how many customers
 */
public record Contributions(List<Part> columns, int rows) {

    private static final int MOST_ROWS = 300;
    private static final int FEWEST_ROWS = 50;
    private static final int MOST_COLUMNS = 8;
    private static final int BINS = 48;
    private static final int HIGHEST = 7;

    /** Copies the columns. */
    public Contributions {
        columns = List.copyOf(columns);
    }

    /** Which values a dot stands for. */
    public enum Values {
        /** Numbers above the column's median. */
        ABOVE,
        /** Numbers at or below it. */
        BELOW,
        /** Words, missing values, and columns that are derived from others. */
        OTHER
    }

    /**
     * Some customers with about the same contribution.
     *
     * @param at the middle of where they are, in log-odds
     * @param place how far above the middle of the heap, in dots
     * @param values which values they have
     */
    public record Dot(double at, double place, Values values) {}

    /**
     * One column.
     *
     * @param name the column
     * @param size how much it moves the log-odds on average, either way
     * @param low the 5th percentile of what it adds
     * @param middle the median
     * @param high the 95th percentile
     * @param above what it adds on average where its value is above its median; NaN where no value is a number
     * @param below what it adds on average at or below it
     * @param each for how many customers one of its dots stands at most
     * @param dots the heaps
     */
    public record Part(
            String name,
            double size,
            double low,
            double middle,
            double high,
            double above,
            double below,
            int each,
            List<Dot> dots) {

        /** Copies the dots. */
        public Part {
            dots = List.copyOf(dots);
        }
    }

    /**
     * Nothing where a model cannot be explained exactly, as a network, or rows that are given by their values are scored otherwise
     * than in their table.
     */
    static Optional<Contributions> of(ChurnModel model, SomeRows all) {
        SomeRows rows = all.draw(MOST_ROWS, model.manifest().seed() + 4);
        if (rows.count() < FEWEST_ROWS) {
            return Optional.empty();
        }
        Scorer scorer = model.scorer();
        Map<String, double[]> added = new LinkedHashMap<>();
        for (int row = 0; row < rows.count(); row++) {
            Prediction prediction = scorer.score(rows.values(scorer.inputs(), row));
            if (Math.abs(prediction.probability() - rows.probabilities()[row]) > 1e-9) {
                return Optional.empty();
            }
            Explanation explanation = prediction.explanation();
            if (explanation.standardErrors().values().stream().anyMatch(error -> error > 0)) {
                return Optional.empty();
            }
            for (Map.Entry<String, Double> column : explanation.contributions().entrySet()) {
                added.computeIfAbsent(column.getKey(), name -> new double[rows.count()])[row] = column.getValue();
            }
        }
        List<Added> most = added.entrySet().stream()
                .map(column -> new Added(column.getKey(), column.getValue()))
                .filter(column -> column.size() > 0)
                .sorted(Comparator.comparingDouble((Added column) -> -column.size())
                        .thenComparing(Added::name))
                .limit(MOST_COLUMNS)
                .toList();
        return most.isEmpty() ? Optional.empty() : Optional.of(heaps(most, rows));
    }

    /** What one column adds, by row. */
    private record Added(String name, double[] by) {

        double size() {
            double sum = 0;
            for (double one : by) {
                sum += Math.abs(one);
            }
            return sum / by.length;
        }
    }

    private static Contributions heaps(List<Added> columns, SomeRows rows) {
        double least = columns.stream()
                .flatMapToDouble(column -> Arrays.stream(column.by()))
                .min()
                .orElse(0);
        double most = columns.stream()
                .flatMapToDouble(column -> Arrays.stream(column.by()))
                .max()
                .orElse(0);
        double width = most > least ? (most - least) / BINS : 1;
        List<Part> parts = new ArrayList<>();
        for (Added column : columns) {
            Values[] values = values(rows, column.name());
            int[][] bins = new int[BINS][Values.values().length];
            for (int row = 0; row < rows.count(); row++) {
                int bin = (int) Math.min(BINS - 1, Math.floor((column.by()[row] - least) / width));
                bins[bin][values[row].ordinal()]++;
            }
            int each = 1;
            while (tooHigh(bins, each)) {
                each++;
            }
            List<Dot> dots = new ArrayList<>();
            for (int bin = 0; bin < BINS; bin++) {
                heap(bins[bin], each, least + (bin + 0.5) * width, dots);
            }
            parts.add(part(column, values, each, dots));
        }
        return new Contributions(parts, rows.count());
    }

    private static boolean tooHigh(int[][] bins, int each) {
        return Arrays.stream(bins)
                .anyMatch(bin -> Arrays.stream(bin)
                                .map(count -> (count + each - 1) / each)
                                .sum()
                        > HIGHEST);
    }

    private static void heap(int[] counts, int each, double at, List<Dot> dots) {
        List<Values> heap = new ArrayList<>();
        for (Values values : Values.values()) {
            int count = (counts[values.ordinal()] + each - 1) / each;
            for (int i = 0; i < count; i++) {
                heap.add(values);
            }
        }
        for (int i = 0; i < heap.size(); i++) {
            dots.add(new Dot(at, (heap.size() - 1) / 2.0 - i, heap.get(i)));
        }
    }

    private static Part part(Added column, Values[] values, int each, List<Dot> dots) {
        double[] sorted = column.by().clone();
        Arrays.sort(sorted);
        return new Part(
                column.name(),
                column.size(),
                at(sorted, 0.05),
                at(sorted, 0.5),
                at(sorted, 0.95),
                mean(column.by(), values, Values.ABOVE),
                mean(column.by(), values, Values.BELOW),
                each,
                dots);
    }

    private static double mean(double[] added, Values[] values, Values which) {
        return IntStream.range(0, added.length)
                .filter(row -> values[row] == which)
                .mapToDouble(row -> added[row])
                .average()
                .orElse(Double.NaN);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static Values[] values(SomeRows rows, String name) {
        Values[] values = new Values[rows.count()];
        Arrays.fill(values, Values.OTHER);
        if (rows.data().find(name).orElse(null) instanceof NumericColumn numbers) {
            double[] sorted = IntStream.range(0, values.length)
                    .mapToDouble(numbers::value)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            for (int row = 0; row < values.length; row++) {
                double value = numbers.value(row);
                if (!Double.isNaN(value)) {
                    values[row] = value > at(sorted, 0.5) ? Values.ABOVE : Values.BELOW;
                }
            }
        }
        return values;
    }
}
