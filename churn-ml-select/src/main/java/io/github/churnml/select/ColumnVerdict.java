package io.github.churnml.select;

import io.github.churnml.metrics.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found of one column.
 *
 * @param column the raw column
 * @param importance by how much shuffling it raises the log loss, with its 95 % interval: on rows that were not learnt from, but for
 *     {@link NullImportance}, where it is on those that were
 * @param luck how important it would seem by luck, in 95 of 100 cases at most; {@code NaN} where that is not measured
 * @param kept whether it stays
 * @param why why, in a few words
 */
public record ColumnVerdict(String column, Estimate importance, double luck, boolean kept, String why) {

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("column", column);
        map.put("importance", importance.value());
        map.put("low", importance.low());
        map.put("high", importance.high());
        if (!Double.isNaN(luck)) {
            map.put("luck", luck);
        }
        map.put("kept", kept);
        map.put("why", why);
        return map;
    }
}
