package io.github.churnml.cli;

import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.Scorer;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.explain.Explanation;
import io.github.churnml.explain.Reason;
import io.github.churnml.jobs.rows.RowChunk;
import io.github.churnml.jobs.rows.RowPipeline;
import io.github.churnml.predictor.Sampling;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table with the reasons for each, by a {@link RowPipeline}; and what columns count over all of them. What is
 * written is UTF-8, with the table's own field separator.
 */
final class ExplainedTable {

    private static final List<String> OF_A_REASON = List.of("reason", "value", "contribution", "sentence");

    private final TableRows rows;
    private final RowScorer scorer;
    private final Outcome outcome;
    private final Sampling sampling;
    private final int most;
    private final int id;
    private final WrittenForm form;
    private final ContributionSummary summary = new ContributionSummary();

    /**
     * A table to explain.
     *
     * @param rows the table, none of whose rows has been read
     * @param scorer scores its rows
     * @param outcome what the model predicts
     * @param sampling how networks are sampled
     * @param most how many reasons to give per row
     * @param id the position of a column to copy, or -1 for none
     * @param csv how it is written
     */
    ExplainedTable(TableRows rows, Scorer scorer, Outcome outcome, Sampling sampling, int most, int id, CsvFlags csv) {
        this.rows = rows;
        this.scorer = scorer.forColumns(rows.header());
        this.outcome = outcome;
        this.sampling = sampling;
        this.most = Math.min(most, scorer.explainedColumns().size());
        this.id = id;
        this.form = WrittenForm.of(rows, csv);
    }

    /** Some rows, explained. */
    private record Chunk(String text, ContributionSummary summary) {}

    /** Reads and explains everything, and writes nothing. */
    ContributionSummary summarise() {
        try {
            new RowPipeline<Chunk>(chunk -> explain(chunk, false), done -> summary.add(done.summary())).run(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return summary;
    }

    /** Reads, explains and writes everything; flushes, and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(form.lines(List.<String[]>of(header())));
        new RowPipeline<Chunk>(chunk -> explain(chunk, true), done -> {
                    summary.add(done.summary());
                    writer.write(done.text());
                })
                .run(rows);
        writer.flush();
    }

    /** What columns count over the rows explained so far. */
    ContributionSummary summary() {
        return summary;
    }

    private String[] header() {
        List<String> header = new ArrayList<>(List.of("row"));
        if (id >= 0) {
            header.add(rows.header().get(id));
        }
        header.addAll(List.of(outcome.probabilityKey(), outcome.decisionKey(), outcome.tierKey()));
        for (int k = 1; k <= most; k++) {
            for (String part : OF_A_REASON) {
                header.add(part + "_" + k);
            }
        }
        return header.toArray(new String[0]);
    }

    private Chunk explain(RowChunk chunk, boolean written) {
        ContributionSummary sizes = new ContributionSummary();
        List<String[]> lines = new ArrayList<>();
        for (int i = 0; i < chunk.rows().size(); i++) {
            String[] row = chunk.rows().get(i);
            long number = chunk.first() + i;
            Prediction prediction = scorer.score(Arrays.asList(row), number);
            Explanation explanation = prediction.explanation(sampling);
            sizes.add(explanation);
            if (written) {
                lines.add(line(number, row, prediction, explanation));
            }
        }
        return new Chunk(form.lines(lines), sizes);
    }

    private String[] line(long number, String[] row, Prediction prediction, Explanation explanation) {
        List<String> line = new ArrayList<>();
        line.add(String.valueOf(number));
        if (id >= 0) {
            line.add(NumberCells.bare(row[id]));
        }
        line.add(Numbers.text(prediction.probability()));
        line.add(outcome.decision(prediction.positive(), prediction.label()));
        line.add(prediction.tier().label());
        for (Reason reason : explanation.reasons(most)) {
            line.add(reason.column());
            line.add(reason.value());
            line.add(Numbers.text(reason.contribution()));
            line.add(reason.sentence());
        }
        int width = (id >= 0 ? 5 : 4) + most * OF_A_REASON.size();
        while (line.size() < width) {
            line.add("");
        }
        return line.toArray(new String[0]);
    }
}
