package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the model says of the same customers if one column held each of several values in turn (partial dependence: J. H. Friedman,
 * Greedy function approximation, Annals of Statistics 29, 2001), of all on average and of some one by one (A. Goldstein and others,
 * Peeking inside the black box, Journal of Computational and Graphical Statistics 24, 2015). The arrays are not copied and must not be
 * changed. Public for the pages of this module alone.
 *
 * @param column the column
 * @param type its type
 * @param values the numbers, ascending; empty for levels
 * @param levels the levels, the commonest first; empty for numbers
 * @param shares the share of the customers held out with each level; empty for numbers
 * @param means the mean probability at each value
 * @param customers the probability of some customers at each value
 * @param rows how many customers the means are of
 */
public record Effect(
        String column,
        ColumnType type,
        double[] values,
        List<String> levels,
        double[] shares,
        double[] means,
        double[][] customers,
        int rows) {

    private static final int MOST_NUMBERS = 13;
    private static final int MOST_LEVELS = 10;
    private static final int MOST_CUSTOMERS = 30;
    private static final int FEWEST_CUSTOMERS = 5;
    private static final double EDGE = 0.02;

    /** Of a column of numbers, dates or levels with at least two values; the rows are those whose column is changed. */
    static Optional<Effect> of(ChurnModel model, SomeRows rows, String name) {
        Optional<Column> found = rows.data().find(name);
        if (found.isPresent() && found.get() instanceof NumericColumn numbers) {
            double[] values = grid(numbers);
            return values.length < 2
                    ? Optional.empty()
                    : Optional.of(measured(model, rows, numbers, values, List.of(), new double[0]));
        }
        if (found.isPresent() && found.get() instanceof CodedColumn coded) {
            Map<String, Integer> counts = commonest(coded);
            double all = coded.rows();
            double[] shares = counts.values().stream().mapToDouble(n -> n / all).toArray();
            return counts.size() < 2
                    ? Optional.empty()
                    : Optional.of(measured(model, rows, coded, new double[0], List.copyOf(counts.keySet()), shares));
        }
        return Optional.empty();
    }

    /** Quantiles from the 2nd to the 98th of a hundred, or all values where they are few. */
    private static double[] grid(NumericColumn numbers) {
        double[] sorted = IntStream.range(0, numbers.rows())
                .mapToDouble(numbers::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= MOST_NUMBERS) {
            return distinct;
        }
        return IntStream.range(0, MOST_NUMBERS)
                .mapToDouble(i ->
                        sorted[(int) Math.rint((EDGE + i * (1 - 2 * EDGE) / (MOST_NUMBERS - 1)) * (sorted.length - 1))])
                .distinct()
                .toArray();
    }

    private static Map<String, Integer> commonest(CodedColumn coded) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        coded.counts().entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_CUSTOMERS)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LEVELS)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static Effect measured(
            ChurnModel model, SomeRows rows, Column column, double[] values, List<String> levels, double[] shares) {
        int count = rows.count();
        int places = Math.max(values.length, levels.size());
        int[] again = IntStream.range(0, count * places).map(i -> i % count).toArray();
        Column changed = changed(column, values, levels, count);
        List<Column> columns = new ArrayList<>();
        Dataset repeated = rows.data().select(again);
        for (Column other : repeated.columns()) {
            columns.add(other.name().equals(column.name()) ? changed : other);
        }
        double[] said = model.scorer().score(Dataset.of(columns)).probabilities();
        double[] means = new double[places];
        for (int place = 0; place < places; place++) {
            for (int row = 0; row < count; row++) {
                means[place] += said[place * count + row] / count;
            }
        }
        int some = Math.min(MOST_CUSTOMERS, count);
        double[][] customers = new double[some][places];
        for (int i = 0; i < some; i++) {
            int row = (int) ((long) i * count / some);
            for (int place = 0; place < places; place++) {
                customers[i][place] = said[place * count + row];
            }
        }
        return new Effect(column.name(), column.type(), values, levels, shares, means, customers, count);
    }

    private static Column changed(Column column, double[] values, List<String> levels, int count) {
        if (column instanceof NumericColumn numbers) {
            double[] each = IntStream.range(0, values.length * count)
                    .mapToDouble(i -> values[i / count])
                    .toArray();
            return numbers.type() == ColumnType.DATE
                    ? NumericColumn.ofDates(numbers.name(), each, numbers.dateFormat())
                    : NumericColumn.of(numbers.name(), numbers.type(), each);
        }
        CodedColumn coded = (CodedColumn) column;
        int[] each = IntStream.range(0, levels.size() * count)
                .map(i -> coded.levels().indexOf(levels.get(i / count)))
                .toArray();
        return CodedColumn.of(coded.name(), coded.type(), each, coded.levels()).in(coded.tableDecimals());
    }

    /** {@return how many values there are} */
    public int places() {
        return means.length;
    }

    /** {@return the value of the lowest mean} */
    public int lowest() {
        return IntStream.range(0, places())
                .boxed()
                .min(Comparator.comparingDouble(place -> means[place]))
                .orElseThrow();
    }

    /** {@return the value of the highest mean} */
    public int highest() {
        return IntStream.range(0, places())
                .boxed()
                .max(Comparator.comparingDouble(place -> means[place]))
                .orElseThrow();
    }

    /** {@return how far the mean probability goes up and down} */
    public double range() {
        return means[highest()] - means[lowest()];
    }

    /** {@return whether the means never turn by more than a twentieth of their range} */
    public boolean isMonotone() {
        double room = range() / 20;
        double high = means[0];
        double low = means[0];
        boolean rises = true;
        boolean falls = true;
        for (double mean : means) {
            rises &= mean >= high - room;
            falls &= mean <= low + room;
            high = Math.max(high, mean);
            low = Math.min(low, mean);
        }
        return rises || falls;
    }

    /** {@return how many of the customers shown have a higher probability where the mean is highest than where it is lowest} */
    public long alike() {
        int low = lowest();
        int high = highest();
        return Arrays.stream(customers)
                .filter(customer -> customer[high] > customer[low])
                .count();
    }
}
