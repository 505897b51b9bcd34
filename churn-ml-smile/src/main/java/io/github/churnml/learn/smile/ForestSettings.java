package io.github.churnml.learn.smile;

import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of {@link SmileRandomForest}; its builder documents them. */
record ForestSettings(
        int trees,
        int maxNodes,
        int maxDepth,
        int minLeafRows,
        int featuresPerSplit,
        double sampleFraction,
        ClassWeights classWeights) {

    static final Bounds TREES = Bounds.whole("trees", 1, 10_000);
    static final Bounds MAX_NODES = Bounds.whole("maxNodes", 2, 65_536);
    static final Bounds MAX_DEPTH = Bounds.whole("maxDepth", 1, 64);
    static final Bounds MIN_LEAF_ROWS = Bounds.whole("minLeafRows", 1, 1_000_000);
    static final Bounds FEATURES_PER_SPLIT = Bounds.whole("featuresPerSplit", 0, 1_000_000);
    static final Bounds SAMPLE_FRACTION = Bounds.number("sampleFraction", 0.01, 1);

    static SmileRandomForestBuilder read(Settings settings) {
        SmileRandomForestBuilder builder = SmileRandomForest.builder();
        TREES.read(settings, value -> builder.trees(value.intValue()));
        MAX_NODES.read(settings, value -> builder.maxNodes(value.intValue()));
        MAX_DEPTH.read(settings, value -> builder.maxDepth(value.intValue()));
        MIN_LEAF_ROWS.read(settings, value -> builder.minLeafRows(value.intValue()));
        FEATURES_PER_SPLIT.read(settings, value -> builder.featuresPerSplit(value.intValue()));
        SAMPLE_FRACTION.read(settings, value -> builder.sampleFraction(value.doubleValue()));
        ClassWeights.read(settings, builder::classWeights);
        return builder;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(TREES.key(), trees);
        map.put(MAX_NODES.key(), maxNodes);
        map.put(MAX_DEPTH.key(), maxDepth);
        map.put(MIN_LEAF_ROWS.key(), minLeafRows);
        map.put(FEATURES_PER_SPLIT.key(), featuresPerSplit);
        map.put(SAMPLE_FRACTION.key(), sampleFraction);
        map.put(ClassWeights.KEY, classWeights.label());
        return Collections.unmodifiableMap(map);
    }

    /** How many of so many features a split may choose from. */
    int featuresPerSplit(int features) {
        return featuresPerSplit == 0 ? Math.max(1, (int) Math.sqrt(features)) : Math.min(featuresPerSplit, features);
    }
}
