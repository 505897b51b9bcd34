package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.RowScorer;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.jdbc.ModelIdentity;
import io.github.churnml.jdbc.PredictionRow;
import io.github.churnml.jdbc.PredictionRun;
import io.github.churnml.jdbc.PredictionSink;
import io.github.churnml.jdbc.WrittenPredictions;
import io.github.churnml.jobs.rows.RowChunk;
import io.github.churnml.jobs.rows.RowPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Predictions that go into a database, as options. */
final class SinkFlags {

    private static final int RUN_BYTES = 16;

    @Option(
            names = "--to-jdbc",
            paramLabel = "URL",
            description = "A database that predictions are written to, beside --out or instead of it.")
    @Nullable
    String url;

    @Option(
            names = "--to-table",
            paramLabel = "NAME",
            defaultValue = PredictionSink.TABLE,
            description = "The table in it; made if it is not there. Default: ${DEFAULT-VALUE}.")
    String table = PredictionSink.TABLE;

    @Option(names = "--id", paramLabel = "COLUMN", description = "The column with the customer's id, for the database.")
    @Nullable
    String id;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description =
                    "The run's id in the database: the same run again replaces its rows. Default: follows from the"
                            + " model and the customers' rows, in whatever order.")
    @Nullable
    String run;

    @Option(
            names = "--reasons",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How many reasons a row in the database has at most; none is fastest. Default: ${DEFAULT-VALUE}.")
    int reasons = 3;

    boolean isAsked() {
        return url != null;
    }

    /** What is missing or too much is said before anything is read. */
    void requireWhole(@Nullable ResultFile out) {
        if (url == null && out == null) {
            throw new ConfigurationException(
                    "It is not said where predictions go.",
                    "Maybe add --out FILE, or --to-jdbc URL with --id COLUMN.",
                    Where.nowhere());
        }
        if (url == null && (id != null || run != null)) {
            throw new ConfigurationException(
                    "Option " + (id != null ? "--id" : "--run") + " is about a database, and none is named.",
                    "Maybe add --to-jdbc URL.",
                    Where.nowhere());
        }
        if (url != null && id == null) {
            throw new ConfigurationException(
                    "Predictions in a database need the customer's id, and no column is named.",
                    "Maybe add --id customer_id.",
                    Where.nowhere());
        }
        if (reasons < 0) {
            throw new ConfigurationException(
                    "Option --reasons " + Wording.value(reasons) + " is less than 0.", "", Where.nowhere());
        }
    }

    /** Where rows go. */
    PredictionSink sink(DatabaseFlags login, Surroundings surroundings) {
        return PredictionSink.to(login.database(String.valueOf(url), surroundings))
                .table(table);
    }

    /** Scores all rows into the database. */
    WrittenPredictions write(
            PredictionSink sink,
            ChurnModel model,
            ModelAndTable given,
            ReadOptions options,
            Surroundings surroundings,
            ScoreSummary summary) {
        ModelIdentity identity = ModelIdentity.of(model, given.model);
        int column;
        String name = run;
        try (TableRows rows = TableRows.open(given.data, options)) {
            model.scorer().forColumns(rows.header());
            column = ChosenRow.column(rows.header(), String.valueOf(id), given.data);
            if (name == null) {
                name = runOf(identity, rows);
            }
        }
        try (TableRows rows = TableRows.open(given.data, options);
                PredictionRun writing = sink.begin(name, identity, CreationTime.of(surroundings.environment()))) {
            RowScorer scorer = model.scorer().forTable(given.data, options).forColumns(rows.header());
            new RowPipeline<Scored>(chunk -> score(chunk, scorer, model, column), scored -> {
                        summary.add(scored.summary());
                        long row = scored.first();
                        for (PredictionRow one : scored.rows()) {
                            writing.add(one, row++);
                        }
                    })
                    .run(rows);
            return writing.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows that follow each other, as the database has them. */
    private record Scored(List<PredictionRow> rows, long first, ScoreSummary summary) {}

    private Scored score(RowChunk chunk, RowScorer scorer, ChurnModel model, int column) {
        ScoreSummary summary = new ScoreSummary();
        List<PredictionRow> rows = new ArrayList<>();
        long row = chunk.first();
        for (String[] texts : chunk.rows()) {
            var prediction = scorer.score(Arrays.asList(texts), row);
            summary.add(prediction);
            rows.add(PredictionRow.of(texts[column], row, prediction, model.outcome(), reasons));
            row++;
        }
        return new Scored(rows, chunk.first(), summary);
    }

    /** The same for the same model and rows: a database gives rows in an order of its own, so digests of rows are added up. */
    private static String runOf(ModelIdentity model, TableRows rows) {
        long high = 0;
        long low = 0;
        while (rows.hasNext()) {
            ByteBuffer digest = ByteBuffer.wrap(digest(String.join("\u0000", rows.next())));
            high += digest.getLong();
            low += digest.getLong();
        }
        String all =
                model.sha256() + "\u0000" + String.join("\u0000", rows.header()) + "\u0000" + high + "\u0000" + low;
        return HexFormat.of().formatHex(digest(all), 0, RUN_BYTES);
    }

    private static byte[] digest(String text) {
        return Sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
