package io.github.churnml.cli;

import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.registry.variant.VariantPrediction;
import io.github.churnml.registry.variant.VariantScorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores the rows of one table, by one model or by that of a set which answers for the row. Safe for any thread. */
interface TableScorer {

    /**
     * What is said of a row.
     *
     * @param prediction what the model says
     * @param variant whose it is, where there are several models
     */
    record Answer(Prediction prediction, @Nullable VariantPrediction variant) {}

    Answer score(List<String> row, long number);

    static TableScorer of(RowScorer scorer) {
        return (row, number) -> new Answer(scorer.score(row, number), null);
    }

    static TableScorer of(VariantScorer.Rows scorer) {
        return (row, number) -> {
            VariantPrediction said = scorer.score(row, number);
            return new Answer(said.prediction(), said);
        };
    }
}
