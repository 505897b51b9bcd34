package io.github.churnml.cli;

import io.github.churnml.Prediction;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.jobs.rows.RowChunk;
import io.github.churnml.registry.variant.VariantPrediction;
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

    /** The header line: the table's names, then ours, each with a suffix as long as it is taken. */
    static String header(TableRows table, WrittenForm form, boolean interval, boolean variants, Outcome outcome) {
        List<String> added =
                new ArrayList<>(List.of(outcome.probabilityKey(), outcome.decisionKey(), outcome.tierKey()));
        if (interval) {
            added.add(outcome.probabilityKey() + "_low");
            added.add(outcome.probabilityKey() + "_high");
        }
        if (variants) {
            added.add("variant");
            added.add("variant_chosen_by");
        }
        List<String> names = new ArrayList<>(form.header());
        for (String name : added) {
            String free = name;
            while (taken(free, table.header())) {
                free += TAKEN;
            }
            names.add(free);
        }
        return form.lines(List.<String[]>of(names.toArray(new String[0])));
    }

    /** Scores rows and turns them into text; the rows themselves are given up. */
    static ScoredChunk of(RowChunk chunk, TableScorer scorer, WrittenForm form, Outcome outcome) {
        ScoreSummary summary = new ScoreSummary();
        List<String[]> rows = chunk.rows();
        List<String> longer = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            TableScorer.Answer answer = scorer.score(Arrays.asList(row), chunk.first() + i);
            Prediction prediction = answer.prediction();
            summary.add(answer);
            longer.clear();
            for (String value : row) {
                longer.add(NumberCells.bare(value));
            }
            longer.add(Numbers.text(prediction.probability()));
            longer.add(outcome.decision(prediction.positive(), prediction.label()));
            longer.add(prediction.tier().label());
            prediction.interval().ifPresent(interval -> {
                longer.add(Numbers.text(interval.low()));
                longer.add(Numbers.text(interval.high()));
            });
            VariantPrediction variant = answer.variant();
            if (variant != null) {
                longer.add(variant.model());
                longer.add(variant.chosen().label());
            }
            rows.set(i, longer.toArray(new String[0]));
        }
        String text = form.lines(rows);
        rows.clear();
        return new ScoredChunk(text, summary);
    }

    private static boolean taken(String name, List<String> header) {
        return header.stream().anyMatch(other -> other.strip().equals(name));
    }
}
