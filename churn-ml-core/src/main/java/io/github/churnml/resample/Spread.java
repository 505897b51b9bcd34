package io.github.churnml.resample;

/**
 * Mean and population standard deviation of the numbers that are there.
 *
 * @param mean the mean; NaN if there are none
 * @param deviation the standard deviation, exactly 0 if all are the same or there are none
 * @param hasGaps whether some are missing
 */
record Spread(double mean, double deviation, boolean hasGaps) {

    static Spread of(double[] numbers) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (double x : numbers) {
            if (!Double.isNaN(x)) {
                sum += x;
                least = Math.min(least, x);
                largest = Math.max(largest, x);
                count++;
            }
        }
        boolean hasGaps = count < numbers.length;
        double mean = sum / count;
        // Rounding of the mean must not make a constant column vary.
        return least >= largest
                ? new Spread(count == 0 ? Double.NaN : least, 0, hasGaps)
                : new Spread(mean, deviation(numbers, mean, largest - least, count), hasGaps);
    }

    /** In units of the range, so that squares of tiny numbers do not vanish. */
    private static double deviation(double[] numbers, double mean, double range, int count) {
        double squares = 0;
        for (double x : numbers) {
            if (!Double.isNaN(x)) {
                double z = (x - mean) / range;
                squares += z * z;
            }
        }
        return range * Math.sqrt(squares / count);
    }

    double[] standardised(double[] numbers) {
        double[] standardised = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double z = (numbers[i] - mean) / deviation;
            standardised[i] = deviation > 0 || Double.isNaN(numbers[i]) ? z : 0;
        }
        return standardised;
    }
}
