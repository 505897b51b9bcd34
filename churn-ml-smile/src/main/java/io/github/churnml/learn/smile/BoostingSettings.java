package io.github.churnml.learn.smile;

import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of {@link SmileGradientBoosting}; its builder documents them. */
record BoostingSettings(
        int trees,
        int maxNodes,
        int maxDepth,
        int minLeafRows,
        double learningRate,
        double subsample,
        boolean earlyStopping,
        double validationFraction,
        ClassWeights classWeights) {

    static final Bounds TREES = Bounds.whole("trees", 1, 10_000);
    static final Bounds MAX_NODES = Bounds.whole("maxNodes", 2, 4096);
    static final Bounds MAX_DEPTH = Bounds.whole("maxDepth", 1, 64);
    static final Bounds MIN_LEAF_ROWS = Bounds.whole("minLeafRows", 1, 1_000_000);
    static final Bounds LEARNING_RATE = Bounds.number("learningRate", 0.0001, 1);
    static final Bounds SUBSAMPLE = Bounds.number("subsample", 0.01, 1);
    static final String EARLY_STOPPING = "earlyStopping";
    static final Bounds VALIDATION_FRACTION = Bounds.number("validationFraction", 0.01, 0.5);

    static SmileGradientBoostingBuilder read(Settings settings) {
        SmileGradientBoostingBuilder builder = SmileGradientBoosting.builder();
        TREES.read(settings, value -> builder.trees(value.intValue()));
        MAX_NODES.read(settings, value -> builder.maxNodes(value.intValue()));
        MAX_DEPTH.read(settings, value -> builder.maxDepth(value.intValue()));
        MIN_LEAF_ROWS.read(settings, value -> builder.minLeafRows(value.intValue()));
        LEARNING_RATE.read(settings, value -> builder.learningRate(value.doubleValue()));
        SUBSAMPLE.read(settings, value -> builder.subsample(value.doubleValue()));
        if (settings.has(EARLY_STOPPING)) {
            builder.earlyStopping(settings.flag(EARLY_STOPPING));
        }
        VALIDATION_FRACTION.read(settings, value -> builder.validationFraction(value.doubleValue()));
        ClassWeights.read(settings, builder::classWeights);
        return builder;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(TREES.key(), trees);
        map.put(MAX_NODES.key(), maxNodes);
        map.put(MAX_DEPTH.key(), maxDepth);
        map.put(MIN_LEAF_ROWS.key(), minLeafRows);
        map.put(LEARNING_RATE.key(), learningRate);
        map.put(SUBSAMPLE.key(), subsample);
        map.put(EARLY_STOPPING, earlyStopping);
        map.put(VALIDATION_FRACTION.key(), validationFraction);
        map.put(ClassWeights.KEY, classWeights.label());
        return Collections.unmodifiableMap(map);
    }

    /** The same with a number of rounds found, which leaves nothing to stop early. */
    BoostingSettings withRounds(int rounds) {
        return new BoostingSettings(
                rounds,
                maxNodes,
                maxDepth,
                minLeafRows,
                learningRate,
                subsample,
                false,
                validationFraction,
                classWeights);
    }
}
