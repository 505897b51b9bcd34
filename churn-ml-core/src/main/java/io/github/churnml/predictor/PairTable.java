package io.github.churnml.predictor;

import org.jspecify.annotations.Nullable;

/**
 * What two features together add to the log-odds beyond what each adds by itself. Bins of the features' {@link
 * ShapeFunction}s share rows and columns of the table. Immutable.
 */
public final class PairTable {

    /** The most rows, and the most columns. */
    static final int MOST = 255;

    final int first;
    final int second;
    final int[] rowOf;
    final int[] columnOf;
    final int rows;
    final int columns;
    final double[] values;
    final double[] weights;

    /**
     * A table.
     *
     * @param first the feature whose bins are rows, from 0
     * @param second the feature whose bins are columns, after the first
     * @param rowOf by bin of the first feature, its row; −1 for a bin that adds nothing
     * @param columnOf by bin of the second feature, its column; −1 for a bin that adds nothing
     * @param rows how many rows there are, 1 to 255
     * @param columns how many columns there are, 1 to 255
     * @param values what each cell adds to the log-odds, {@code [row · columns + column]}: finite
     * @param weights how much weight the training rows of each cell have: finite, not negative
     * @throws IllegalArgumentException if the parts do not fit each other or a number is out of range
     */
    public PairTable(
            int first,
            int second,
            int[] rowOf,
            int[] columnOf,
            int rows,
            int columns,
            double[] values,
            double[] weights) {
        this.first = first;
        this.second = second;
        this.rowOf = rowOf.clone();
        this.columnOf = columnOf.clone();
        this.rows = rows;
        this.columns = columns;
        this.values = values.clone();
        this.weights = weights.clone();
        String problem = problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private @Nullable String problem() {
        if (first < 0 || second <= first) {
            return "a pair is of features " + first + " and " + second;
        }
        if (rows < 1 || rows > MOST || columns < 1 || columns > MOST) {
            return "a pair's table has " + rows + " rows and " + columns + " columns";
        }
        if (values.length != rows * columns || weights.length != values.length) {
            return "a pair's table of " + rows + " rows and " + columns + " columns has " + values.length
                    + " values and " + weights.length + " weights";
        }
        return outside(rowOf, rows) || outside(columnOf, columns)
                ? "a pair's table has no such row or column"
                : ShapeFunction.problem(values, weights);
    }

    private static boolean outside(int[] cells, int count) {
        for (int cell : cells) {
            if (cell < -1 || cell >= count) {
                return true;
            }
        }
        return false;
    }

    /** {@return the feature whose bins are rows} */
    public int first() {
        return first;
    }

    /** {@return the feature whose bins are columns} */
    public int second() {
        return second;
    }

    /** {@return how many rows there are} */
    public int rows() {
        return rows;
    }

    /** {@return how many columns there are} */
    public int columns() {
        return columns;
    }

    /** {@return by bin of the first feature, its row, −1 for none, as a copy} */
    public int[] rowOf() {
        return rowOf.clone();
    }

    /** {@return by bin of the second feature, its column, −1 for none, as a copy} */
    public int[] columnOf() {
        return columnOf.clone();
    }

    /** {@return what each cell adds to the log-odds, {@code [row · columns + column]}, as a copy} */
    public double[] values() {
        return values.clone();
    }

    /** {@return how much weight the training rows of each cell have, as a copy} */
    public double[] weights() {
        return weights.clone();
    }

    /** What a bin of each feature adds. */
    double of(int firstBin, int secondBin) {
        int row = rowOf[firstBin];
        int column = columnOf[secondBin];
        return (row | column) < 0 ? 0 : values[row * columns + column];
    }
}
