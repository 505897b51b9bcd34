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
        return of(values, values.length);
    }

    /** Of the first values of an array. */
    static Moments of(double[] values, int count) {
        if (count == 0) {
            return new Moments(Double.NaN, Double.NaN);
        }
        double min = values[0];
        double max = values[0];
        for (int i = 1; i < count; i++) {
            min = values[i] < min ? values[i] : min;
            max = values[i] > max ? values[i] : max;
        }
        return of(values, count, min, max);
    }

    /** Of the first values of an array, at least one, whose range is known. */
    static Moments of(double[] values, int count, double min, double max) {
        int excess = Math.max(0, Math.getExponent(Math.max(-min, max)) - LARGEST_EXPONENT);
        double mean = mean(values, count, excess);
        mean = Math.max(Math.scalb(min, -excess), Math.min(Math.scalb(max, -excess), mean));
        double squares = squares(values, count, excess, mean);
        double deviation = count == 1 ? 0 : Math.sqrt(squares / (count - 1));
        return new Moments(
                Math.max(min, Math.min(max, Math.scalb(mean, excess))),
                Math.min(Double.MAX_VALUE, Math.scalb(deviation, excess)));
    }

    /** Of the values of two sets together, from what is known of each. */
    static Moments merged(Moments a, long n, Moments b, long m) {
        if (n == 0 || m == 0) {
            return n == 0 ? b : a;
        }
        double share = (double) n / (n + m);
        double mean = a.mean * share + b.mean * (1 - share);
        double greatest = Math.max(
                Math.max(Math.abs(a.mean), Math.abs(b.mean)), Math.max(a.standardDeviation, b.standardDeviation));
        int excess = Math.max(0, Math.getExponent(greatest) - LARGEST_EXPONENT);
        double first = Math.scalb(a.standardDeviation, -excess);
        double second = Math.scalb(b.standardDeviation, -excess);
        double apart = Math.scalb(b.mean, -excess) - Math.scalb(a.mean, -excess);
        // T. F. Chan, G. H. Golub and R. J. LeVeque 1983, equation 2.1.
        double squares = first * first * (n - 1) + second * second * (m - 1) + apart * apart * share * m;
        double deviation = Math.sqrt(squares / (n + m - 1));
        return new Moments(
                Math.max(Math.min(a.mean, b.mean), Math.min(Math.max(a.mean, b.mean), mean)),
                Math.min(Double.MAX_VALUE, Math.scalb(deviation, excess)));
    }

    private static double mean(double[] values, int count, int excess) {
        double sum = 0;
        if (excess == 0) {
            for (int i = 0; i < count; i++) {
                sum += values[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                sum += Math.scalb(values[i], -excess);
            }
        }
        return sum / count;
    }

    private static double squares(double[] values, int count, int excess, double mean) {
        double squares = 0;
        if (excess == 0) {
            for (int i = 0; i < count; i++) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
        } else {
            for (int i = 0; i < count; i++) {
                double distance = Math.scalb(values[i], -excess) - mean;
                squares += distance * distance;
            }
        }
        return squares;
    }
}
