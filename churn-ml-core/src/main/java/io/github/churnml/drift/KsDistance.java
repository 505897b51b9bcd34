package io.github.churnml.drift;

/**
 * The Kolmogorov-Smirnov distance of a column of numbers, and how it was come by.
 *
 * @param statistic from 0 to 1; {@code NaN} if a side has no values
 * @param pValue the probability of at least this distance if nothing differs; {@code NaN} if a side has no values
 * @param source what it was worked out from
 * @param error by how much the statistic may be wrong at most; {@code NaN} where only a lower bound is known
 */
public record KsDistance(double statistic, double pValue, Source source, double error) {

    /** What the distance is worked out from. */
    public enum Source {
        /** All values, up to 10,000 a side; the p-value is exact, unless it is below 1e-30. */
        VALUES,
        /** Sketches of both sides; the p-value is by the limit law. */
        SKETCHES,
        /** The bins of a reference profile: a lower bound, taken at their edges; the p-value is by the limit law. */
        BINS
    }

    /** Below this, counting would only confirm what the limit law says. */
    private static final double SURELY = 1e-30;

    static KsDistance of(QuantileSketch reference, QuantileSketch current) {
        WeightedValues x = reference.weighted();
        WeightedValues y = current.weighted();
        if (x.total() == 0 || y.total() == 0) {
            return new KsDistance(Double.NaN, Double.NaN, Source.VALUES, 0);
        }
        double statistic = WeightedValues.distance(x, y);
        double p = TwoSampleKs.limit(statistic, x.total(), y.total(), TwoSampleKs.Alternative.TWO_SIDED);
        if (Math.max(x.total(), y.total()) > TwoSampleKs.MOST_EXACT) {
            return new KsDistance(statistic, p, Source.SKETCHES, reference.rankError() + current.rankError());
        }
        if (p >= SURELY) {
            p = TwoSampleKs.ofSorted(
                            x.values(), y.values(), TwoSampleKs.Alternative.TWO_SIDED, TwoSampleKs.Method.EXACT)
                    .pValue();
        }
        return new KsDistance(statistic, p, Source.VALUES, 0);
    }

    /** By counts over the same bins of numbers. */
    static KsDistance of(long[] reference, long[] current) {
        double n = java.util.Arrays.stream(reference).sum();
        double m = java.util.Arrays.stream(current).sum();
        if (n == 0 || m == 0) {
            return new KsDistance(Double.NaN, Double.NaN, Source.BINS, Double.NaN);
        }
        double statistic = 0;
        long seenReference = 0;
        long seenCurrent = 0;
        for (int i = 0; i < reference.length; i++) {
            seenReference += reference[i];
            seenCurrent += current[i];
            statistic = Math.max(statistic, Math.abs(seenReference / n - seenCurrent / m));
        }
        double p = TwoSampleKs.limit(statistic, n, m, TwoSampleKs.Alternative.TWO_SIDED);
        return new KsDistance(statistic, p, Source.BINS, Double.NaN);
    }
}
