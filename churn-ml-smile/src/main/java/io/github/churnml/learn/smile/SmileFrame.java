package io.github.churnml.learn.smile;

import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import smile.data.DataFrame;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;

/**
 * Rows as Smile's trees take them: levels as integers with a nominal scale, numbers brought to one magnitude.
 *
 * <p>Smile takes values nearer than 10<sup>−7</sup> for equal, whatever their column's scale, so shares of a millionth
 * would never be split. Each column of numbers is therefore multiplied by the power of two that brings its largest value
 * into [2<sup>27</sup>, 2<sup>28</sup>): exact, and there two values more than 10<sup>−7</sup> apart always have a double
 * strictly between them, so that Smile's midpoint separates them.
 *
 * @param data one column per feature, named by position
 * @param exponents by which power of two each column was multiplied; 0 for levels
 */
record SmileFrame(DataFrame data, int[] exponents) {

    private static final int MAGNITUDE = 27;

    static SmileFrame of(FeatureMatrix features) {
        int[] exponents = new int[features.features().size()];
        BaseVector<?, ?, ?>[] vectors = new BaseVector<?, ?, ?>[exponents.length];
        for (int j = 0; j < exponents.length; j++) {
            Feature feature = features.features().get(j);
            double[] column = features.columns()[j];
            if (feature.isNominal()) {
                vectors[j] = levels(nameOf(j), feature.levels(), column);
            } else {
                exponents[j] = exponent(column);
                vectors[j] = DoubleVector.of(nameOf(j), scaled(column, exponents[j]));
            }
        }
        return new SmileFrame(DataFrame.of(vectors), exponents);
    }

    static String nameOf(int feature) {
        return "f" + feature;
    }

    /**
     * A threshold in the table's own scale. Where the way back is not exact, in a column of subnormal numbers, it is
     * rounded down, so that no value changes sides.
     */
    double threshold(int feature, double scaled) {
        double threshold = Math.scalb(scaled, -exponents[feature]);
        return Math.scalb(threshold, exponents[feature]) > scaled ? Math.nextDown(threshold) : threshold;
    }

    private static IntVector levels(String name, int levels, double[] column) {
        String[] names = new String[levels];
        for (int code = 0; code < levels; code++) {
            names[code] = Integer.toString(code);
        }
        int[] codes = new int[column.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (int) column[i];
        }
        return IntVector.of(new StructField(name, DataTypes.IntegerType, new NominalScale(names)), codes);
    }

    private static int exponent(double[] column) {
        double largest = 0;
        for (double x : column) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest == 0 ? 0 : MAGNITUDE - Math.getExponent(largest);
    }

    private static double[] scaled(double[] column, int exponent) {
        double[] scaled = new double[column.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.scalb(column[i], exponent);
        }
        return scaled;
    }
}
