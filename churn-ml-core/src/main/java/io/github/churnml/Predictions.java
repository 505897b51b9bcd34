package io.github.churnml;

import java.util.Map;

/** What a model says of every row of a table, in the table's order. */
public final class Predictions {

    private final double[] probabilities;
    private final Map<String, Long> unknownLevels;

    Predictions(double[] probabilities, Map<String, Long> unknownLevels) {
        this.probabilities = probabilities;
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

    /** {@return all probabilities, as a copy} */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** {@return in how many rows a column held a level that was not seen in training; columns with none are left out} */
    public Map<String, Long> unknownLevels() {
        return unknownLevels;
    }
}
