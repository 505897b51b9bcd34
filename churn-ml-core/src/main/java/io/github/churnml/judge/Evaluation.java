package io.github.churnml.judge;

import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.GainsTable;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.StratifiedBootstrap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well a model does on rows whose outcome is known. Of a model that was not judged, as an imported one, there is an
 * evaluation of no rows: {@link #isKnown} is false and every metric {@code NaN}.
 *
 * @param metrics every metric with its 95 % bootstrap interval, those of money only where customers' values are known; without
 *     an interval where there are fewer than 5 rows of a class
 * @param confusion decisions against outcomes at the threshold
 * @param deciles lift and gain by tenth of customers, most likely to leave first
 * @param threshold the probability from which a customer is predicted to leave
 * @param priorCorrection what correcting for balanced classes does, or null where nothing was balanced or it was not looked at
 * @param describes which rows and which model these figures speak of, in plain words
 */
public record Evaluation(
        Map<Metric, Estimate> metrics,
        ConfusionMatrix confusion,
        List<DecileRow> deciles,
        double threshold,
        @Nullable PriorCorrection priorCorrection,
        String describes) {

    /** Copies the collections. */
    public Evaluation {
        metrics = Collections.unmodifiableMap(metrics.isEmpty() ? new EnumMap<>(Metric.class) : new EnumMap<>(metrics));
        deciles = List.copyOf(deciles);
    }

    /**
     * Judges probabilities by the outcomes of their rows.
     *
     * @param labels the outcomes, 1 for customers who left and 0 for those who stayed; both must be there
     * @param probabilities what was said of each, in the same order
     * @param threshold the probability from which a customer is predicted to leave
     * @param seed decides the rows that the bootstrap intervals draw
     * @param describes which rows and which model these are, in plain words
     * @return how well they do
     */
    public static Evaluation of(int[] labels, double[] probabilities, double threshold, long seed, String describes) {
        Map<Metric, Estimate> metrics =
                new EnumMap<>(StratifiedBootstrap.standard(seed).intervals(labels, probabilities, threshold));
        return new Evaluation(
                trusted(metrics, IntStream.of(labels).sum(), labels.length),
                ConfusionMatrix.at(labels, probabilities, threshold),
                GainsTable.byDecile(labels, probabilities),
                threshold,
                null,
                describes);
    }

    /**
     * The same evaluation, telling what decisions earn: {@link Metric#PROFIT} and the other metrics that are money.
     *
     * @param labels the outcomes that were judged by
     * @param probabilities what was said of each, in the same order
     * @param values what each customer is worth, 0 or more, in the same order
     * @param campaign what contacting costs, and how often it works
     * @param seed decides the rows that the bootstrap intervals draw
     * @return the changed copy
     */
    public Evaluation withMoney(int[] labels, double[] probabilities, double[] values, Campaign campaign, long seed) {
        Map<Metric, Estimate> all = new EnumMap<>(metrics);
        all.putAll(
                StratifiedBootstrap.standard(seed).moneyIntervals(labels, probabilities, threshold, campaign, values));
        return new Evaluation(
                trusted(all, positives(), rows()), confusion, deciles, threshold, priorCorrection, describes);
    }

    private static Map<Metric, Estimate> trusted(Map<Metric, Estimate> metrics, long left, long rows) {
        if (Math.min(left, rows - left) < JudgementNotice.FEWEST_PER_CLASS) {
            metrics.replaceAll((metric, estimate) -> JudgementNotice.withoutInterval(estimate));
        }
        return metrics;
    }

    /**
     * What is said of a model that was never judged.
     *
     * @param threshold the probability from which it predicts a customer to leave
     * @return an evaluation of no rows
     */
    public static Evaluation unknown(double threshold) {
        return new Evaluation(
                Map.of(),
                new ConfusionMatrix(0, 0, 0, 0),
                List.of(),
                threshold,
                null,
                "no rows: the model was not judged");
    }

    /** {@return whether there were rows to judge by} */
    public boolean isKnown() {
        return rows() > 0;
    }

    /**
     * The same evaluation, telling what correcting for balanced classes does.
     *
     * @param correction what it does
     * @return the changed copy
     */
    public Evaluation with(PriorCorrection correction) {
        return new Evaluation(metrics, confusion, deciles, threshold, correction, describes);
    }

    /**
     * One metric.
     *
     * @param metric which
     * @return its value and interval, {@code NaN} where it is not known
     */
    public Estimate metric(Metric metric) {
        Estimate known = metrics.get(metric);
        return known != null ? known : new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95);
    }

    /** {@return the area under the ROC curve, from 0 to 1, with its interval} */
    public Estimate rocAuc() {
        return metric(Metric.ROC_AUC);
    }

    /** {@return the area under the precision-recall curve (average precision), from 0 to 1, with its interval} */
    public Estimate prAuc() {
        return metric(Metric.PR_AUC);
    }

    /** {@return how many rows were judged} */
    public long rows() {
        return confusion.truePositives()
                + confusion.falsePositives()
                + confusion.trueNegatives()
                + confusion.falseNegatives();
    }

    /** {@return how many of them are customers who left} */
    public long positives() {
        return confusion.truePositives() + confusion.falseNegatives();
    }
}
