package io.github.churnml;

import io.github.churnml.prepare.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores rows of one shape: values in the order of a given header, other columns ignored. Immutable, safe for any thread. */
public final class RowScorer {

    private final Scorer scorer;
    private final Input[] inputs;
    private final int[] positions;
    private final int width;

    RowScorer(Scorer scorer, List<String> columns) {
        this.scorer = scorer;
        this.inputs = scorer.inputs().toArray(Input[]::new);
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
        WorkSpace space = read(values, row);
        Prediction prediction = scorer.predict(space);
        scorer.giveBack(space);
        return prediction;
    }

    /**
     * How likely the customer of one row is to leave; the same as the probability of {@link #score}.
     *
     * @param values one per column of the header; null or a missing marker where a value is not known
     * @param row the 1-based row, for messages
     * @return the probability, from 0 to 1
     * @throws io.github.churnml.error.DataException if a value is of a wrong type
     */
    public double probability(List<? extends @Nullable Object> values, long row) {
        WorkSpace space = read(values, row);
        double probability = space.probability();
        scorer.giveBack(space);
        return probability;
    }

    private WorkSpace read(List<? extends @Nullable Object> values, long row) {
        if (values.size() != width) {
            throw new IllegalArgumentException(values.size() + " values for a header of " + width);
        }
        WorkSpace space = scorer.take();
        for (int j = 0; j < positions.length; j++) {
            space.row[j] = inputs[j].read(values.get(positions[j]), row);
        }
        return space;
    }
}
