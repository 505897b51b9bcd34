package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.RowScorer;
import io.github.churnml.data.CsvRows;
import io.github.churnml.data.OutputFile;
import io.github.churnml.data.ReadOptions;
import io.github.churnml.data.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            "0.3, medium below 0.6 and high from there on. A name that the table has already gets the suffix _churnml.",
            "",
            "Examples:",
            "  churn predict --model artifacts/model.churn --data new.csv --out scored.csv",
            "  churn predict --model artifacts/model.churn --data new.csv --out - | head"
        })
final class PredictCommand extends Subcommand {

    private static final String STANDARD_OUTPUT = "-";

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model.")
    @SuppressWarnings("NullAway.Init") // required
    Path model;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "The customers, as CSV, Excel or JSON.")
    @SuppressWarnings("NullAway.Init") // required
    Path data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The CSV file to write, or - for standard output.")
    @SuppressWarnings("NullAway.Init") // required
    String out;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    PredictCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        refuseContradictions();
        ChurnModel loaded = ChurnModel.load(model);
        ScoreSummary summary = new ScoreSummary();
        try (ProgressLine progress = progress()) {
            ReadOptions options =
                    reading.options().withProgress((stage, done, total) -> progress.at("scoring", done, total));
            try (TableRows rows = TableRows.open(data, options)) {
                RowScorer scorer = loaded.scorer().forColumns(rows.header());
                write(new ScoredTable(rows, scorer, startsWithMark(rows), summary));
            }
        }
        say(summary, loaded);
    }

    private void write(ScoredTable table) {
        if (out.equals(STANDARD_OUTPUT)) {
            table.writeTo(new StandardOutput(surroundings.out()));
        } else {
            OutputFile.write(Path.of(out), table::writeTo);
        }
    }

    private void say(ScoreSummary summary, ChurnModel loaded) {
        if (!common.json && !common.quiet) {
            surroundings.err().print(summary.unknownLevels());
        }
        if (out.equals(STANDARD_OUTPUT)) {
            if (!common.quiet) {
                surroundings.err().print(summary.text(out, loaded));
            }
        } else if (common.json || !common.quiet) {
            answer(() -> summary.json(out), () -> summary.text(out, loaded));
        }
        surroundings.err().flush();
    }

    private void refuseContradictions() {
        if (out.equals(STANDARD_OUTPUT)) {
            if (common.json) {
                throw new ConfigurationException(
                        "Options --json and --out - both ask for standard output.",
                        "Maybe write the table to a file.",
                        Where.nowhere());
            }
        } else if (sameFile()) {
            throw new ConfigurationException(
                    "The file " + Wording.value(out) + " would be written over the table that is read.",
                    "Maybe choose another name with --out.",
                    Where.in(data));
        }
    }

    private boolean sameFile() {
        try {
            Path target = Path.of(out);
            return Files.isRegularFile(target) && Files.exists(data) && Files.isSameFile(target, data);
        } catch (IOException e) {
            return false; // What is wrong with the file is said by those who open it.
        }
    }

    /** Whether the file begins with a byte order mark, so that a spreadsheet reads what comes out as it read what came in. */
    private boolean startsWithMark(TableRows rows) {
        if (!(rows instanceof CsvRows)) {
            return false;
        }
        byte[] mark = "\uFEFF".getBytes(WrittenForm.of(rows).charset());
        try (InputStream in = Files.newInputStream(data)) {
            return Arrays.equals(in.readNBytes(mark.length), mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
