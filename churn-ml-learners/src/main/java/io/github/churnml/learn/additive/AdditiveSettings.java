package io.github.churnml.learn.additive;

import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every setting of {@link AdditiveBoosting}; its builder documents them. */
record AdditiveSettings(
        int rounds,
        int interactionRounds,
        double learningRate,
        int maxLeaves,
        int bags,
        int smoothingRounds,
        int interactions,
        int interactionBins,
        int maxBins,
        int minLeafRows,
        double l2,
        double levelSmoothing,
        boolean earlyStopping,
        double validationFraction,
        int patience,
        ClassWeights classWeights,
        double positiveClassWeight,
        Map<String, Monotone> monotone,
        List<List<String>> interactionGroups) {

    static final Bounds ROUNDS = Bounds.whole("rounds", 1, 100_000);
    static final Bounds INTERACTION_ROUNDS = Bounds.whole("interactionRounds", 0, 100_000);
    static final Bounds LEARNING_RATE = Bounds.number("learningRate", 0.0001, 1);
    static final Bounds MAX_LEAVES = Bounds.whole("maxLeaves", 2, 16);
    static final Bounds BAGS = Bounds.whole("bags", 1, 100);
    static final Bounds SMOOTHING_ROUNDS = Bounds.whole("smoothingRounds", 0, 100_000);
    static final Bounds INTERACTIONS = Bounds.whole("interactions", 0, 1000);
    static final Bounds INTERACTION_BINS = Bounds.whole("interactionBins", 2, 128);
    static final Bounds MAX_BINS = Bounds.whole("maxBins", 2, 254);
    static final Bounds MIN_LEAF_ROWS = Bounds.whole("minLeafRows", 1, 1_000_000);
    static final Bounds L2 = Bounds.number("l2", 0, 1e9);
    static final Bounds LEVEL_SMOOTHING = Bounds.number("levelSmoothing", 0, 1e9);
    static final String EARLY_STOPPING = "earlyStopping";
    static final Bounds VALIDATION_FRACTION = Bounds.number("validationFraction", 0.01, 0.5);
    static final Bounds PATIENCE = Bounds.whole("patience", 1, 10_000);
    static final String INTERACTION_GROUPS = "interactionGroups";

    /** Copies the collections. */
    AdditiveSettings {
        monotone = Collections.unmodifiableMap(new TreeMap<>(monotone));
        interactionGroups = interactionGroups.stream().map(List::copyOf).toList();
    }

    static AdditiveBoostingBuilder read(Settings settings) {
        AdditiveBoostingBuilder builder = AdditiveBoosting.builder();
        ROUNDS.read(settings, value -> builder.rounds(value.intValue()));
        INTERACTION_ROUNDS.read(settings, value -> builder.interactionRounds(value.intValue()));
        LEARNING_RATE.read(settings, value -> builder.learningRate(value.doubleValue()));
        MAX_LEAVES.read(settings, value -> builder.maxLeaves(value.intValue()));
        BAGS.read(settings, value -> builder.bags(value.intValue()));
        SMOOTHING_ROUNDS.read(settings, value -> builder.smoothingRounds(value.intValue()));
        INTERACTIONS.read(settings, value -> builder.interactions(value.intValue()));
        INTERACTION_BINS.read(settings, value -> builder.interactionBins(value.intValue()));
        MAX_BINS.read(settings, value -> builder.maxBins(value.intValue()));
        MIN_LEAF_ROWS.read(settings, value -> builder.minLeafRows(value.intValue()));
        L2.read(settings, value -> builder.l2(value.doubleValue()));
        LEVEL_SMOOTHING.read(settings, value -> builder.levelSmoothing(value.doubleValue()));
        if (settings.has(EARLY_STOPPING)) {
            builder.earlyStopping(settings.flag(EARLY_STOPPING));
        }
        VALIDATION_FRACTION.read(settings, value -> builder.validationFraction(value.doubleValue()));
        PATIENCE.read(settings, value -> builder.patience(value.intValue()));
        ClassWeights.read(settings, builder::classWeights);
        ClassWeights.POSITIVES.read(settings, value -> builder.positiveClassWeight(value.doubleValue()));
        Monotone.read(settings, builder::monotone);
        settings.textLists(INTERACTION_GROUPS).forEach(group -> builder.interactionGroup(group.toArray(String[]::new)));
        return builder;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(ROUNDS.key(), rounds);
        map.put(INTERACTION_ROUNDS.key(), interactionRounds);
        map.put(LEARNING_RATE.key(), learningRate);
        map.put(MAX_LEAVES.key(), maxLeaves);
        map.put(BAGS.key(), bags);
        map.put(SMOOTHING_ROUNDS.key(), smoothingRounds);
        map.put(INTERACTIONS.key(), interactions);
        map.put(INTERACTION_BINS.key(), interactionBins);
        map.put(MAX_BINS.key(), maxBins);
        map.put(MIN_LEAF_ROWS.key(), minLeafRows);
        map.put(L2.key(), l2);
        map.put(LEVEL_SMOOTHING.key(), levelSmoothing);
        map.put(EARLY_STOPPING, earlyStopping);
        map.put(VALIDATION_FRACTION.key(), validationFraction);
        map.put(PATIENCE.key(), patience);
        map.put(ClassWeights.KEY, classWeights.label());
        map.put(ClassWeights.POSITIVES.key(), positiveClassWeight);
        Monotone.put(map, monotone);
        if (!interactionGroups.isEmpty()) {
            map.put(INTERACTION_GROUPS, interactionGroups);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The same with numbers of rounds found, which leaves nothing to stop early. */
    AdditiveSettings withRounds(int found, int foundForPairs) {
        return new AdditiveSettings(
                found,
                foundForPairs,
                learningRate,
                maxLeaves,
                bags,
                smoothingRounds,
                interactions,
                interactionBins,
                maxBins,
                minLeafRows,
                l2,
                levelSmoothing,
                false,
                validationFraction,
                patience,
                classWeights,
                positiveClassWeight,
                monotone,
                interactionGroups);
    }
}
