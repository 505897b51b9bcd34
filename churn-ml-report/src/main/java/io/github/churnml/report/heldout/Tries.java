package io.github.churnml.report.heldout;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.report.figure.Unit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Values that a column is given in turn: quantiles of its numbers, or its commonest levels.
 *
 * @param column the column
 * @param values the numbers, ascending; empty for levels
 * @param levels the levels, the commonest first; empty for numbers
 */
record Tries(Column column, double[] values, List<String> levels) {

    private static final int FEWEST_CUSTOMERS = 5;
    private static final double EDGE = 0.02;

    /** Of a column of numbers, dates or levels with at least two values. */
    static Optional<Tries> of(Column column, int mostNumbers, int mostLevels) {
        Tries tries;
        if (column instanceof NumericColumn numbers) {
            tries = new Tries(numbers, grid(numbers, mostNumbers), List.of());
        } else if (column instanceof CodedColumn coded) {
            tries = new Tries(coded, new double[0], commonest(coded, mostLevels));
        } else {
            return Optional.empty();
        }
        return tries.places() < 2 ? Optional.empty() : Optional.of(tries);
    }

    /** Quantiles from the 2nd to the 98th of a hundred, or all values where they are few. */
    private static double[] grid(NumericColumn numbers, int most) {
        double[] sorted = IntStream.range(0, numbers.rows())
                .mapToDouble(numbers::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= most) {
            return distinct;
        }
        return IntStream.range(0, most)
                .mapToDouble(
                        i -> sorted[(int) Math.rint((EDGE + i * (1 - 2 * EDGE) / (most - 1)) * (sorted.length - 1))])
                .distinct()
                .toArray();
    }

    /** Levels that so few customers have are not named. */
    private static List<String> commonest(CodedColumn coded, int most) {
        return coded.counts().entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_CUSTOMERS)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    int places() {
        return Math.max(values.length, levels.size());
    }

    /** The column of rows each of which holds the value at its place. */
    Column holding(int[] place) {
        if (column instanceof NumericColumn numbers) {
            double[] each = Arrays.stream(place).mapToDouble(i -> values[i]).toArray();
            return numbers.type() == ColumnType.DATE
                    ? NumericColumn.ofDates(numbers.name(), each, numbers.dateFormat())
                    : NumericColumn.of(numbers.name(), numbers.type(), each);
        }
        CodedColumn coded = (CodedColumn) column;
        int[] codes = levels.stream().mapToInt(coded.levels()::indexOf).toArray();
        int[] each = Arrays.stream(place).map(i -> codes[i]).toArray();
        return CodedColumn.of(coded.name(), coded.type(), each, coded.levels()).in(coded.tableDecimals());
    }

    /** A value in words; a level as the table has it. */
    String text(int place) {
        if (values.length == 0) {
            return levels.get(place);
        }
        return column.type() == ColumnType.DATE ? Dates.text(Math.rint(values[place])) : Unit.PLAIN.text(values[place]);
    }
}
