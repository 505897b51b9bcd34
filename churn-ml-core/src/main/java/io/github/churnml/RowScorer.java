package io.github.churnml;

import io.github.churnml.prepare.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores rows of one shape: values in the order of a given header, other columns ignored. Immutable, safe for any thread. */
public final class RowScorer {

    private final Scorer scorer;
    private final int[] positions;
    private final int width;

    RowScorer(Scorer scorer, List<String> columns) {
        this.scorer = scorer;
        this.positions = scorer.positions(columns);
        this.width = columns.size();
    }

    /**
     * Scores one row.
     *
     * @param values one per column of the header; null or a missing marker where a value is not known
     * @param row the 1-based row, for messages
     * @return the prediction
     * @throws io.github.churnml.error.DataException if a value is of a wrong type
     */
    public Prediction score(List<? extends @Nullable Object> values, long row) {
        if (values.size() != width) {
            throw new IllegalArgumentException(values.size() + " values for a header of " + width);
        }
        List<Input> inputs = scorer.inputs();
        double[] prepared = scorer.newRow();
        for (int j = 0; j < positions.length; j++) {
            prepared[j] = inputs.get(j).read(values.get(positions[j]), row);
        }
        return scorer.predict(prepared);
    }
}
