package io.github.churnml.learn;

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
     * Weighs the rows.
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
        double[] weights = new double[data.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weights()[i] * (all / (2 * sums[data.labels()[i]]));
        }
        return data.withWeights(weights);
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
