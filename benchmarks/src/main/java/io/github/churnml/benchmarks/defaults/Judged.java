package io.github.churnml.benchmarks.defaults;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How one fit did.
 *
 * @param logLoss the mean log loss, in nats
 * @param rocAuc the area under the ROC curve
 * @param rounds how many trees were kept
 * @param seconds of processor time for fitting, both times
 */
record Judged(double logLoss, double rocAuc, int rounds, double seconds) {

    /**
     * Judges scores; a row whose outcome is open counts as a leaver by its chance and as a stayer by the rest.
     *
     * @param logOdds the scores
     * @param chances how probable it is that each row leaves; 0 or 1 where the outcome is known
     */
    static Judged of(double[] logOdds, double[] chances, int rounds, double seconds) {
        double loss = 0;
        for (int i = 0; i < logOdds.length; i++) {
            loss += chances[i] * softplus(-logOdds[i]) + (1 - chances[i]) * softplus(logOdds[i]);
        }
        return new Judged(loss / logOdds.length, rocAuc(logOdds, chances), rounds, seconds);
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double rocAuc(double[] scores, double[] chances) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double leavers = Arrays.stream(chances).sum();
        double stayers = chances.length - leavers;
        double won = 0;
        double below = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            double tiedLeavers = 0;
            double tiedStayers = 0;
            for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
                tiedLeavers += chances[order[to]];
                tiedStayers += 1 - chances[order[to]];
            }
            won += tiedLeavers * (below + tiedStayers / 2);
            below += tiedStayers;
            from = to;
        }
        return won / (leavers * stayers);
    }
}
