package io.github.churnml;

import io.github.churnml.decide.ProbabilityInterval;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model says of every row of a table, in the table's order. */
public final class Predictions {

    private final double[] probabilities;
    private final ProbabilityInterval @Nullable [] intervals;
    private final Map<String, Long> unknownLevels;

    /** @param intervals one per row; null where they were not asked for */
    Predictions(double[] probabilities, ProbabilityInterval @Nullable [] intervals, Map<String, Long> unknownLevels) {
        this.probabilities = probabilities;
        this.intervals = intervals;
        this.unknownLevels = Map.copyOf(unknownLevels);
    }

    /** {@return how many rows there are} */
    public int size() {
        return probabilities.length;
    }

    /**
     * One row's probability.
     *
     * @param row the row, from 0
     * @return how likely the customer is to leave, from 0 to 1
     */
    public double probability(int row) {
        return probabilities[row];
    }

    /**
     * Between which two probabilities training rows place one row's, as {@link Prediction#interval} says.
     *
     * @param row the row, from 0
     * @return the interval; empty where the pipeline did not ask for it
     */
    public Optional<ProbabilityInterval> interval(int row) {
        return intervals == null ? Optional.empty() : Optional.of(intervals[row]);
    }

    /** {@return all probabilities, as a copy} */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** {@return in how many rows a column held a level that was not seen in training; columns with none are left out} */
    public Map<String, Long> unknownLevels() {
        return unknownLevels;
    }
}
