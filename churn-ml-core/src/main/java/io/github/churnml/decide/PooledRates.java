package io.github.churnml.decide;

import io.github.churnml.predictor.LogOdds;
import org.jspecify.annotations.Nullable;

/**
 * Observed rates that rise with the log-odds, by pooling neighbours that violate it (M. Ayer et al., An empirical distribution
 * function for sampling with incomplete information, 1955). Each pool becomes a knot at the mean of its log-odds (A. P. Oron
 * and N. Flournoy, Centered isotonic regression, 2017), so that no two customers of a pool get the same probability.
 *
 * <p>Only the first pool can be without churners, and only the last without stayers. Such a rate would mean certainty: half
 * a customer of weight 1 is counted there, and never more than half of the way that the neighbour leaves.
 */
final class PooledRates {

    private int count;
    private final double[] positives;
    private final double[] weights;
    private final double[] centres;

    /** @param order the rows, by ascending log-odds */
    PooledRates(Integer[] order, double[] logOdds, int[] labels, double[] rowWeights) {
        positives = new double[order.length];
        weights = new double[order.length];
        centres = new double[order.length];
        for (int i = 0; i < order.length; ) {
            double at = logOdds[order[i]];
            double left = 0;
            double all = 0;
            for (; i < order.length && logOdds[order[i]] == at; i++) {
                left += rowWeights[order[i]] * labels[order[i]];
                all += rowWeights[order[i]];
            }
            positives[count] = left;
            weights[count] = all;
            centres[count] = at;
            count++;
            while (count > 1 && rate(count - 2) >= rate(count - 1)) {
                pool();
            }
        }
    }

    private void pool() {
        int into = --count - 1;
        double all = weights[into] + weights[count];
        centres[into] += (centres[count] - centres[into]) * (weights[count] / all);
        positives[into] += positives[count];
        weights[into] = all;
    }

    /** The rate of a pool, from 0; the first has the lowest log-odds. */
    double rate(int pool) {
        return positives[pool] / weights[pool];
    }

    int count() {
        return count;
    }

    /** The numbers of an isotonic calibrator, or null where the rate does not rise. */
    double @Nullable [] numbers() {
        if (count < 2) {
            return null;
        }
        double[] numbers = new double[2 * count];
        for (int k = 0; k < count; k++) {
            double rate = rate(k);
            if (rate == 0) {
                rate = Math.min(0.5 / (weights[k] + 1), rate(k + 1) / 2);
            } else if (rate == 1) {
                rate = 1 - Math.min(0.5 / (weights[k] + 1), (1 - rate(k - 1)) / 2);
            }
            numbers[k] = centres[k];
            numbers[count + k] = LogOdds.fromProbability(rate);
        }
        return numbers;
    }
}
