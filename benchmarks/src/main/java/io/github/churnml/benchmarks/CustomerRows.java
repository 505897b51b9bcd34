package io.github.churnml.benchmarks;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import java.util.List;

/**
 * Customers as numbers: {@value #COLUMNS} columns, levels by their code, to train on and to score.
 *
 * <p>Every number is a {@code float}, also where it is kept as a {@code double}: peers that see single precision and those
 * that see double then see the same rows. No value is missing, since Smile's trees know no missing values.
 */
final class CustomerRows {

    static final int COLUMNS = 12;

    /** The rows of a batch; not among those to train on. */
    static final int SCORED = 10_000;

    private final float[] training;
    private final float[] labels;
    private final float[] scored;

    private CustomerRows(float[] training, float[] labels, float[] scored) {
        this.training = training;
        this.labels = labels;
        this.scored = scored;
    }

    /** The last rows of the table to score, all before them to train on. */
    static CustomerRows load() {
        CustomerTable table = CustomerTable.find();
        Dataset data = table.read();
        int trained = data.rows() - SCORED;
        float[] labels = new float[trained];
        Column target = data.column(CustomerTable.TARGET);
        for (int i = 0; i < trained; i++) {
            labels[i] = table.positive().equals(target.text(i)) ? 1 : 0;
        }
        List<Column> columns = table.features().stream().map(data::column).toList();
        return new CustomerRows(matrix(columns, 0, trained), labels, matrix(columns, trained, SCORED));
    }

    /** The rows to train on, one after the other. */
    float[] training() {
        return training;
    }

    /** 1 for each row to train on whose customer left, else 0. */
    float[] labels() {
        return labels;
    }

    /** The rows to score, one after the other. */
    float[] scored() {
        return scored;
    }

    /** The same numbers, {@code [rows][columns]}. */
    static double[][] rows(float[] numbers) {
        double[][] rows = new double[numbers.length / COLUMNS][COLUMNS];
        for (int i = 0; i < numbers.length; i++) {
            rows[i / COLUMNS][i % COLUMNS] = numbers[i];
        }
        return rows;
    }

    private static float[] matrix(List<Column> columns, int from, int rows) {
        float[] matrix = new float[rows * COLUMNS];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                matrix[i * COLUMNS + j] = number(columns.get(j), from + i);
            }
        }
        return matrix;
    }

    private static float number(Column column, int row) {
        if (column.isMissing(row)) {
            return -1;
        }
        if (column instanceof NumericColumn numbers) {
            return (float) numbers.value(row);
        }
        if (column instanceof CodedColumn levels) {
            return levels.code(row);
        }
        throw new IllegalStateException("column '" + column.name() + "' holds text");
    }
}
