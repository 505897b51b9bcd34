package io.github.churnml.predictor;

/** A predictor that weighs and adds: intercept + Σ coefficient · feature. */
public final class LinearPredictor implements Predictor {

    static final String KIND = "linear";

    private final double intercept;
    private final double[] coefficients;

    /**
     * A predictor of given weights.
     *
     * @param intercept the log-odds of a row of zeros: finite
     * @param coefficients one per feature: finite
     * @throws IllegalArgumentException if a number is not finite
     */
    public LinearPredictor(double intercept, double[] coefficients) {
        this.intercept = intercept;
        this.coefficients = coefficients.clone();
        if (!allFinite(intercept, coefficients)) {
            throw new IllegalArgumentException("a weight is not finite");
        }
    }

    static boolean allFinite(double intercept, double[] coefficients) {
        boolean finite = Double.isFinite(intercept);
        for (double coefficient : coefficients) {
            finite &= Double.isFinite(coefficient);
        }
        return finite;
    }

    /** {@return the log-odds of a row of zeros} */
    public double intercept() {
        return intercept;
    }

    /** {@return the weights as a copy, one per feature} */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * The answer for one row, added up from the intercept on in feature order.
     *
     * @param features one encoded value per feature; a NaN among them makes the answer NaN
     * @return the log-odds of the positive class
     * @throws IllegalArgumentException if the row has another length
     */
    @Override
    public double logOdds(double[] features) {
        if (features.length != coefficients.length) {
            throw new IllegalArgumentException(
                    "a row of " + features.length + " values for " + coefficients.length + " features");
        }
        double sum = intercept;
        for (int i = 0; i < coefficients.length; i++) {
            sum += features[i] * coefficients[i];
        }
        return sum;
    }

    @Override
    public boolean takesMissing() {
        return false;
    }

    @Override
    public boolean needsBackground() {
        return true;
    }

    @Override
    public Kernel kernel() {
        return new RowKernel(features()) {
            @Override
            public double logOdds(double[] row) {
                return LinearPredictor.this.logOdds(row);
            }
        };
    }

    @Override
    public Explainer explainer(double[] background, int[] groups, int count, Sampling sampling) {
        return new LinearExplainer(this, background, new FeatureGroups(groups, count, features()));
    }

    @Override
    public int features() {
        return coefficients.length;
    }

    /** {@return each feature's share in the sum of all coefficients' sizes, which compare only if features are scaled} */
    @Override
    public double[] importances() {
        double[] sizes = new double[coefficients.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(coefficients[i]);
        }
        return Shares.of(sizes);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * The binary form, version 1. All numbers are little-endian; nothing follows the last coefficient.
     *
     * <table>
     * <caption>Layout of a linear predictor</caption>
     * <tr><th>bytes</th><th>what</th></tr>
     * <tr><td>4</td><td>{@code CMLL} in ASCII</td></tr>
     * <tr><td>int32</td><td>version, 1</td></tr>
     * <tr><td>int32</td><td>features P</td></tr>
     * <tr><td>float64</td><td>intercept</td></tr>
     * <tr><td>P × float64</td><td>coefficients</td></tr>
     * </table>
     *
     * @return the bytes
     */
    @Override
    public byte[] toBytes() {
        return LinearBytes.write(intercept, coefficients);
    }
}
