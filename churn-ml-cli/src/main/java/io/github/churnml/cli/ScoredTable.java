package io.github.churnml.cli;

import io.github.churnml.data.Outcome;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.rows.RowPipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/** A table on its way from a reader to a writer, scored in between by a {@link RowPipeline}. */
final class ScoredTable {

    private final TableRows rows;
    private final TableScorer scorer;
    private final boolean marked;
    private final ScoreSummary summary;
    private final Outcome outcome;
    private final WrittenForm form;
    private final boolean interval;
    private final boolean variants;

    /**
     * A table to score.
     *
     * @param rows the table, none of whose rows has been read
     * @param scorer scores its rows
     * @param marked whether to begin with a byte order mark
     * @param summary adds up what is found
     * @param form how it is written
     * @param interval whether the scorer tells intervals
     * @param variants whether it tells which of several models answered
     * @param outcome what the model predicts
     */
    ScoredTable(
            TableRows rows,
            TableScorer scorer,
            boolean marked,
            ScoreSummary summary,
            WrittenForm form,
            boolean interval,
            boolean variants,
            Outcome outcome) {
        this.rows = rows;
        this.scorer = scorer;
        this.marked = marked;
        this.summary = summary;
        this.outcome = outcome;
        this.form = form;
        this.interval = interval;
        this.variants = variants;
    }

    /** Reads, scores and writes everything; flushes, and leaves the stream open. */
    void writeTo(OutputStream out) {
        try {
            // One encoder over the whole file: what cannot be written is an error and not a question mark.
            Writer writer = new OutputStreamWriter(
                    out,
                    form.charset()
                            .newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            writer.write(marked ? "\uFEFF" : "");
            writer.write(ScoredChunk.header(rows, form, interval, variants, outcome));
            new RowPipeline<ScoredChunk>(chunk -> ScoredChunk.of(chunk, scorer, form, outcome), scored -> {
                        summary.add(scored.summary());
                        writer.write(scored.text());
                    })
                    .run(rows);
            writer.flush();
        } catch (CharacterCodingException e) {
            throw new OutputException(
                    "A label of the model cannot be written in the table's character set "
                            + Wording.name(form.charset().name()) + ".",
                    "Maybe convert the table to UTF-8 first.",
                    Where.nowhere(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
