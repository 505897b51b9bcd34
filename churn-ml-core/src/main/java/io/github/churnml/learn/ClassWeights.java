package io.github.churnml.learn;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.settings.Settings;
import java.util.function.Consumer;

/**
 * How a learner weighs the two classes against each other, beside the rows' own weights.
 *
 * <p>Weighing the classes changes what the probabilities mean: those of a balanced learner are of a world where both
 * classes are equally frequent. Ranking suffers little, a threshold chosen for real probabilities much.
 */
public enum ClassWeights {
    /** Each row counts as it is. */
    NONE("none"),
    /** The rows of each class are weighed so that both classes together count the same. */
    BALANCED("balanced");

    /** The setting's key. */
    public static final String KEY = "classWeights";

    /** What rows of the positive class weigh more, where a learner takes it; the setting's key and range. */
    public static final Bounds POSITIVES = Bounds.number("positiveClassWeight", 1e-6, 1e6);

    private final String label;

    ClassWeights(String label) {
        this.label = label;
    }

    /** {@return the name in YAML and JSON} */
    public String label() {
        return label;
    }

    /**
     * Hands the key's value to a setter if the key is there.
     *
     * @param settings where the key {@link #KEY} may be
     * @param setter is given the value
     * @throws io.github.churnml.error.ConfigurationException if there is no such value
     */
    public static void read(Settings settings, Consumer<ClassWeights> setter) {
        settings.choice(KEY, values(), ClassWeights::label, setter);
    }

    /**
     * Weighs the rows. Rows that come with them to validate on are weighed by the same factors: rounds are judged by the loss that
     * is learnt by.
     *
     * @param data the rows, both classes having a weight above 0
     * @return the same rows, their weights multiplied by ½ · (sum of all weights) / (sum of their class's); the same data
     *     for {@link #NONE}
     */
    public TrainingData weigh(TrainingData data) {
        if (this == NONE) {
            return data;
        }
        double[] sums = sums(data);
        double all = sums[0] + sums[1];
        return weigh(data, all / (2 * sums[0]), all / (2 * sums[1]));
    }

    /**
     * Weighs the rows in this way, or rows of the positive class by a factor.
     *
     * @param data the rows, both classes having a weight above 0
     * @param positives the factor; 1 where {@link #requireAlone} holds and this is not {@link #NONE}
     * @return the same rows with other weights; the same data where nothing changes
     */
    public TrainingData weigh(TrainingData data, double positives) {
        return positives == 1 ? weigh(data) : weigh(data, 1, positives);
    }

    private static TrainingData weigh(TrainingData data, double negatives, double positives) {
        double[] weights = data.weights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= data.labels()[i] == 1 ? positives : negatives;
        }
        TrainingData weighed = data.withWeights(weights);
        TrainingData validation = data.validation();
        return validation == null ? weighed : weighed.withValidation(weigh(validation, negatives, positives));
    }

    /**
     * Checks that the classes are weighed in one way only.
     *
     * @param positives what rows of the positive class weigh more
     * @throws ConfigurationException if it is not 1 and the classes are to be balanced
     */
    public void requireAlone(double positives) {
        if (this != NONE && positives != 1) {
            throw new ConfigurationException(
                    "Key 'classWeights' holds (balanced) and 'positiveClassWeight' (" + positives
                            + "): the classes can be weighed in one way only.",
                    "Maybe leave one of them out.",
                    Where.nowhere());
        }
    }

    /** The sum of the weights of each class. */
    static double[] sums(TrainingData data) {
        double[] sums = new double[2];
        for (int i = 0; i < data.rows(); i++) {
            sums[data.labels()[i]] += data.weights()[i];
        }
        return sums;
    }
}
