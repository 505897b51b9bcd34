package io.github.churnml.learn.neural;

import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.predictor.Activation;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting of {@link MultilayerPerceptron}; its builder documents them. */
record PerceptronSettings(
        int hiddenUnits,
        int secondHiddenUnits,
        Activation activation,
        int epochs,
        int batchRows,
        double learningRate,
        double weightDecay,
        double dropout,
        boolean earlyStopping,
        double validationFraction,
        int patience,
        ClassWeights classWeights) {

    static final Bounds HIDDEN_UNITS = Bounds.whole("hiddenUnits", 1, 1024);
    static final Bounds SECOND_HIDDEN_UNITS = Bounds.whole("secondHiddenUnits", 0, 1024);
    static final String ACTIVATION = "activation";
    static final Bounds EPOCHS = Bounds.whole("epochs", 1, 10_000);
    static final Bounds BATCH_ROWS = Bounds.whole("batchRows", 1, 65_536);
    static final Bounds LEARNING_RATE = Bounds.number("learningRate", 1e-6, 1);
    static final Bounds WEIGHT_DECAY = Bounds.number("weightDecay", 0, 10);
    static final Bounds DROPOUT = Bounds.number("dropout", 0, 0.9);
    static final String EARLY_STOPPING = "earlyStopping";
    static final Bounds VALIDATION_FRACTION = Bounds.number("validationFraction", 0.01, 0.5);
    static final Bounds PATIENCE = Bounds.whole("patience", 1, 10_000);

    static MultilayerPerceptronBuilder read(Settings settings) {
        MultilayerPerceptronBuilder builder = MultilayerPerceptron.builder();
        HIDDEN_UNITS.read(settings, value -> builder.hiddenUnits(value.intValue()));
        SECOND_HIDDEN_UNITS.read(settings, value -> builder.secondHiddenUnits(value.intValue()));
        if (settings.has(ACTIVATION)) {
            List<String> labels =
                    Arrays.stream(Activation.values()).map(Activation::label).toList();
            builder.activation(Activation.values()[labels.indexOf(settings.choice(ACTIVATION, labels))]);
        }
        EPOCHS.read(settings, value -> builder.epochs(value.intValue()));
        BATCH_ROWS.read(settings, value -> builder.batchRows(value.intValue()));
        LEARNING_RATE.read(settings, value -> builder.learningRate(value.doubleValue()));
        WEIGHT_DECAY.read(settings, value -> builder.weightDecay(value.doubleValue()));
        DROPOUT.read(settings, value -> builder.dropout(value.doubleValue()));
        if (settings.has(EARLY_STOPPING)) {
            builder.earlyStopping(settings.flag(EARLY_STOPPING));
        }
        VALIDATION_FRACTION.read(settings, value -> builder.validationFraction(value.doubleValue()));
        PATIENCE.read(settings, value -> builder.patience(value.intValue()));
        ClassWeights.read(settings, builder::classWeights);
        return builder;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(HIDDEN_UNITS.key(), hiddenUnits);
        map.put(SECOND_HIDDEN_UNITS.key(), secondHiddenUnits);
        map.put(ACTIVATION, activation.label());
        map.put(EPOCHS.key(), epochs);
        map.put(BATCH_ROWS.key(), batchRows);
        map.put(LEARNING_RATE.key(), learningRate);
        map.put(WEIGHT_DECAY.key(), weightDecay);
        map.put(DROPOUT.key(), dropout);
        map.put(EARLY_STOPPING, earlyStopping);
        map.put(VALIDATION_FRACTION.key(), validationFraction);
        map.put(PATIENCE.key(), patience);
        map.put(ClassWeights.KEY, classWeights.label());
        return Collections.unmodifiableMap(map);
    }

    /** The same with a number of epochs found, which leaves nothing to stop early. */
    PerceptronSettings withEpochs(int found) {
        return new PerceptronSettings(
                hiddenUnits,
                secondHiddenUnits,
                activation,
                found,
                batchRows,
                learningRate,
                weightDecay,
                dropout,
                false,
                validationFraction,
                patience,
                classWeights);
    }

    /** The layers' sizes for so many features. */
    int[] sizes(int features) {
        return secondHiddenUnits == 0
                ? new int[] {features, hiddenUnits, 1}
                : new int[] {features, hiddenUnits, secondHiddenUnits, 1};
    }
}
