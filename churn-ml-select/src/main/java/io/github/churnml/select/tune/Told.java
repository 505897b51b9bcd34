package io.github.churnml.select.tune;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tuned settings reach on customers that tuning has not seen, beside the pipeline's own settings on the same customers.
 *
 * @param metric what is measured
 * @param customers how many customers there are, none of whom was seen
 * @param folds in how many parts they were judged, each by a tuning of its own: 1 for the customers held out once
 * @param tuned what the tuned settings reach, with its 95 % interval
 * @param own what the pipeline's own settings reach
 * @param difference tuned less own, customer by customer or fold by fold the same; like the others without an interval where fewer
 *     than 5 customers of a class are judged
 */
public record Told(Metric metric, int customers, int folds, Estimate tuned, Estimate own, Estimate difference) {

    /** {@return whether the tuned settings differ from the pipeline's own by more than luck: the interval leaves out 0} */
    public boolean isReal() {
        return difference.low() > 0 || difference.high() < 0;
    }

    /** {@return whether the tuned settings are better by more than luck} */
    public boolean isGain() {
        return isReal() && difference.value() > 0 == metric.higherIsBetter();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("customers", customers);
        map.put("folds", folds);
        map.put("tuned", map(tuned));
        map.put("own", map(own));
        map.put("difference", map(difference));
        map.put("real", isReal());
        return map;
    }

    static Map<String, Object> map(Estimate estimate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", estimate.value());
        map.put("low", estimate.low());
        map.put("high", estimate.high());
        return map;
    }
}
