package io.github.churnml.metrics;

import io.github.churnml.error.Wording;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The single numbers by which a model is judged.
 *
 * <p>Their {@linkplain #label() labels} are written to files and stay as they are. What each answers when a class is
 * missing stands in the table of the package.
 */
public enum Metric {
    /** {@link RocAuc}. */
    ROC_AUC("roc_auc", true, ranking(RocAuc::of)),
    /** {@link AveragePrecision}, as the area under the precision-recall curve. */
    PR_AUC("pr_auc", true, ranking(AveragePrecision::of)),
    /** {@link LogLoss}; needs probabilities. */
    LOG_LOSS("log_loss", false, (scores, threshold) -> LogLoss.over(scores)),
    /** {@link BrierScore}; needs probabilities. */
    BRIER("brier", false, (scores, threshold) -> BrierScore.over(scores)),
    /** {@link ExpectedCalibrationError}; needs probabilities. */
    ECE("ece", false, (scores, threshold) -> ExpectedCalibrationError.over(scores)),
    /** {@link KolmogorovSmirnov}. */
    KS("ks", true, ranking(KolmogorovSmirnov::of)),
    /** The Gini coefficient, see {@link RocAuc#gini}. */
    GINI("gini", true, ranking(RocAuc::gini)),
    /** {@link ConfusionMatrix#accuracy} at the threshold. */
    ACCURACY("accuracy", true, decision(ConfusionMatrix::accuracy)),
    /** {@link ConfusionMatrix#balancedAccuracy} at the threshold. */
    BALANCED_ACCURACY("balanced_accuracy", true, decision(ConfusionMatrix::balancedAccuracy)),
    /** {@link ConfusionMatrix#precision} at the threshold. */
    PRECISION("precision", true, decision(ConfusionMatrix::precision)),
    /** {@link ConfusionMatrix#recall} at the threshold. */
    RECALL("recall", true, decision(ConfusionMatrix::recall)),
    /** {@link ConfusionMatrix#f1} at the threshold. */
    F1("f1", true, decision(ConfusionMatrix::f1)),
    /** {@link ConfusionMatrix#mcc} at the threshold. */
    MCC("mcc", true, decision(ConfusionMatrix::mcc)),
    /** {@link ConfusionMatrix#cohenKappa} at the threshold. */
    COHEN_KAPPA("cohen_kappa", true, decision(ConfusionMatrix::cohenKappa)),
    /** What a {@link Campaign} to all at or above the threshold brings per customer, contacted or not; calling no one brings 0. */
    PROFIT("profit", true, ofMoney()),
    /** What contacting every customer brings per customer; it does not depend on scores. */
    PROFIT_EVERYONE("profit_everyone", true, ofMoney()),
    /** {@link #PROFIT} beyond the better of contacting everyone and no one: what deciding by scores is worth per customer. */
    PROFIT_GAIN("profit_gain", true, ofMoney()),
    /** What the best threshold would bring per customer at the mean acceptance, see {@link MaximumProfit}. */
    MAXIMUM_PROFIT("maximum_profit", true, ofMoney()),
    /** What the best thresholds would bring per customer on average over acceptances (EMPC), see {@link MaximumProfit}. */
    EMPC("empc", true, ofMoney());

    private final String label;
    private final boolean higherIsBetter;
    private final Preparation preparation;

    Metric(String label, boolean higherIsBetter, Preparation preparation) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
        this.preparation = preparation;
    }

    /** {@return the name in files and on the command line, in snake case; it never changes} */
    public String label() {
        return label;
    }

    /** {@return whether a better model has the higher number} */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /**
     * This number for given rows.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; probabilities if the metric needs them, else any number
     *     but NaN
     * @param threshold the lowest score that is predicted to churn; used only by the metrics of decisions
     * @return the number, NaN where it is undefined
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, a score is NaN or
     *     not a probability where one is needed, the threshold is used and NaN, or the metric {@linkplain #isMoney is money}
     */
    public double compute(int[] labels, double[] scores, double threshold) {
        ScoreCounts counts =
                needsProbabilities() ? ScoreCounts.ofProbabilities(labels, scores) : ScoreCounts.of(labels, scores);
        return over(counts.scores, threshold).applyAsDouble(counts);
    }

    /** {@return the metrics that labels and scores suffice for, which are all but those of money, in their order} */
    public static List<Metric> ofScores() {
        return List.of(values()).subList(0, PROFIT.ordinal());
    }

    /** {@return whether it is an amount of money, which needs a {@link Campaign} and what customers are worth} */
    public boolean isMoney() {
        return ordinal() >= PROFIT.ordinal();
    }

    /**
     * This number for given rows of customers whose worth is known; one that {@linkplain #isMoney is no money} is as without.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, as {@link #compute(int[], double[], double)} takes them
     * @param threshold the lowest score that is predicted to churn, and contacted
     * @param campaign what contacting costs, and how often it works
     * @param values what each customer is worth if staying, 0 or more, in the order of the labels
     * @return the number, of money per customer; NaN where it is undefined
     * @throws IllegalArgumentException as {@link #compute(int[], double[], double)} does, or if a value is not 0 or more
     */
    public double compute(int[] labels, double[] scores, double threshold, Campaign campaign, double[] values) {
        if (!isMoney()) {
            return compute(labels, scores, threshold);
        }
        CampaignRows rows = new CampaignRows(labels, scores, campaign, values);
        return rows.measure(this, rows.counts, threshold);
    }

    /**
     * Every number but those of money for given rows, sorting them once.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param probabilities the probability of churn for each label, 0 to 1
     * @param threshold the lowest probability that is predicted to churn
     * @return all metrics that are no money in their order, NaN where undefined; unmodifiable
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, a probability is
     *     NaN or outside 0 to 1, or the threshold is NaN
     */
    public static Map<Metric, Double> all(int[] labels, double[] probabilities, double threshold) {
        ScoreCounts counts = ScoreCounts.ofProbabilities(labels, probabilities);
        Map<Metric, Double> all = new EnumMap<>(Metric.class);
        for (Metric metric : ofScores()) {
            all.put(metric, metric.over(counts.scores, threshold).applyAsDouble(counts));
        }
        return Collections.unmodifiableMap(all);
    }

    /**
     * This metric made ready for any counts over given scores, for what draws outcomes again and again: what depends on the
     * scores alone is done once.
     *
     * @param scores the distinct scores, strictly descending; probabilities if the metric needs them; shared, not copied
     * @param threshold the lowest score that is predicted to churn; used only by the metrics of decisions
     * @return the metric of counts
     * @throws IllegalArgumentException if the scores do not descend strictly, the threshold is used and NaN, or the metric
     *     {@linkplain #isMoney is money}
     */
    public OfCounts ofCounts(double[] scores, double threshold) {
        for (int g = 1; g < scores.length; g++) {
            if (!(scores[g] < scores[g - 1])) {
                throw new IllegalArgumentException("The score at index " + g + " is " + Wording.value(scores[g])
                        + " after " + Wording.value(scores[g - 1])
                        + " where scores must descend.\nMaybe sort them and count equal ones together.");
            }
        }
        ToDoubleFunction<ScoreCounts> measure = over(scores, threshold);
        return (churners, stayers) -> measure.applyAsDouble(new ScoreCounts(scores, churners, stayers));
    }

    /** A metric of counts over given scores; see {@link #ofCounts}. Safe to share. */
    @FunctionalInterface
    public interface OfCounts {

        /**
         * The metric.
         *
         * @param churners how many churners there are at each score
         * @param stayers how many stayers there are at each score
         * @return the number, NaN where it is undefined
         */
        double compute(int[] churners, int[] stayers);
    }

    /** This metric made ready for any counts over the given scores, so that a bootstrap need not start afresh. */
    ToDoubleFunction<ScoreCounts> over(double[] scores, double threshold) {
        return preparation.over(scores, threshold);
    }

    private boolean needsProbabilities() {
        return this == LOG_LOSS || this == BRIER || this == ECE;
    }

    private static Preparation ranking(ToDoubleFunction<ScoreCounts> measure) {
        return (scores, threshold) -> measure;
    }

    private static Preparation ofMoney() {
        return (scores, threshold) -> {
            throw new IllegalArgumentException("A metric of money does not know what customers are worth.\n"
                    + "Maybe give a campaign and the customers' values with it.");
        };
    }

    private static Preparation decision(ToDoubleFunction<ConfusionMatrix> measure) {
        return (scores, threshold) -> ConfusionMatrix.over(scores, threshold, measure);
    }

    /** Does once, for given scores and threshold, what does not depend on the counts. */
    @FunctionalInterface
    private interface Preparation {
        ToDoubleFunction<ScoreCounts> over(double[] scores, double threshold);
    }
}
