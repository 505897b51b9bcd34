package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * How a model's scores lie: the profile of numbers whose range is that of all probabilities, 0 to 1, so that neither the
 * least nor the greatest score of a customer is kept.
 */
final class ScoreProfile {

    private static final String NAME = "score";

    private ScoreProfile() {}

    /** Of one probability per row. */
    static NumberProfile of(double[] probabilities) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || !(sorted[0] >= 0 && sorted[sorted.length - 1] <= 1)) {
            throw new IllegalArgumentException("scores are probabilities, and there is at least one");
        }
        Moments moments = Moments.of(probabilities);
        double[] edges = QuantileBins.edges(sorted);
        return of(
                sorted.length,
                moments.mean(),
                moments.standardDeviation(),
                DoubleStream.of(edges).boxed().toList(),
                LongStream.of(QuantileBins.counts(sorted, edges)).boxed().toList());
    }

    /** As {@link #state} gives it. */
    static NumberProfile of(Settings state) {
        NumberProfile scores = of(
                state.integer("rows", 1, ReferenceProfile.MOST_ROWS),
                state.number("mean", 0, 1),
                state.number("standardDeviation", 0, 1),
                DoubleStream.of(state.numbers("edges")).boxed().toList(),
                ReferenceProfile.counts(state, "counts"));
        state.finish();
        return scores;
    }

    static Map<String, Object> state(NumberProfile scores) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("rows", scores.rows());
        state.put("mean", scores.mean());
        state.put("standardDeviation", scores.standardDeviation());
        state.put("edges", scores.edges());
        state.put("counts", scores.counts());
        return state;
    }

    /** Whether a profile could have come from here. */
    static boolean isOne(NumberProfile profile) {
        return profile.rows() > 0 && profile.missing() == 0 && profile.min() == 0 && profile.max() == 1;
    }

    private static NumberProfile of(long rows, double mean, double deviation, List<Double> edges, List<Long> counts) {
        return new NumberProfile(NAME, ColumnType.NUMERIC, rows, 0, 0, 1, mean, deviation, edges, counts);
    }
}
