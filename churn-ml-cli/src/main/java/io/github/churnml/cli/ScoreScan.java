package io.github.churnml.cli;

import io.github.churnml.RowScorer;
import io.github.churnml.data.read.RowSink;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.drift.ScoreTally;
import io.github.churnml.error.DataException;
import io.github.churnml.report.watch.ScoreShare;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of a table, scores them, and keeps the tally of the scores alone. A row that the model cannot read is left out
 * and counted; its values are kept nowhere.
 */
final class ScoreScan implements RowSink<ScoreScan> {

    /** After as many rows without a single score no more are tried: every refusal costs more than a score. */
    private static final int HOPELESS = 1_000;

    private final RowScorer scorer;
    private final ScoreTally scores;
    private final DecisionRule rule;
    private final Map<RiskTier, Long> tiers = new EnumMap<>(RiskTier.class);
    private long above;
    private final @Nullable String[] row;
    private long rows;
    private long leftOut;
    private long firstRow;
    private String firstColumn = "";

    /**
     * Scores nothing yet.
     *
     * @param scorer for rows of this shape
     * @param reference whose bins are counted
     * @param columns how many a row has
     * @param rule the model's threshold and tiers
     */
    ScoreScan(RowScorer scorer, NumberProfile reference, int columns, DecisionRule rule) {
        this.scorer = scorer;
        this.scores = new ScoreTally(reference);
        this.row = new String[columns];
        this.rule = rule;
    }

    @Override
    public void cell(int column, char[] s, int from, int to) {
        row[column] = new String(s, from, to - from);
    }

    @Override
    public void endRow() {
        rows++;
        if (leftOut >= HOPELESS && leftOut == rows - 1) {
            leftOut++;
            return;
        }
        try {
            double probability = scorer.probability(Arrays.asList(row), rows);
            scores.add(probability);
            above += rule.leaves(probability) ? 1 : 0;
            tiers.merge(rule.tier(probability), 1L, Long::sum);
        } catch (DataException unreadable) {
            if (leftOut++ == 0) {
                firstRow = rows;
                firstColumn = unreadable.column().orElse("");
            }
        }
    }

    @Override
    public void merge(ScoreScan later) {
        if (leftOut == 0 && later.leftOut > 0) {
            firstRow = rows + later.firstRow;
            firstColumn = later.firstColumn;
        }
        rows += later.rows;
        leftOut += later.leftOut;
        scores.merge(later.scores);
        above += later.above;
        later.tiers.forEach((tier, count) -> tiers.merge(tier, count, Long::sum));
    }

    /** {@return the scores of the rows that the model could read} */
    ScoreTally scores() {
        return scores;
    }

    /** {@return what the model said of those rows, of which there is at least one} */
    ScoreShare share() {
        return new ScoreShare(scores.rows(), scores.mean(), rule.threshold(), above, tiers);
    }

    /** {@return how many rows are not among the scores} */
    long leftOut() {
        return leftOut;
    }

    /** {@return the 1-based row that was left out first, 0 if none was} */
    long firstRow() {
        return firstRow;
    }

    /** {@return the column because of which it was} */
    String firstColumn() {
        return firstColumn;
    }
}
