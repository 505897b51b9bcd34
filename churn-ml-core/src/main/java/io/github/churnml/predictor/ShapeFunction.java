package io.github.churnml.predictor;

import org.jspecify.annotations.Nullable;

/**
 * How the log-odds depend on one feature: a step function of a number, or a value for each level; with a value of its own
 * where the feature is missing. Immutable.
 *
 * <p>Bins are numbered. Of a number with E edges, bin i from 0 to E holds edges[i − 1] &lt; x ≤ edges[i], and bin E + 1 is of
 * missing values. Of L levels, bin i from 0 to L − 1 is level i, bin L is of missing values, and bin L + 1 of levels that
 * training did not have.
 */
public final class ShapeFunction {

    final double[] edges;
    /** 0 for a number. */
    final int levels;

    final double[] values;
    final double[] weights;

    private ShapeFunction(double[] edges, int levels, double[] values, double[] weights) {
        this.edges = edges.clone();
        this.levels = levels;
        this.values = values.clone();
        this.weights = weights.clone();
        String problem = problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * A function of a number.
     *
     * @param edges the upper edge of each bin but the last: finite, strictly ascending
     * @param values what each bin adds to the log-odds, missing values last: finite, two more than there are edges
     * @param weights how much weight the training rows of each bin have: finite, not negative, as many
     * @return the function
     * @throws IllegalArgumentException if the numbers are not so
     */
    public static ShapeFunction ofNumbers(double[] edges, double[] values, double[] weights) {
        return new ShapeFunction(edges, 0, values, weights);
    }

    /**
     * A function of a level.
     *
     * @param values what each level adds to the log-odds, then missing ones and others: finite, at least three
     * @param weights how much weight the training rows of each have: finite, not negative, as many
     * @return the function
     * @throws IllegalArgumentException if the numbers are not so
     */
    public static ShapeFunction ofLevels(double[] values, double[] weights) {
        return new ShapeFunction(new double[0], Math.max(1, values.length - 2), values, weights);
    }

    private @Nullable String problem() {
        if (values.length != (levels > 0 ? levels : edges.length) + 2 || weights.length != values.length) {
            return "a shape of " + edges.length + " edges and " + levels + " levels has " + values.length
                    + " values and " + weights.length + " weights";
        }
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || i > 0 && !(edges[i] > edges[i - 1])) {
                return "edge " + i + " of a shape is (" + edges[i] + ")";
            }
        }
        return problem(values, weights);
    }

    static @Nullable String problem(double[] values, double[] weights) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= LARGEST) || !(weights[i] >= 0 && weights[i] <= Double.MAX_VALUE)) {
                return "a value of (" + values[i] + ") weighs (" + weights[i] + ")";
            }
        }
        return null;
    }

    /** So small that no sum of such values overflows. */
    private static final double LARGEST = 1e100;

    /** {@return how many levels there are; 0 for a number} */
    public int levels() {
        return levels;
    }

    /** {@return the upper edge of each bin but the last, as a copy; none for levels} */
    public double[] edges() {
        return edges.clone();
    }

    /** {@return what each bin adds to the log-odds, as a copy} */
    public double[] values() {
        return values.clone();
    }

    /** {@return how much weight the training rows of each bin have, as a copy} */
    public double[] weights() {
        return weights.clone();
    }

    /** {@return how many bins there are} */
    public int bins() {
        return values.length;
    }

    /** {@return the bin of missing values} */
    public int missingBin() {
        return levels > 0 ? levels : edges.length + 1;
    }

    /**
     * The bin of a value.
     *
     * @param value a number, or the code of a level; NaN is missing, and so is −1 of a level
     * @return the bin, from 0
     */
    public int bin(double value) {
        if (levels > 0) {
            return value >= 0 && value < levels
                    ? (int) value
                    : Double.isNaN(value) || value == -1 ? levels : levels + 1;
        }
        if (Double.isNaN(value)) {
            return edges.length + 1;
        }
        // Halves of equal length whichever way, so that no branch has to be guessed.
        int low = 0;
        int left = edges.length;
        while (left > 1) {
            int half = left >>> 1;
            low += edges[low + half - 1] < value ? half : 0;
            left -= half;
        }
        return left == 1 && edges[low] < value ? low + 1 : low;
    }

    /** The weighted mean of the values' sizes. */
    static double meanSize(double[] values, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += Math.abs(values[i]) * weights[i];
            all += weights[i];
        }
        return all > 0 ? sum / all : 0;
    }
}
