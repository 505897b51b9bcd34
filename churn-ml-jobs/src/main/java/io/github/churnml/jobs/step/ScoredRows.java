package io.github.churnml.jobs.step;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.jdbc.PredictionRow;
import io.github.churnml.jobs.rows.RowChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of a table with what the model says of them, as text.
 *
 * @param text the lines
 * @param totals what they add up to
 */
record ScoredRows(String text, ScoredTotals totals) {

    private static final String TAKEN = "_churnml";

    /** The header line: the table's names, then ours, each with a suffix as long as it is taken. */
    static String header(List<String> table, ChurnModel model, int reasons) {
        var outcome = model.outcome();
        List<String> added =
                new ArrayList<>(List.of(outcome.probabilityKey(), outcome.decisionKey(), outcome.tierKey()));
        if (model.decisionRule().vennAbers().isPresent()) {
            added.add(outcome.probabilityKey() + "_low");
            added.add(outcome.probabilityKey() + "_high");
        }
        if (reasons > 0) {
            added.add("reasons");
        }
        List<String> names = new ArrayList<>(table);
        for (String name : added) {
            String free = name;
            while (taken(free, table)) {
                free += TAKEN;
            }
            names.add(free);
        }
        return CsvText.of(List.<String[]>of(names.toArray(new String[0])));
    }

    /** Scores rows and turns them into text. */
    static ScoredRows of(RowChunk chunk, RowScorer scorer, ChurnModel model, int reasons) {
        ScoredTotals totals = new ScoredTotals();
        List<String[]> lines = new ArrayList<>();
        long number = chunk.first();
        for (String[] row : chunk.rows()) {
            Prediction prediction = scorer.score(Arrays.asList(row), number);
            totals.add(prediction);
            // The customer's id is looked at where the row goes into a database.
            PredictionRow said = PredictionRow.of("-", number, prediction, model.outcome(), reasons);
            List<String> longer = new ArrayList<>();
            for (String value : row) {
                longer.add(NumberCells.bare(value));
            }
            longer.add(Numbers.text(said.probability()));
            longer.add(said.predicted());
            longer.add(said.tier());
            prediction.interval().ifPresent(interval -> {
                longer.add(Numbers.text(interval.low()));
                longer.add(Numbers.text(interval.high()));
            });
            if (reasons > 0) {
                longer.add(said.reasons());
            }
            lines.add(longer.toArray(new String[0]));
            number++;
        }
        return new ScoredRows(CsvText.of(lines), totals);
    }

    private static boolean taken(String name, List<String> header) {
        return header.stream().anyMatch(other -> other.strip().equals(name));
    }
}
