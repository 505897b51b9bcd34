package io.github.churnml.decide;

import java.util.Arrays;

/**
 * Centred isotonic calibration: knots of log-odds, straight lines between them, and lines of slope 1 beyond the first and the
 * last, so that customers keep their order everywhere. {@link PooledRates} says where knots lie.
 */
final class IsotonicCalibration implements Calibrator {

    static final String KIND = "isotonic";

    private final double[] knots;
    private final double[] values;

    IsotonicCalibration(double[] numbers) {
        int count = numbers.length / 2;
        PolynomialCalibration.require(
                count >= 2 && numbers.length % 2 == 0, KIND, "it has " + numbers.length + " numbers");
        knots = Arrays.copyOf(numbers, count);
        values = Arrays.copyOfRange(numbers, count, 2 * count);
        for (int i = 1; i < count; i++) {
            PolynomialCalibration.require(
                    knots[i] > knots[i - 1] && values[i] >= values[i - 1], KIND, "it does not rise everywhere");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public double[] numbers() {
        double[] numbers = Arrays.copyOf(knots, 2 * knots.length);
        System.arraycopy(values, 0, numbers, knots.length, values.length);
        return numbers;
    }

    @Override
    public double logOdds(double logOdds) {
        int last = knots.length - 1;
        if (!(logOdds > knots[0])) {
            return values[0] + (logOdds - knots[0]);
        }
        if (logOdds >= knots[last]) {
            return values[last] + (logOdds - knots[last]);
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (knots[middle] <= logOdds) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (logOdds - knots[low]) / (knots[high] - knots[low]);
        // The sum may round beyond its end, where the next line begins.
        return Math.min(values[high], values[low] + share * (values[high] - values[low]));
    }
}
