package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the model says of the same customers if one column held each of several values in turn (partial dependence: J. H. Friedman,
 * Greedy function approximation, Annals of Statistics 29, 2001), of all on average and of some one by one (A. Goldstein and others,
 * Peeking inside the black box, Journal of Computational and Graphical Statistics 24, 2015). The arrays are not copied and must not be
 * changed.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 *
 * @param column the column
 * @param type its type
 * @param values the numbers, ascending; empty for levels
 * @param levels the levels, the commonest first; empty for numbers
 * @param shares the share of these customers with each level; empty for numbers
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

    /** Of a column of numbers, dates or levels with at least two values; the rows are those whose column is changed. */
    static Optional<Effect> of(ChurnModel model, SomeRows rows, String name) {
        return rows.data()
                .find(name)
                .flatMap(column -> Tries.of(column, MOST_NUMBERS, MOST_LEVELS))
                .map(tries -> measured(model, rows, tries));
    }

    private static Effect measured(ChurnModel model, SomeRows rows, Tries tries) {
        int count = rows.count();
        int places = tries.places();
        int[] again = IntStream.range(0, count * places).map(i -> i % count).toArray();
        Column changed = tries.holding(
                IntStream.range(0, count * places).map(i -> i / count).toArray());
        List<Column> columns = new ArrayList<>();
        for (Column other : rows.data().select(again).columns()) {
            columns.add(other.name().equals(changed.name()) ? changed : other);
        }
        double[] said = model.scorer().score(Dataset.of(columns)).probabilities();
        double[] means = new double[places];
        for (int i = 0; i < said.length; i++) {
            means[i / count] += said[i] / count;
        }
        int some = Math.min(MOST_CUSTOMERS, count);
        double[][] customers = new double[some][places];
        for (int i = 0; i < some; i++) {
            int row = (int) ((long) i * count / some);
            for (int place = 0; place < places; place++) {
                customers[i][place] = said[place * count + row];
            }
        }
        Map<String, Integer> counts =
                tries.levels().isEmpty() ? Map.of() : tries.column().counts();
        double[] shares = tries.levels().stream()
                .mapToDouble(level -> counts.getOrDefault(level, 0) / (double) count)
                .toArray();
        return new Effect(
                changed.name(), changed.type(), tries.values(), tries.levels(), shares, means, customers, count);
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
