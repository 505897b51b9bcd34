package io.github.churnml.report.heldout;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.prepare.Input;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Some of the customers held out, in their order, where all would be too many to score again and again.
 *
 * @param data their rows
 * @param labels 1 for each who left
 * @param probabilities one for each
 */
record SomeRows(Dataset data, int[] labels, double[] probabilities) {

    int count() {
        return labels.length;
    }

    /** At most so many, drawn without replacement (D. E. Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S). */
    SomeRows draw(int most, long seed) {
        int rows = labels.length;
        if (rows <= most) {
            return this;
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[most];
        int count = 0;
        for (int row = 0; count < most; row++) {
            if (random.nextInt(rows - row) < most - count) {
                drawn[count++] = row;
            }
        }
        return select(drawn);
    }

    /** A row by the names of what a model reads, as an application would give it. */
    Map<String, @Nullable Object> values(List<Input> inputs, int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Input input : inputs) {
            values.put(input.name(), value(data.column(input.name()), row));
        }
        return values;
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        if (column instanceof NumericColumn numbers) {
            double value = numbers.value(row);
            return numbers.type() == ColumnType.DATE ? LocalDate.ofEpochDay((long) value) : (Object) value;
        }
        return column.text(row);
    }

    SomeRows select(int[] rows) {
        int[] picked = new int[rows.length];
        double[] given = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = labels[rows[i]];
            given[i] = probabilities[rows[i]];
        }
        return new SomeRows(data.select(rows), picked, given);
    }
}
