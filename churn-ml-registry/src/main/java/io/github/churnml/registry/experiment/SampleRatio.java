package io.github.churnml.registry.experiment;

import io.github.churnml.metrics.BetaFunction;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether customers were divided as stated: if they were not, something takes customers of one arm away, and arms of different
 * customers say nothing of the models.
 *
 * @param share the challenger's share as stated
 * @param champions exposed customers of the champion
 * @param challengers exposed customers of the challenger
 * @param pValue how probable a division at least this far off is; exact below 1,000 customers, by the chi-squared distribution
 *     from there on
 * @param worstDay the day of first exposure that is furthest off; empty if there is none
 * @param worstDayPValue its probability, times the number of days
 * @param alarm whether one of the two is below 0.001
 */
public record SampleRatio(
        double share,
        long champions,
        long challengers,
        double pValue,
        String worstDay,
        double worstDayPValue,
        boolean alarm) {

    /** Below which probability it is no chance. */
    public static final double LIMIT = 0.001;

    private static final long EXACT_BELOW = 1_000;
    private static final double CERTAINLY_NEAR = 2;

    /** @param days of first exposure, with customers of the champion and of the challenger */
    static SampleRatio of(double share, SortedMap<String, long[]> days) {
        long champions = 0;
        long challengers = 0;
        String worst = "";
        double worstPValue = 1;
        for (Map.Entry<String, long[]> day : days.entrySet()) {
            long[] counts = day.getValue();
            champions += counts[0];
            challengers += counts[1];
            double pValue = Math.min(1, days.size() * pValue(share, counts[0], counts[1]));
            if (worst.isEmpty() || pValue < worstPValue) {
                worst = day.getKey();
                worstPValue = pValue;
            }
        }
        double pValue = pValue(share, champions, challengers);
        boolean alarm = pValue < LIMIT || worstPValue < LIMIT;
        return new SampleRatio(share, champions, challengers, pValue, worst, worstPValue, alarm);
    }

    static double pValue(double share, long champions, long challengers) {
        long all = champions + challengers;
        if (all == 0) {
            return 1;
        }
        if (all < EXACT_BELOW) {
            return exact(share, challengers, all);
        }
        double expected = all * share;
        return Normal.twoSided((challengers - expected) / StrictMath.sqrt(expected * (1 - share)));
    }

    /** Whether the probability is below the limit; quick where it is far from it. */
    static boolean isFar(double share, long champions, long challengers) {
        double expected = (champions + challengers) * share;
        double deviations = Math.abs(challengers - expected) / StrictMath.sqrt(Math.max(1, expected * (1 - share)));
        return deviations > CERTAINLY_NEAR && pValue(share, champions, challengers) < LIMIT;
    }

    /** The probability of all counts that are no more probable than this one. */
    private static double exact(double share, long count, long all) {
        double limit = probability(share, count, all) * (1 + 1e-7);
        double sum = 0;
        for (long k = 0; k <= all; k++) {
            double probability = probability(share, k, all);
            sum += probability <= limit ? probability : 0;
        }
        return Math.min(1, sum);
    }

    private static double probability(double share, long count, long all) {
        return StrictMath.exp(BetaFunction.logGamma(all + 1.0)
                - BetaFunction.logGamma(count + 1.0)
                - BetaFunction.logGamma(all - count + 1.0)
                + count * StrictMath.log(share)
                + (all - count) * StrictMath.log1p(-share));
    }
}
