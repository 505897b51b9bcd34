package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.Arrays;
import java.util.Map;

/**
 * Leaves the rows as they are and gives each a weight by its class (G. King and L. Zeng, Logistic Regression in Rare
 * Events Data, Political Analysis 9, 2001): with the ratio 1 the rows of a class of n<sub>c</sub> among n
 * have n / (2 n<sub>c</sub>).
 *
 * @param ratio the weights of the rarer class divided by those of the other; above 0, at most 1
 */
public record ClassWeighting(double ratio) implements Resampler {

    /** The name in YAML and on the command line. */
    public static final String NAME = "class-weights";

    /**
     * Checks the ratio.
     *
     * @param ratio above 0, at most 1
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public ClassWeighting {
        Keys.checkRatio(ratio);
    }

    /** {@return the usual settings: both classes weigh the same} */
    public static ClassWeighting standard() {
        return new ClassWeighting(Keys.DEFAULT_RATIO);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        return Keys.settings(NAME, Keys.RATIO, ratio);
    }

    /**
     * The weight of each class. They add up to the number of rows, and are both 1 if the ratio is reached without.
     *
     * @param labels 1 for the positive class, 0 otherwise; both occur
     * @return the weight of a row of class 0, and of class 1
     * @throws io.github.churnml.error.TrainingException if there are no rows or all are of one class
     * @throws IllegalArgumentException if a label is not 0 or 1
     */
    public double[] classWeights(int[] labels) {
        Classes classes = Classes.of(labels);
        double rarer = classes.minority().length;
        double other = classes.majority().length;
        if (rarer >= ratio * other) {
            return new double[] {1, 1};
        }
        double[] weights = new double[2];
        int label = labels[classes.minority()[0]];
        weights[label] = ratio * labels.length / ((1 + ratio) * rarer);
        weights[1 - label] = labels.length / ((1 + ratio) * other);
        return weights;
    }

    @Override
    public Resampled resample(TypedTable table, int[] labels, long seed) {
        Classes.of(table, labels);
        double[] byClass = classWeights(labels);
        if (byClass[0] == byClass[1]) {
            return Resampled.unchanged(table, labels, null);
        }
        double[] weights =
                Arrays.stream(labels).mapToDouble(label -> byClass[label]).toArray();
        return Resampled.unchanged(table, labels, weights);
    }
}
