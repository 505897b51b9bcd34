package io.github.churnml.select.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that were tried, and what they reached.
 *
 * @param number from 0, which is what the pipeline said already
 * @param settings the settings of the space, by key
 * @param values the metric in each fold that the trial met, the first folds first; fewer than there are where it was stopped
 * @param failure why it could not be learnt with these settings; null where it could
 */
public record Trial(
        int number,
        Map<String, Object> settings,
        List<Double> values,
        @Nullable String failure) {

    /** Copies the collections. */
    public Trial {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        values = List.copyOf(values);
    }

    /** {@return the mean over the folds that it met; {@code NaN} where it met none} */
    public double mean() {
        return mean(values.size());
    }

    /** The mean over its first folds. */
    double mean(int folds) {
        double sum = 0;
        for (int fold = 0; fold < folds; fold++) {
            sum += values.get(fold);
        }
        return sum / folds;
    }

    double[] first(int folds) {
        return values.stream().limit(folds).mapToDouble(value -> value).toArray();
    }

    /** The line in a file of trials. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("trial", number);
        map.put("settings", settings);
        map.put("values", values);
        if (failure != null) {
            map.put("failure", failure);
        }
        return map;
    }
}
