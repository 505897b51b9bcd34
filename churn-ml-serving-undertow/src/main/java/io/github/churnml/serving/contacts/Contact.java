package io.github.churnml.serving.contacts;

import io.github.churnml.explain.Reason;
import io.github.churnml.serving.http.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer on a list.
 *
 * @param row from 1; the header does not count
 * @param probability how likely the customer is to leave
 * @param label what the model decides
 * @param tier the tier of the probability
 * @param value what the customer is worth; NaN where nothing says
 * @param cost what contacting is expected to cost
 * @param gain what it is expected to bring, costs taken off
 * @param cells what the table has in the columns that are shown
 * @param reasons why the model says so
 */
record Contact(
        long row,
        double probability,
        String label,
        String tier,
        double value,
        double cost,
        double gain,
        List<String> cells,
        List<Reason> reasons) {

    Map<String, Object> tree() {
        Map<String, Object> tree =
                new LinkedHashMap<>(Tree.of("row", row, "probability", probability, "class", label, "tier", tier));
        if (!Double.isNaN(value)) {
            tree.putAll(Tree.of("value", value, "expectedCost", cost, "expectedGain", gain));
        }
        tree.put("cells", cells);
        tree.put(
                "reasons",
                reasons.stream()
                        .map(reason -> Tree.of(
                                "column",
                                reason.column(),
                                "value",
                                reason.value(),
                                "contribution",
                                reason.contribution(),
                                "sentence",
                                reason.sentence()))
                        .toList());
        return tree;
    }
}
