package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.read.CsvRows;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.PredictionSink;
import io.github.churnml.jdbc.WrittenPredictions;
import io.github.churnml.registry.variant.VariantScorer;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn predict}: a table with its columns as they are, and what the model says of each row behind them. */
@Command(
        name = "predict",
        description =
                "Scores every row of a table: its columns as they are, then probability, predicted and risk_tier.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A row is never dropped, and a file of any size needs no more memory than a small one. The tiers are low below",
            "0.3, medium below 0.6 and high from there on, whatever the model's threshold, from which predicted follows. A",
            "name that the table has already gets the suffix _churnml. A model that was trained with --interval adds",
            "probability_low and probability_high. With the variants.json of a training of variants each row is scored by the",
            "model of its own segment; variant names it, and variant_chosen_by says segment, missing_value or unknown_value.",
            "",
            "Examples:",
            "  churn predict --model artifacts/model.churn --data new.csv --out scored.csv",
            "  churn predict --model artifacts/model.churn --data new.csv --out - | head",
            "  churn predict --model artifacts/model.churn --table customers --to-jdbc jdbc:h2:./crm --id customer_id",
            "  churn predict --model artifacts/variants.json --data new.csv --out scored.csv"
        })
final class PredictCommand extends Subcommand {

    @Mixin
    final ModelAndTable given = new ModelAndTable();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The CSV file to write, or - for standard output; --to-jdbc writes to a database.")
    @Nullable
    ResultFile out;

    @Mixin
    final SinkFlags to = new SinkFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final CsvFlags csv = new CsvFlags();

    PredictCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        to.requireWhole(out);
        PredictionSink sink = to.isAsked() ? to.sink(reading.database, surroundings) : null;
        given.locate(reading, surroundings);
        noticed(reading);
        if (out != null) {
            predict(out);
        }
        if (sink != null) {
            predict(sink);
        }
    }

    private void predict(PredictionSink sink) {
        ChurnModel loaded = given.load();
        ScoreSummary summary = new ScoreSummary();
        WrittenPredictions written;
        try (ProgressLine progress = progress()) {
            ReadOptions options =
                    reading.options().withProgress((stage, done, total) -> progress.at("scoring", done, total));
            written = to.write(sink, loaded, given, options, surroundings, summary);
        }
        if (!common.quiet && !common.json && out == null) {
            surroundings.err().print(summary.unknownLevels());
        }
        if (out != null && out.isStandardOutput()) {
            surroundings.err().print(common.quiet ? "" : text(sink, written));
        } else if (common.json || !common.quiet) {
            answer(
                    () -> json(summary, loaded, sink, written),
                    () -> (out == null ? summary.text("-", loaded) : "") + text(sink, written));
        }
    }

    private Map<String, Object> json(
            ScoreSummary summary, ChurnModel loaded, PredictionSink sink, WrittenPredictions written) {
        Map<String, Object> document = summary.json(out == null ? sink.name() : out.toString(), loaded.outcome());
        document.put("table", sink.name());
        document.put("run", written.run());
        document.put("written", written.written());
        document.put("added", written.added());
        document.put("replaced", written.replaced());
        document.put("left", written.left());
        return document;
    }

    private static String text(PredictionSink sink, WrittenPredictions written) {
        return "Written: " + Wording.count(written.written(), "customer", "customers") + " to " + sink.name() + ", run "
                + written.run() + " (" + Wording.count(written.added()) + " new, " + Wording.count(written.replaced())
                + " replaced" + (written.left() == 0 ? "" : "; " + Wording.count(written.left()) + " others stay")
                + ")\n";
    }

    private void predict(ResultFile out) {
        TableOutput output = new TableOutput(out, given);
        output.refuseContradictions(common.json);
        VariantSet set = VariantSet.isSet(given.model) ? VariantSet.load(given.model) : null;
        ChurnModel loaded = set == null ? given.load() : set.pooled();
        if (set != null && !output.isStandardOutput()) {
            Path folder = Files.isDirectory(given.model) ? given.model : given.model.resolveSibling("");
            set.models().keySet().forEach(name -> out.refuseOver(folder.resolve(set.file(name)), "model that is used"));
        }
        ScoreSummary summary = new ScoreSummary();
        try (ProgressLine progress = progress()) {
            ReadOptions options =
                    reading.options().withProgress((stage, done, total) -> progress.at("scoring", done, total));
            try (TableRows rows = TableRows.open(given.data, options)) {
                // A column that is not there is said before the table is gone through.
                TableScorer scorer =
                        set == null ? scorer(loaded.scorer(), rows.header()) : scorer(set.scorer(), rows.header());
                WrittenForm form = WrittenForm.of(rows, csv);
                boolean interval = loaded.decisionRule().vennAbers().isPresent();
                output.write(
                        surroundings,
                        new ScoredTable(
                                rows,
                                scorer,
                                startsWithMark(rows),
                                summary,
                                form,
                                interval,
                                set != null,
                                loaded.outcome())::writeTo);
                noticed(rows);
            }
        }
        say(summary, loaded, output, out.toString());
    }

    private TableScorer scorer(Scorer scorer, List<String> header) {
        scorer.forColumns(header);
        return TableScorer.of(scorer.forTable(given.data, reading.options()).forColumns(header));
    }

    private TableScorer scorer(VariantScorer scorer, List<String> header) {
        scorer.forColumns(header);
        return TableScorer.of(scorer.forTable(given.data, reading.options()).forColumns(header));
    }

    private void say(ScoreSummary summary, ChurnModel loaded, TableOutput output, String out) {
        if (!common.json && !common.quiet) {
            surroundings.err().print(summary.unknownLevels());
        }
        if (output.isStandardOutput()) {
            if (!common.quiet) {
                surroundings.err().print(summary.text(out, loaded));
            }
        } else if (common.json ? !to.isAsked() : !common.quiet) {
            answer(() -> summary.json(out, loaded.outcome()), () -> summary.text(out, loaded));
        }
        surroundings.err().flush();
    }

    /** Whether the file begins with a byte order mark, so that a spreadsheet reads what comes out as it read what came in. */
    private static boolean startsWithMark(TableRows rows) {
        return rows instanceof CsvRows csv && csv.marked();
    }
}
