package io.github.churnml.spark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/** Counts, by column, the values that are none of the levels of training. Sums of whole numbers, so their order tells nothing. */
final class UnknownLevels extends AccumulatorV2<Integer, Map<String, Long>> {

    private static final long serialVersionUID = 1;

    private final List<String> columns;
    private final long[] counts;

    /**
     * Of no rows yet.
     *
     * @param columns the model's inputs
     */
    UnknownLevels(List<String> columns) {
        this.columns = List.copyOf(columns);
        this.counts = new long[columns.size()];
    }

    @Override
    public boolean isZero() {
        return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    @Override
    public AccumulatorV2<Integer, Map<String, Long>> copy() {
        UnknownLevels copy = new UnknownLevels(columns);
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        return copy;
    }

    @Override
    public void reset() {
        Arrays.fill(counts, 0);
    }

    /** Counts one value of an input, given by its place. */
    @Override
    public void add(Integer input) {
        counts[input]++;
    }

    @Override
    public void merge(AccumulatorV2<Integer, Map<String, Long>> other) {
        long[] more = ((UnknownLevels) other).counts;
        for (int j = 0; j < counts.length; j++) {
            counts[j] += more[j];
        }
    }

    /** How many there were, by column; columns without any are left out. */
    @Override
    public Map<String, Long> value() {
        Map<String, Long> found = new LinkedHashMap<>();
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] > 0) {
                found.put(columns.get(j), counts[j]);
            }
        }
        return found;
    }
}
