package io.github.churnml.select;

import io.github.churnml.data.split.Division;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Estimate;
import java.util.List;

/**
 * The corrected resampled t-test (Nadeau and Bengio 2003, section 3, equation 9). Folds share most of the rows that are learnt
 * from, so their figures are alike, and a plain t-test finds differences where there are none. The variance of the mean of
 * {@code J} folds is taken as {@code (1/J + n2/n1) s²}, with {@code n1} rows learnt from and {@code n2} judged, and {@code J - 1}
 * degrees of freedom.
 *
 * @param difference the mean of the values, with its 95 % interval; without one where there is one value only
 * @param p how likely a mean at least as far from zero would be if the true one were zero, from 0 to 1; {@code NaN} where there is
 *     one value only
 */
public record CorrectedTTest(Estimate difference, double p) {

    private static final double LEVEL = 0.95;

    /**
     * Tests whether the mean of values is zero.
     *
     * @param values one per fold of all repeats, such as differences of two models on the same folds
     * @param testToTrain how many rows are judged for each that is learnt from, above 0: 0.25 for five folds
     * @return mean, interval and p
     * @throws IllegalArgumentException if there are no values
     */
    public static CorrectedTTest of(double[] values, double testToTrain) {
        int folds = values.length;
        if (folds == 0) {
            throw new IllegalArgumentException("no values to test");
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / folds;
        if (folds == 1 || Double.isNaN(mean)) {
            return new CorrectedTTest(new Estimate(mean, Double.NaN, Double.NaN, LEVEL), Double.NaN);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = StrictMath.sqrt((1.0 / folds + testToTrain) * squares / (folds - 1));
        double reach = error * StudentT.reach(LEVEL, folds - 1);
        // Of models that answer alike nothing differs, and zero divided by zero is not known.
        double p = error == 0 ? (mean == 0 ? 1 : 0) : StudentT.twoSided(mean / error, folds - 1);
        return new CorrectedTTest(new Estimate(mean, mean - reach, mean + reach, LEVEL), p);
    }

    /**
     * Tests whether one model's values differ from another's on the same folds.
     *
     * @param ones one per fold
     * @param others one per fold, in the same order
     * @param testToTrain how many rows are judged for each that is learnt from
     * @return the test of the differences, ones less others
     */
    static CorrectedTTest of(double[] ones, double[] others, double testToTrain) {
        double[] differences = new double[ones.length];
        for (int fold = 0; fold < ones.length; fold++) {
            differences[fold] = ones[fold] - others[fold];
        }
        return of(differences, testToTrain);
    }

    /** How many rows are judged for each that is learnt from, the mean over folds. */
    static double testToTrain(CrossValidation folds) {
        List<Division> all = folds.divisions().stream().flatMap(List::stream).toList();
        double sum = 0;
        for (Division division : all) {
            sum += (double) division.test().length / division.train().length;
        }
        return sum / all.size();
    }
}
