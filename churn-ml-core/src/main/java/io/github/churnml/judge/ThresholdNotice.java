package io.github.churnml.judge;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.metrics.ConfusionMatrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Notices that decisions find nearly nobody, or nearly everybody: fewer than a tenth as many customers are predicted to
 * leave, or to stay, as did. It names the threshold from which as many are predicted to leave as did.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ThresholdNotice {

    private static final double FEW = 0.1;

    private ThresholdNotice() {}

    /**
     * Tells whether there is something to notice, which the decisions alone tell.
     *
     * @param decisions decisions against outcomes
     * @return whether they find nearly nobody or nearly everybody
     */
    public static boolean isDue(ConfusionMatrix decisions) {
        return few(decisions.truePositives() + decisions.falsePositives(), positives(decisions))
                || few(
                        decisions.trueNegatives() + decisions.falseNegatives(),
                        decisions.trueNegatives() + decisions.falsePositives());
    }

    private static boolean few(long predicted, long were) {
        return predicted < FEW * were;
    }

    private static long positives(ConfusionMatrix decisions) {
        return decisions.truePositives() + decisions.falseNegatives();
    }

    /**
     * Says so where decisions find nearly nobody or nearly everybody.
     *
     * @param evaluation how well the model did
     * @param labels the outcomes that it was judged by, 1 for customers who left
     * @param probabilities what the model said of each, in the same order
     * @param outcome what it is called
     * @return a notice, or nothing where about as many are predicted as left
     */
    public static Optional<Notice> of(Evaluation evaluation, int[] labels, double[] probabilities, Outcome outcome) {
        ConfusionMatrix decisions = evaluation.confusion();
        if (!isDue(decisions)) {
            return Optional.empty();
        }
        long predicted = decisions.truePositives() + decisions.falsePositives();
        boolean nobody = few(predicted, positives(decisions));
        String found = String.format(
                Locale.ROOT,
                "From probability %s on, %,d of %,d judged customers are predicted to %s, while %,d did: such decisions"
                        + " find %s. ",
                evaluation.threshold(),
                predicted,
                labels.length,
                outcome.does(),
                positives(decisions),
                nobody ? "nearly nobody" : "nearly everybody");
        double better = meetingTheRate(probabilities, (int) positives(decisions));
        return Optional.of(new Notice(
                nobody ? "threshold-finds-nobody" : "threshold-finds-everybody",
                "",
                found
                        + (Double.isNaN(better)
                                ? "No other threshold meets the share of "
                                        + (outcome.isChurn() ? "leavers" : "those who did")
                                        + ": the probabilities do not differ enough."
                                : advice(better, ConfusionMatrix.at(labels, probabilities, better), outcome))));
    }

    private static String advice(double threshold, ConfusionMatrix then, Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "Maybe set threshold: %1$s (--set threshold=%1$s), by which %2$,d would be predicted to %4$s, of whom"
                        + " %3$,d did.",
                Numbers.text(threshold),
                then.truePositives() + then.falsePositives(),
                then.truePositives(),
                outcome.does());
    }

    /**
     * The threshold with the fewest decimals at which the number of customers at or above it is as near as can be to a
     * number that is wanted; NaN if that is none or all of them.
     */
    static double meetingTheRate(double[] probabilities, int wanted) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int best = -1;
        // The customers from i on are at or above a threshold between the one before and i.
        for (int i = 1; i < n; i++) {
            if (sorted[i - 1] < sorted[i] && (best < 0 || Math.abs(n - i - wanted) < Math.abs(n - best - wanted))) {
                best = i;
            }
        }
        return best < 0 ? Double.NaN : ThresholdRule.between(sorted[best - 1], sorted[best]);
    }
}
