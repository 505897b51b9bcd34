package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.ExpectedPerformance;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.ProbablePerformance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn estimate}: how well a model probably does on customers whose outcome is not known yet. */
@Command(
        name = "estimate",
        description = "Estimates how well a model does on customers of whom nobody knows yet whether they leave.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The estimate believes the model's probabilities: it sees a change of the mix of customers, not that",
            "customers of the same kind leave more often. Where the table knows some outcomes by now, it is held",
            "against them.",
            "",
            "Examples:",
            "  churn estimate --model artifacts/model.churn --data new.csv",
            "  churn estimate --model artifacts/model.churn --data new.csv --target left_by_june --json",
            "  churn estimate --model artifacts/model.churn --data new.csv --history metrics_history.jsonl"
        })
final class EstimateCommand extends Subcommand {

    /** A calibration error in the hold-out from which the estimate is to be taken with care. */
    private static final double CARE = 0.05;

    @Mixin
    final ModelAndTable given = new ModelAndTable();

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description =
                    "The column that says who left, where that is known by now. Default: as in training, if there.")
    @Nullable
    String target;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final HistoryLineFlags history = new HistoryLineFlags();

    EstimateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        history.begin(surroundings);
        ChurnModel loaded = given.load();
        ProbablePerformance performance;
        try (ProgressLine progress = progress()) {
            Dataset table = new JudgedTable(loaded, target)
                    .read(given.data, reading.options().withProgress(progress));
            performance = ProbablePerformance.of(loaded, table);
        }
        history.append(loaded, line(performance));
        answer(() -> json(loaded, performance), () -> text(loaded, performance) + history.told());
    }

    private static Map<String, Object> line(ProbablePerformance performance) {
        Map<String, Object> line = HistoryLineFlags.metrics("estimated_", performance.estimated());
        line.put("estimated_rows", performance.rows());
        line.putAll(HistoryLineFlags.metrics("realised_", performance.realised()));
        line.put("realised_rows", performance.labelled());
        return line;
    }

    private static Map<String, Object> json(ChurnModel model, ProbablePerformance performance) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", performance.rows());
        document.put("threshold", performance.threshold());
        document.put("estimated", metrics(performance.estimated()));
        document.put("labelled", performance.labelled());
        if (!performance.realised().isEmpty()) {
            document.put("expected_of_labelled", metrics(performance.expected()));
            document.put("realised", metrics(performance.realised()));
            document.put(
                    "surprises",
                    performance.surprises().stream().map(Metric::label).toList());
        }
        document.put("notices", notices(model, performance));
        return document;
    }

    private static Map<String, Object> metrics(Map<Metric, Estimate> estimates) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        estimates.forEach((metric, estimate) -> {
            document.put(metric.label(), estimate.value());
            intervals.put(metric.label(), List.of(estimate.low(), estimate.high()));
        });
        document.put("intervals", intervals);
        return document;
    }

    private static String text(ChurnModel model, ProbablePerformance performance) {
        StringBuilder text = new StringBuilder();
        text.append("Estimated for ").append(TextTable.count(performance.rows()));
        text.append(" customers, by the model's probabilities alone\n");
        text.append(estimated(model, performance));
        if (!performance.realised().isEmpty()) {
            text.append("\nOf ").append(TextTable.count(performance.labelled()));
            text.append(" of them the outcome is known by now:\n").append(realised(performance));
        }
        List<String> notices = notices(model, performance);
        if (!notices.isEmpty()) {
            text.append("\nNoticed:\n");
            notices.forEach(notice -> text.append("  - ").append(notice).append('\n'));
        }
        return text.toString();
    }

    private static String estimated(ChurnModel model, ProbablePerformance performance) {
        TextTable table = TextTable.ofNumbers("metric", "estimate", "95 % interval", "in the hold-out");
        for (Metric metric : ExpectedPerformance.METRICS) {
            Estimate estimate = of(performance.estimated(), metric);
            table.row(
                    metric.label(),
                    TextTable.decimals(estimate.value()),
                    interval(estimate),
                    TextTable.decimals(model.evaluation().metric(metric).value()));
        }
        return table.toString();
    }

    private static String realised(ProbablePerformance performance) {
        TextTable table = TextTable.ofNumbers("metric", "realised", "expected of them", "as expected");
        for (Metric metric : ExpectedPerformance.METRICS) {
            table.row(
                    metric.label(),
                    TextTable.decimals(of(performance.realised(), metric).value()),
                    interval(of(performance.expected(), metric)),
                    performance.surprises().contains(metric) ? "no" : "yes");
        }
        return table.toString();
    }

    private static Estimate of(Map<Metric, Estimate> estimates, Metric metric) {
        return Optional.ofNullable(estimates.get(metric))
                .orElse(new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95));
    }

    private static String interval(Estimate estimate) {
        return TextTable.decimals(estimate.low()) + " to " + TextTable.decimals(estimate.high());
    }

    private static List<String> notices(ChurnModel model, ProbablePerformance performance) {
        List<String> notices = new ArrayList<>();
        double error = model.evaluation().metric(Metric.ECE).value();
        if (!model.evaluation().isKnown()) {
            notices.add("The model was never judged, so nobody knows whether its probabilities can be believed.");
        } else if (error > CARE) {
            notices.add("In the hold-out the probabilities were off by " + TextTable.decimals(error, 3)
                    + " on average (ece): the estimate cannot be better than that.");
        }
        if (performance.labelled() > 0 && performance.realised().isEmpty()) {
            notices.add("All " + TextTable.count(performance.labelled())
                    + " known outcomes count as the same, so nothing can be held against the estimate; maybe those who"
                    + " left are spelt differently here than in training, "
                    + Wording.value(model.target().positive()) + ".");
        }
        if (!performance.surprises().isEmpty()) {
            notices.add(
                    "Outcomes are not as expected: the probabilities may have become wrong, or outcomes become known"
                            + " of some kinds of customers first.");
        }
        return notices;
    }
}
