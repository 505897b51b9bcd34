package io.github.churnml.learn.boosting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What bounds the growth of one tree; the builder of {@link HistogramGradientBoosting} documents each. */
record GrowthSettings(
        Growth growth,
        int maxLeaves,
        int maxDepth,
        int minLeafRows,
        double minChildWeight,
        double minGain,
        double l1,
        double l2,
        double levelL2,
        double levelSmoothing,
        int oneHotLevels,
        int minLevelRows,
        double columnsPerNode,
        boolean extraTrees,
        double randomStrength,
        Map<String, Monotone> monotone,
        List<List<String>> interactions) {

    /** Copies the constraints. */
    GrowthSettings {
        monotone = Collections.unmodifiableMap(new TreeMap<>(monotone));
        interactions = interactions.stream().map(List::copyOf).toList();
    }

    /**
     * Whether a node, or a level of them, may be split on a column.
     *
     * @param key decides what is drawn there
     * @param place the column's place among the tree's
     */
    boolean draws(long key, int place) {
        return columnsPerNode >= 1 || Hash.fraction(Hash.of(key, -1 - place)) < columnsPerNode;
    }
}
