package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.Scorer;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.metrics.Metric;
import io.github.churnml.predictor.Sampling;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn explain}: why a model says what it says, of one customer or of all. */
@Command(
        name = "explain",
        description =
                "Says why: for one customer (--row, --id), for every row of a file (--out), or what counts over all of them.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Contributions are in log-odds and add up, with a base value, to the customer's: 0.69 doubles the odds",
            "of leaving, -0.69 halves them. They tell what the model has learnt to go with leaving, which need not",
            "be its cause.",
            "",
            "Examples:",
            "  churn explain --model artifacts/model.churn --data new.csv --row 17",
            "  churn explain --model artifacts/model.churn --data new.csv --id customer_id=C-0000017 --top 3",
            "  churn explain --model artifacts/model.churn --data new.csv",
            "  churn explain --model artifacts/model.churn --data new.csv --out reasons.csv --id customer_id",
            "  churn explain --model artifacts/model.churn --data later.csv --importance"
        })
final class ExplainCommand extends Subcommand {

    private static final int REASONS = 5;
    private static final int REPEATS = 20;

    @Mixin
    final ModelAndTable given = new ModelAndTable();

    @Option(names = "--row", paramLabel = "N", description = "Explain the customer in this row; the first is 1.")
    @Nullable
    Long row;

    @Option(
            names = "--id",
            paramLabel = "COLUMN=VALUE",
            description =
                    "Explain the customer whose column holds the value. With --out: the column to copy, without a value.")
    @Nullable
    String id;

    @Option(names = "--top", paramLabel = "K", description = "How many reasons to give. Default: " + REASONS + ".")
    @Nullable
    Integer top;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The CSV file to write with every row's reasons, or - for standard output.")
    @Nullable
    ResultFile out;

    @Option(
            names = "--permutations",
            paramLabel = "N",
            description = "How many orders of the features a network is sampled by. Default: 128.")
    @Nullable
    Integer permutations;

    @Option(
            names = "--importance",
            description = "How much worse the model does when a column is shuffled; the table must say who left.")
    boolean importance;

    @Option(names = "--metric", paramLabel = "NAME", description = "Measured by --importance. Default: roc_auc.")
    @Nullable
    String metric;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "How often --importance shuffles each column. Default: " + REPEATS + ".")
    @Nullable
    Integer repeats;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left, for --importance, if it is not named as in training.")
    @Nullable
    String target;

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final CsvFlags csv = new CsvFlags();

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        given.locate(reading, surroundings);
        noticed(reading);
        refuseContradictions();
        Sampling sampling = permutations == null
                ? Sampling.standard()
                : new Sampling(permutations, Sampling.standard().seed());
        int most = top == null ? REASONS : top;
        if (importance) {
            importance(given.load());
        } else if (row != null || id != null && out == null) {
            one(given.load(), most, sampling);
        } else {
            all(given.load(), most, sampling);
        }
    }

    private void one(ChurnModel loaded, int most, Sampling sampling) {
        ChosenRow chosen;
        Prediction prediction;
        try (ProgressLine progress = progress();
                TableRows rows = TableRows.open(given.data, options(progress, "looking for the customer"))) {
            var scorer = scorer(loaded, rows);
            chosen = row == null
                    ? ChosenRow.withId(rows, String.valueOf(id), given.data)
                    : ChosenRow.at(rows, row, given.data);
            prediction = scorer.forColumns(rows.header()).score(Arrays.asList(chosen.values()), chosen.number());
            noticed(rows);
        }
        ReasonsReport report = new ReasonsReport(
                chosen.number(),
                loaded.decisionRule(),
                loaded.outcome(),
                prediction,
                prediction.explanation(sampling),
                most);
        answer(report::json, () -> report.text(surroundings.bars()));
    }

    private void all(ChurnModel loaded, int most, Sampling sampling) {
        TableOutput output = out == null ? null : new TableOutput(out, given);
        if (output != null) {
            output.refuseContradictions(common.json);
        }
        ContributionSummary summary;
        try (ProgressLine progress = progress();
                TableRows rows = TableRows.open(given.data, options(progress, "explaining"))) {
            int copied = id == null ? -1 : ChosenRow.column(rows.header(), id, given.data);
            ExplainedTable table =
                    new ExplainedTable(rows, scorer(loaded, rows), loaded.outcome(), sampling, most, copied, csv);
            if (output == null) {
                summary = table.summarise();
            } else {
                output.write(surroundings, table::writeTo);
                summary = table.summary();
            }
            noticed(rows);
        }
        String name = out == null ? null : out.toString();
        if (output == null || !output.isStandardOutput()) {
            if (common.json || !common.quiet || output == null) {
                answer(() -> summary.json(name), () -> summary.text(name, surroundings.bars()));
            }
        } else if (!common.quiet) {
            surroundings.err().print(summary.text(name, Bars.Style.PLAIN));
        }
        surroundings.err().flush();
    }

    /** A column that is not there is said before the table is gone through. */
    private Scorer scorer(ChurnModel loaded, TableRows rows) {
        loaded.scorer().forColumns(rows.header());
        return loaded.scorer().forTable(given.data, reading.options());
    }

    private void importance(ChurnModel loaded) {
        Metric measured = metric == null ? Metric.ROC_AUC : metric(metric);
        PermutationImportance found;
        try (ProgressLine progress = progress()) {
            JudgedTable judged = new JudgedTable(loaded, target, labels);
            Dataset table = judged.read(given.data, reading.options().withProgress(progress));
            found = loaded.permutationImportance(
                    table, judged.outcomes(table), measured, repeats == null ? REPEATS : repeats);
        }
        answer(() -> ImportanceReport.json(found), () -> ImportanceReport.text(found, surroundings.bars()));
    }

    private ReadOptions options(ProgressLine progress, String stage) {
        return reading.options().withProgress((reader, done, total) -> progress.at(stage, done, total));
    }

    private void refuseContradictions() {
        if (row != null) {
            refuse(id != null, "--row and --id each name a customer", "Maybe give one of the two.");
            refuse(out != null, "--row asks for one customer, --out for all", "Maybe leave one of the two away.");
        }
        boolean one = row != null || id != null;
        refuse(
                importance && (one || out != null || top != null || permutations != null),
                "--importance is about all customers together, and gives no reasons",
                "Maybe leave --row, --id, --out, --top and --permutations away, or --importance.");
        refuse(
                !importance
                        && (metric != null
                                || repeats != null
                                || target != null
                                || labels.positive != null
                                || !labels.negative.isEmpty()),
                "--metric, --repeats, --target, --positive and --negative belong to --importance",
                "Maybe add --importance.");
        refuse(
                top != null && !one && out == null,
                "--top says how many reasons to give, and none are asked for",
                "Maybe add --row, --id or --out.");
        if (top != null && top < 1) {
            throw new ConfigurationException(
                    "The number of reasons is " + Wording.value(top) + " where 1 or more is needed.",
                    "Maybe ask for " + REASONS + " with --top.",
                    Where.nowhere());
        }
    }

    private static void refuse(boolean contradicts, String problem, String maybe) {
        if (contradicts) {
            throw new ConfigurationException("Option " + problem + ".", maybe, Where.nowhere());
        }
    }

    private static Metric metric(String label) {
        List<String> labels = Metric.ofScores().stream().map(Metric::label).toList();
        int place = labels.indexOf(label);
        if (place < 0) {
            throw new ConfigurationException(
                    "There is no metric " + Wording.name(label) + ".",
                    Wording.maybeNearest(label, labels),
                    Where.nowhere());
        }
        return Metric.values()[place];
    }
}
