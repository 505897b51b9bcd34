package io.github.churnml.learn.boosting;

import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of {@link HistogramGradientBoosting}; its builder documents them. */
record HistogramSettings(
        int trees,
        double learningRate,
        int maxBins,
        Sampling sampling,
        double subsample,
        double topShare,
        double otherShare,
        double columnsPerTree,
        GrowthSettings tree,
        boolean earlyStopping,
        double validationFraction,
        int patience,
        Stopping stopping,
        ClassWeights classWeights,
        double positiveClassWeight,
        double scoreScale) {

    static final Bounds TREES = Bounds.whole("trees", 1, 10_000);
    static final Bounds LEARNING_RATE = Bounds.number("learningRate", 0.0001, 1);
    static final String GROWTH = "growth";
    static final Bounds MAX_LEAVES = Bounds.whole("maxLeaves", 2, 4096);
    static final Bounds MAX_DEPTH = Bounds.whole("maxDepth", 1, 64);
    static final Bounds MIN_LEAF_ROWS = Bounds.whole("minLeafRows", 1, 1_000_000);
    static final Bounds MIN_CHILD_WEIGHT = Bounds.number("minChildWeight", 0, 1e9);
    static final Bounds MIN_GAIN = Bounds.number("minGain", 0, 1e9);
    static final Bounds L1 = Bounds.number("l1", 0, 1e9);
    static final Bounds L2 = Bounds.number("l2", 0, 1e9);
    static final Bounds LEVEL_L2 = Bounds.number("levelL2", 0, 1e9);
    static final Bounds LEVEL_SMOOTHING = Bounds.number("levelSmoothing", 0, 1e9);
    static final Bounds ONE_HOT_LEVELS = Bounds.whole("oneHotLevels", 1, 255);
    static final Bounds MIN_LEVEL_ROWS = Bounds.whole("minLevelRows", 0, 1_000_000);
    static final Bounds MAX_BINS = Bounds.whole("maxBins", 2, 254);
    static final String SAMPLING = "sampling";
    static final Bounds TOP_SHARE = Bounds.number("topShare", 0.01, 0.99);
    static final Bounds OTHER_SHARE = Bounds.number("otherShare", 0.01, 0.99);
    static final Bounds SUBSAMPLE = Bounds.number("subsample", 0.01, 1);
    static final Bounds COLUMNS_PER_TREE = Bounds.number("columnsPerTree", 0.01, 1);
    static final Bounds COLUMNS_PER_NODE = Bounds.number("columnsPerNode", 0.01, 1);
    static final String EXTRA_TREES = "extraTrees";
    static final Bounds RANDOM_STRENGTH = Bounds.number("randomStrength", 0, 1000);
    static final String INTERACTIONS = "interactions";
    static final String EARLY_STOPPING = "earlyStopping";
    static final Bounds VALIDATION_FRACTION = Bounds.number("validationFraction", 0.01, 0.5);
    static final Bounds PATIENCE = Bounds.whole("patience", 1, 10_000);
    static final String STOPPING = "stopping";
    static final Bounds SCORE_SCALE = Bounds.number("scoreScale", 0.01, 100);

    static HistogramGradientBoostingBuilder read(Settings settings) {
        HistogramGradientBoostingBuilder builder = HistogramGradientBoosting.builder();
        TREES.read(settings, value -> builder.trees(value.intValue()));
        LEARNING_RATE.read(settings, value -> builder.learningRate(value.doubleValue()));
        settings.choice(GROWTH, Growth.values(), Growth::label, builder::growth);
        MAX_LEAVES.read(settings, value -> builder.maxLeaves(value.intValue()));
        MAX_DEPTH.read(settings, value -> builder.maxDepth(value.intValue()));
        MIN_LEAF_ROWS.read(settings, value -> builder.minLeafRows(value.intValue()));
        MIN_CHILD_WEIGHT.read(settings, value -> builder.minChildWeight(value.doubleValue()));
        MIN_GAIN.read(settings, value -> builder.minGain(value.doubleValue()));
        L1.read(settings, value -> builder.l1(value.doubleValue()));
        L2.read(settings, value -> builder.l2(value.doubleValue()));
        LEVEL_L2.read(settings, value -> builder.levelL2(value.doubleValue()));
        LEVEL_SMOOTHING.read(settings, value -> builder.levelSmoothing(value.doubleValue()));
        ONE_HOT_LEVELS.read(settings, value -> builder.oneHotLevels(value.intValue()));
        MIN_LEVEL_ROWS.read(settings, value -> builder.minLevelRows(value.intValue()));
        MAX_BINS.read(settings, value -> builder.maxBins(value.intValue()));
        settings.choice(SAMPLING, Sampling.values(), Sampling::label, builder::sampling);
        SUBSAMPLE.read(settings, value -> builder.subsample(value.doubleValue()));
        TOP_SHARE.read(settings, value -> builder.topShare(value.doubleValue()));
        OTHER_SHARE.read(settings, value -> builder.otherShare(value.doubleValue()));
        COLUMNS_PER_TREE.read(settings, value -> builder.columnsPerTree(value.doubleValue()));
        COLUMNS_PER_NODE.read(settings, value -> builder.columnsPerNode(value.doubleValue()));
        if (settings.has(EXTRA_TREES)) {
            builder.extraTrees(settings.flag(EXTRA_TREES));
        }
        RANDOM_STRENGTH.read(settings, value -> builder.randomStrength(value.doubleValue()));
        Monotone.read(settings, builder::monotone);
        settings.textLists(INTERACTIONS).forEach(group -> builder.interaction(group.toArray(String[]::new)));
        if (settings.has(EARLY_STOPPING)) {
            builder.earlyStopping(settings.flag(EARLY_STOPPING));
        }
        VALIDATION_FRACTION.read(settings, value -> builder.validationFraction(value.doubleValue()));
        PATIENCE.read(settings, value -> builder.patience(value.intValue()));
        settings.choice(STOPPING, Stopping.values(), Stopping::label, builder::stopping);
        ClassWeights.read(settings, builder::classWeights);
        ClassWeights.POSITIVES.read(settings, value -> builder.positiveClassWeight(value.doubleValue()));
        SCORE_SCALE.read(settings, value -> builder.scoreScale(value.doubleValue()));
        return builder;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(TREES.key(), trees);
        map.put(LEARNING_RATE.key(), learningRate);
        map.put(GROWTH, tree.growth().label());
        map.put(MAX_LEAVES.key(), tree.maxLeaves());
        map.put(MAX_DEPTH.key(), tree.maxDepth());
        map.put(MIN_LEAF_ROWS.key(), tree.minLeafRows());
        map.put(MIN_CHILD_WEIGHT.key(), tree.minChildWeight());
        map.put(MIN_GAIN.key(), tree.minGain());
        map.put(L1.key(), tree.l1());
        map.put(L2.key(), tree.l2());
        map.put(LEVEL_L2.key(), tree.levelL2());
        map.put(LEVEL_SMOOTHING.key(), tree.levelSmoothing());
        map.put(ONE_HOT_LEVELS.key(), tree.oneHotLevels());
        map.put(MIN_LEVEL_ROWS.key(), tree.minLevelRows());
        map.put(MAX_BINS.key(), maxBins);
        map.put(SAMPLING, sampling.label());
        map.put(SUBSAMPLE.key(), subsample);
        map.put(TOP_SHARE.key(), topShare);
        map.put(OTHER_SHARE.key(), otherShare);
        map.put(COLUMNS_PER_TREE.key(), columnsPerTree);
        map.put(COLUMNS_PER_NODE.key(), tree.columnsPerNode());
        map.put(EXTRA_TREES, tree.extraTrees());
        map.put(RANDOM_STRENGTH.key(), tree.randomStrength());
        Monotone.put(map, tree.monotone());
        if (!tree.interactions().isEmpty()) {
            map.put(INTERACTIONS, tree.interactions());
        }
        map.put(EARLY_STOPPING, earlyStopping);
        map.put(VALIDATION_FRACTION.key(), validationFraction);
        map.put(PATIENCE.key(), patience);
        map.put(STOPPING, stopping.label());
        map.put(ClassWeights.KEY, classWeights.label());
        map.put(ClassWeights.POSITIVES.key(), positiveClassWeight);
        map.put(SCORE_SCALE.key(), scoreScale);
        return Collections.unmodifiableMap(map);
    }

    /** The same with what was found, which leaves nothing to stop early. */
    HistogramSettings withFound(int rounds, double scale) {
        return new HistogramSettings(
                rounds,
                learningRate,
                maxBins,
                sampling,
                subsample,
                topShare,
                otherShare,
                columnsPerTree,
                tree,
                false,
                validationFraction,
                patience,
                stopping,
                classWeights,
                positiveClassWeight,
                scale);
    }
}
