package io.github.churnml.learn.linear;

import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of {@link LogisticRegression}; its builder documents them. */
record RegressionSettings(
        double lambda, double l1Ratio, double tolerance, int maxIterations, ClassWeights classWeights) {

    static final Bounds LAMBDA = Bounds.number("lambda", 0, 1e9);
    static final Bounds L1_RATIO = Bounds.number("l1Ratio", 0, 1);
    static final Bounds TOLERANCE = Bounds.number("tolerance", 1e-12, 0.1);
    static final Bounds MAX_ITERATIONS = Bounds.whole("maxIterations", 1, 100_000);

    static LogisticRegressionBuilder read(Settings settings) {
        LogisticRegressionBuilder builder = LogisticRegression.builder();
        LAMBDA.read(settings, value -> builder.lambda(value.doubleValue()));
        L1_RATIO.read(settings, value -> builder.l1Ratio(value.doubleValue()));
        TOLERANCE.read(settings, value -> builder.tolerance(value.doubleValue()));
        MAX_ITERATIONS.read(settings, value -> builder.maxIterations(value.intValue()));
        ClassWeights.read(settings, builder::classWeights);
        return builder;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(LAMBDA.key(), lambda);
        map.put(L1_RATIO.key(), l1Ratio);
        map.put(TOLERANCE.key(), tolerance);
        map.put(MAX_ITERATIONS.key(), maxIterations);
        map.put(ClassWeights.KEY, classWeights.label());
        return Collections.unmodifiableMap(map);
    }
}
