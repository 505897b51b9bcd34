package io.github.churnml.registry.variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a set of models says of every row of a table, in the table's order. Immutable; safe for any thread. */
public final class VariantPredictions {

    private final double[] probabilities;
    private final int[] segments;
    private final List<String> models;
    private final int[] answering;

    VariantPredictions(double[] probabilities, int[] segments, List<String> models, int[] answering) {
        this.probabilities = probabilities;
        this.segments = segments;
        this.models = models;
        this.answering = answering;
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

    /**
     * Which model answered for a row.
     *
     * @param row the row, from 0
     * @return its name
     */
    public String model(int row) {
        return models.get(answering[row]);
    }

    /** {@return how many rows each model answered for, by name; that of all customers first} */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        models.forEach(model -> counts.put(model, 0L));
        for (int model : answering) {
            counts.merge(models.get(model), 1L, Long::sum);
        }
        return counts;
    }

    /** The place of each row's segment, or what the {@link Chooser} gives where there is none; shared, not copied. */
    int[] segments() {
        return segments;
    }
}
