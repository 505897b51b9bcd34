package io.github.churnml.predictor;

/** A kernel that scores batches row by row. */
abstract class RowKernel implements Kernel {

    private final double[] row;

    RowKernel(int features) {
        row = new double[features];
    }

    @Override
    public void logOdds(double[] rows, int count, double[] into) {
        if (count < 0 || (long) count * row.length > rows.length || count > into.length) {
            throw new IllegalArgumentException(
                    count + " rows of " + row.length + " features in " + rows.length + " numbers, into " + into.length);
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * row.length, row, 0, row.length);
            into[i] = logOdds(row);
        }
    }
}
