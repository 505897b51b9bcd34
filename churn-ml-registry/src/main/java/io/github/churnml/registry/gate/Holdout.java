package io.github.churnml.registry.gate;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Field;
import io.github.churnml.data.Progress;
import io.github.churnml.data.Schema;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.prepare.Input;
import io.github.churnml.registry.ModelVersion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a table must be like to judge a version by it. */
final class Holdout {

    private Holdout() {}

    /**
     * Requires the columns that a version needs.
     *
     * @param table the file; null if the table came from none
     * @param maybe what to do other than to add the column
     */
    static void requireColumns(String version, ChurnModel model, Schema schema, @Nullable Path table, String maybe) {
        for (Input input : model.inputs()) {
            if (schema.find(input.name()).isEmpty()) {
                throw new DataException(
                        version + " needs column " + Wording.name(input.name()) + ", which the hold-out"
                                + (table == null ? "" : " " + Wording.path(table)) + " does not have.",
                        Wording.nearest(input.name(), schema.names())
                                .map(near -> "Maybe its column " + Wording.name(near) + " was meant" + maybe + ".")
                                .orElse("Maybe the table was made for another version" + maybe + "."),
                        new Where(input.name(), 0, table));
            }
        }
    }

    /** The columns of a file, whose types are not known yet. */
    static Schema header(Path table, ReadOptions options) {
        try (TableRows rows = TableRows.open(table, options.withProgress(Progress.none()))) {
            return new Schema(rows.header().stream()
                    .map(name -> new Field(name, ColumnType.TEXT))
                    .toList());
        }
    }

    /** How to read a table so that another model than the one that reads it sees its own levels, too. */
    static ReadOptions typed(ReadOptions options, ChurnModel model) {
        ReadOptions typed = options;
        for (Input input : model.inputs()) {
            if (input.type() == ColumnType.DATE || input.type() == ColumnType.NUMERIC && !input.readsPlain()) {
                typed = typed.withType(input.name(), ColumnType.TEXT);
            } else if (input.type() != ColumnType.NUMERIC) {
                typed = typed.withType(input.name(), ColumnType.CATEGORICAL);
            }
            typed = input.readsLiteral() ? typed.withLiteral(input.name()) : typed;
        }
        return typed;
    }

    /** The fingerprint of a file that is read as for training a model; empty if its pipeline is not known. */
    static Optional<String> fingerprint(Path table, ReadOptions options, ChurnModel model) {
        Map<String, Object> settings = new LinkedHashMap<>(model.manifest().pipeline());
        settings.remove("learner"); // it reads no file, and need not be here
        try {
            ChurnPipeline pipeline = ChurnPipeline.ofSettings(settings);
            ReadOptions asTrained =
                    options.withMissing(options.missing().and(pipeline.clean().missing()));
            for (Map.Entry<String, ColumnType> type : pipeline.types().entrySet()) {
                asTrained = asTrained.withType(type.getKey(), type.getValue());
            }
            return Optional.of(
                    Tables.read(table, asTrained.withProgress(Progress.none())).fingerprint());
        } catch (ChurnException unknown) {
            return Optional.empty(); // an imported model
        }
    }

    /** Requires that a version was not trained on the very table, or a part of it. */
    static void requireUnseen(ModelVersion version, String fingerprint) {
        if (version.learntFrom(fingerprint)) {
            throw new DataException(
                    "The hold-out is the very table that version " + version.version() + " was trained on.",
                    "Maybe judge it by later customers: of those it has seen it knows the outcome.",
                    Where.nowhere());
        }
    }

    /** Requires so many rows with a known outcome that limits can be judged rather than guessed. */
    static void requireEnough(KnownOutcomes known, Gates gates, String column, String leftOut) {
        int rows = known.labels().length;
        int left = Arrays.stream(known.labels()).sum();
        if (rows < gates.minRows() || Math.min(left, rows - left) < gates.minPerClass()) {
            throw new DataException(
                    "The hold-out has " + Wording.count(rows, "row", "rows") + " with a known outcome, of which "
                            + left + " left and " + (rows - left) + " stayed, where at least " + gates.minRows()
                            + " rows and " + gates.minPerClass() + " of each are required to judge."
                            + (leftOut.isEmpty() ? "" : " Left out: " + leftOut + "."),
                    "Maybe collect more outcomes, or lower what is required (holdout: {minRows: …, minPerClass: …} in the"
                            + " gates).",
                    Where.column(column));
        }
    }

    /** Requires that two versions predict the same outcome. */
    static void requireSameOutcome(Contender candidate, String champion, ChurnModel serving) {
        String own = outcome(candidate.model());
        String other = outcome(serving);
        if (!own.equals(other)) {
            throw new ConfigurationException(
                    "Version " + candidate.version() + " predicts " + own + " and the champion " + champion
                            + " predicts " + other + ": they cannot be compared.",
                    "Maybe judge it without comparing, and say why (--skip-comparison --why).",
                    Where.nowhere());
        }
    }

    private static String outcome(ChurnModel model) {
        return Wording.name(model.target().column().strip()) + " = "
                + Wording.name(model.target().positive());
    }
}
