package io.github.churnml.benchmarks;

/** TreeSHAP of one row at a time: what each feature adds to the log-odds, and what all rows share. For one thread. */
interface Reasons extends AutoCloseable {

    /** How many of the rows to score are explained in turn. */
    int ROWS = 200;

    /** Explains a row; the answer is in the library's own form. */
    Object explain(int row);

    /** Reads a contribution out of such an answer; after the features' comes that which all rows share. */
    double contribution(Object answer, int feature);

    @Override
    default void close() {}

    /** Refuses contributions that do not add up to the row's log-odds, as Shapley values must. */
    default void requireAddingUp(TrainedModel model) {
        double[][] rows = CustomerRows.rows(model.rows().scored());
        for (int row = 0; row < ROWS; row++) {
            Object answer = explain(row);
            double sum = 0;
            for (int feature = 0; feature <= CustomerRows.COLUMNS; feature++) {
                sum += contribution(answer, feature);
            }
            double expected = model.forest().score(rows[row]);
            if (!(Math.abs(sum - expected) <= 1e-4)) {
                throw new IllegalStateException(
                        "row " + row + ": contributions add up to " + sum + " where the log-odds are " + expected);
            }
        }
    }
}
