package io.github.churnml.cli;

import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.decide.ProbabilityInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of a table with what the model says of them, as text.
 *
 * @param text the lines
 * @param summary what is found in them
 */
record ScoredChunk(String text, ScoreSummary summary) {

    static final String TAKEN = "_churnml";
    private static final int ADDED = 5;

    /** Without the two of an interval. */
    private static final int ADDED_ALWAYS = 3;

    /** The header line: the table's names, then ours, each with a suffix as long as it is taken. */
    static String header(TableRows table, WrittenForm form, boolean interval, Outcome outcome) {
        List<String> added = List.of(
                outcome.probabilityKey(),
                outcome.decisionKey(),
                outcome.tierKey(),
                outcome.probabilityKey() + "_low",
                outcome.probabilityKey() + "_high");
        List<String> names = new ArrayList<>(form.header());
        for (String name : added.subList(0, interval ? ADDED : ADDED_ALWAYS)) {
            String free = name;
            while (taken(free, table.header())) {
                free += TAKEN;
            }
            names.add(free);
        }
        return form.lines(List.<String[]>of(names.toArray(new String[0])));
    }

    /** Scores rows and turns them into text; the rows themselves are given up. */
    static ScoredChunk of(RowChunk chunk, RowScorer scorer, WrittenForm form, Outcome outcome) {
        ScoreSummary summary = new ScoreSummary();
        List<String[]> rows = chunk.rows();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            Prediction prediction = scorer.score(Arrays.asList(row), chunk.first() + i);
            summary.add(prediction);
            ProbabilityInterval interval = prediction.interval().orElse(null);
            String[] longer = Arrays.copyOf(row, row.length + (interval == null ? ADDED_ALWAYS : ADDED));
            for (int column = 0; column < row.length; column++) {
                longer[column] = NumberCells.bare(row[column]);
            }
            longer[row.length] = Numbers.text(prediction.probability());
            longer[row.length + 1] = outcome.decision(prediction.positive(), prediction.label());
            longer[row.length + 2] = prediction.tier().label();
            if (interval != null) {
                longer[row.length + 3] = Numbers.text(interval.low());
                longer[row.length + 4] = Numbers.text(interval.high());
            }
            rows.set(i, longer);
        }
        String text = form.lines(rows);
        rows.clear();
        return new ScoredChunk(text, summary);
    }

    private static boolean taken(String name, List<String> header) {
        return header.stream().anyMatch(other -> other.strip().equals(name));
    }
}
