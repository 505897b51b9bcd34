package io.github.churnml.drift;

/**
 * Mean and standard deviation in two passes over the values in their order; {@code NaN} for no values.
 *
 * @param mean the arithmetic mean, never out of the values' range
 * @param standardDeviation with {@code n - 1}; 0 for one value
 */
record Moments(double mean, double standardDeviation) {

    /** Values below 2^400 are summed and squared as they are; greater ones are brought there first, by a power of two. */
    private static final int LARGEST_EXPONENT = 400;

    static Moments of(double[] values) {
        if (values.length == 0) {
            return new Moments(Double.NaN, Double.NaN);
        }
        double min = values[0];
        double max = values[0];
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        int excess = Math.max(0, Math.getExponent(Math.max(-min, max)) - LARGEST_EXPONENT);
        double mean = mean(values, excess);
        mean = Math.max(Math.scalb(min, -excess), Math.min(Math.scalb(max, -excess), mean));
        double squares = 0;
        for (double value : values) {
            double distance = Math.scalb(value, -excess) - mean;
            squares += distance * distance;
        }
        double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new Moments(
                Math.max(min, Math.min(max, Math.scalb(mean, excess))),
                Math.min(Double.MAX_VALUE, Math.scalb(deviation, excess)));
    }

    private static double mean(double[] values, int excess) {
        double sum = 0;
        for (double value : values) {
            sum += Math.scalb(value, -excess);
        }
        return sum / values.length;
    }
}
