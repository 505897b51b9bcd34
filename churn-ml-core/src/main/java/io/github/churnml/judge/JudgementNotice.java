package io.github.churnml.judge;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation cannot tell, or tells too well to be believed.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class JudgementNotice {

    /**
     * With fewer customers of a class in the hold-out, one of them moves recall or precision by more than a fifth, and
     * resampling cannot tell how sure a figure is.
     */
    static final int FEWEST_PER_CLASS = 5;

    /** As the profile: real predictors seldom pass 0.9. */
    private static final double DECIDING_AREA = 0.98;

    private static final double NEARLY_PERFECT = 0.9995;
    private static final double NEARLY_ALL = 0.9;

    private JudgementNotice() {}

    /**
     * What a hold-out cannot tell, or tells too well.
     *
     * @param evaluation how well the model did there
     * @param importances the share of each column
     * @param outcome what the positive class is
     * @return a notice, or nothing where the evaluation can be taken as it is
     */
    public static Optional<Notice> of(Evaluation evaluation, Map<String, Double> importances, Outcome outcome) {
        long left = evaluation.positives();
        long stayed = evaluation.rows() - left;
        if (Math.min(left, stayed) < FEWEST_PER_CLASS) {
            return Optional.of(new Notice(
                    "too-few-to-judge",
                    "",
                    "Nothing can be judged by so few: the hold-out has "
                            + Wording.count(left, "customer", "customers") + " who " + outcome.did() + " and "
                            + Wording.count(stayed)
                            + " who " + outcome.didNot() + ", and at least " + FEWEST_PER_CLASS
                            + " of each are needed. Maybe train on a"
                            + " larger table, or hold a larger share out."));
        }
        double area = evaluation.rocAuc().value();
        Optional<Map.Entry<String, Double>> first =
                importances.entrySet().stream().max(Map.Entry.comparingByValue());
        boolean alone = first.isPresent() && first.get().getValue() >= NEARLY_ALL;
        if (!(area >= NEARLY_PERFECT) && !(alone && area >= DECIDING_AREA)) {
            return Optional.empty();
        }
        String column = alone ? first.get().getKey() : "";
        return Optional.of(new Notice(
                "too-good",
                column,
                "The hold-out is ranked all but perfectly, which real tables do not allow"
                        + (alone
                                ? ", and column " + Wording.name(column)
                                        + " alone counts for nearly all of it. Maybe it is"
                                : ". Maybe a column is")
                        + " known only once "
                        + (outcome.isChurn() ? "a customer has left" : "it is decided who will " + outcome.does())
                        + ": exclude it then."));
    }

    /** A metric of so few rows stands without an interval. */
    static Estimate withoutInterval(Estimate estimate) {
        return new Estimate(estimate.value(), Double.NaN, Double.NaN, estimate.level());
    }
}
