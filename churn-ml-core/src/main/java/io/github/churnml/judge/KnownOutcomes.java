package io.github.churnml.judge;

import io.github.churnml.data.Dataset;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The rows of a table whose outcome is known, with their labels: what predictions are judged by. Immutable; arrays are shared,
 * not copied.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class KnownOutcomes {

    private final Dataset data;
    private final int[] labels;
    private final String leftOut;

    private KnownOutcomes(Dataset data, int[] labels, String leftOut) {
        this.data = data;
        this.labels = labels;
        this.leftOut = leftOut;
    }

    /**
     * Selects the rows whose label says that a customer left or stayed.
     *
     * @param data a table with the target column
     * @param outcomes the column and the labels that say who left and who stayed
     * @return those rows, in the table's order
     * @throws DataException if the column is not there
     */
    public static KnownOutcomes of(Dataset data, Target outcomes) {
        int[] all = outcomes.labels(data);
        int[] rows = IntStream.range(0, all.length).filter(i -> all[i] >= 0).toArray();
        return rows.length == all.length
                ? new KnownOutcomes(data, all, "")
                : new KnownOutcomes(
                        data.select(rows),
                        IntStream.of(rows).map(row -> all[row]).toArray(),
                        outcomes.leftOut(data));
    }

    /**
     * Selects the rows whose label says that a customer left or stayed, of which there must be both.
     *
     * @param data a table with the target column
     * @param outcomes the column and the labels that say who left and who stayed
     * @return those rows, in the table's order
     * @throws DataException if the column is not there, or if nobody left or nobody stayed
     */
    public static KnownOutcomes ofBothClasses(Dataset data, Target outcomes) {
        KnownOutcomes known = of(data, outcomes);
        int rows = known.labels.length;
        int positives = IntStream.of(known.labels).sum();
        if (positives == 0 || positives == rows) {
            throw new DataException(
                    "Target " + Wording.name(outcomes.column()) + " has " + positives + " customers with "
                            + Wording.value(outcomes.positive()) + " among " + rows
                            + " rows with a known outcome; judging needs both classes."
                            + (known.leftOut.isEmpty() ? "" : " Left out: " + known.leftOut + "."),
                    "Maybe its labels are spelt differently here than in training (--positive and --negative name them), or"
                            + " the table holds one class only.",
                    Where.column(outcomes.column()));
        }
        return known;
    }

    /** {@return the rows} */
    public Dataset data() {
        return data;
    }

    /** {@return their outcomes, 1 for customers who left and 0 for those who stayed} */
    public int[] labels() {
        return labels;
    }

    /**
     * Judges what a model says of these rows.
     *
     * @param probabilities one per row
     * @param rule takes the decisions
     * @param seed decides the rows that the bootstrap intervals draw
     * @return how well the model does; it says how many rows there are, and what was left out
     */
    public Evaluation judge(double[] probabilities, DecisionRule rule, long seed) {
        return Evaluation.of(
                labels,
                probabilities,
                rule.threshold(),
                seed,
                String.format(Locale.ROOT, "%,d rows with a known outcome by this model", labels.length)
                        + (leftOut.isEmpty() ? "" : " (left out: " + leftOut + ")"));
    }
}
