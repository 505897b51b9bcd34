package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.Payoff;
import io.github.churnml.monitor.ProbablePerformance;
import io.github.churnml.monitor.estimate.ExpectedConfusion;
import io.github.churnml.monitor.estimate.ExpectedPerformance;
import io.github.churnml.report.watch.EstimatePage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn estimate}: how well a model probably does on customers whose outcome is not known yet. */
@Command(
        name = "estimate",
        description = "Estimates how well a model does on customers of whom it is not known yet whether they leave.",
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
            "  churn estimate --model artifacts/model.churn --data new.csv --payoff 90,-10,0,0",
            "  churn estimate --model artifacts/model.churn --data new.csv --html estimate.html",
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

    @Option(
            names = "--payoff",
            paramLabel = "TP,FP,TN,FN",
            split = ",",
            description = "Also estimate the profit of the model's decisions: the gain from a customer who is rightly"
                    + " contacted, contacted in vain, rightly left alone, and lost. Such as 90,-10,0,0.")
    @Nullable
    List<Double> payoff;

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final HistoryLineFlags history = new HistoryLineFlags();

    /**
     * What is answered.
     *
     * @param confusion the decisions to be expected
     * @param profit what the decisions are expected to bring, or null if that was not asked for
     * @param outcomes what to know about the table's outcomes
     */
    private record Answer(
            ChurnModel model,
            ProbablePerformance performance,
            ExpectedConfusion confusion,
            @Nullable Estimate profit,
            List<String> outcomes) {}

    EstimateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        given.locate(reading, surroundings);
        noticed(reading);
        page.refuseOver(given.data, "table that is read");
        page.refuseOver(given.model, "model that is used");
        if (history.history != null) {
            page.refuseSame(history.history);
        }
        history.begin(surroundings);
        ChurnModel loaded = given.load();
        JudgedTable judged = new JudgedTable(loaded, target, labels);
        Payoff worth = payoff == null ? null : payoff(payoff);
        Answer answer;
        try (ProgressLine progress = progress()) {
            Dataset table = judged.read(given.data, reading.options().withProgress(progress));
            double[] probabilities = loaded.scorer().score(table).probabilities();
            answer = new Answer(
                    loaded,
                    judged.hasOutcomes(table)
                            ? ProbablePerformance.of(loaded, table, probabilities, judged.outcomes(table))
                            : ProbablePerformance.of(loaded, table, probabilities),
                    ExpectedPerformance.confusion(probabilities, loaded.threshold()),
                    worth == null ? null : profit(loaded, probabilities, worth),
                    judged.notices(table));
        }
        history.append(loaded, line(answer));
        page.write(() -> EstimatePage.of(
                loaded,
                named(String.valueOf(given.data.getFileName())),
                answer.performance(),
                answer.confusion(),
                answer.profit(),
                notices(answer)));
        answer(() -> json(answer), () -> text(answer) + page.told() + history.told());
    }

    private static Estimate profit(ChurnModel model, double[] probabilities, Payoff payoff) {
        return ExpectedPerformance.standard(model.manifest().seed()).profit(probabilities, model.threshold(), payoff);
    }

    private static Payoff payoff(List<Double> amounts) {
        if (amounts.size() != 4 || amounts.stream().anyMatch(amount -> !Double.isFinite(amount))) {
            throw new ConfigurationException(
                    "Option --payoff holds " + Wording.value(amounts) + " where four amounts are required.",
                    "Maybe write --payoff 90,-10,0,0: of a leaver who is contacted, a stayer who is contacted, a stayer and a"
                            + " leaver who are not.",
                    Where.nowhere());
        }
        return new Payoff(amounts.get(0), amounts.get(1), amounts.get(2), amounts.get(3));
    }

    private static Map<String, Object> line(Answer answer) {
        ProbablePerformance performance = answer.performance();
        Map<String, Object> line = HistoryLineFlags.metrics("estimated_", performance.estimated());
        if (answer.profit() != null) {
            line.put("estimated_profit", answer.profit().value());
        }
        line.put("estimated_rows", performance.rows());
        line.putAll(HistoryLineFlags.metrics("realised_", performance.realised()));
        line.put("realised_rows", performance.labelled());
        return line;
    }

    private static Map<String, Object> json(Answer answer) {
        ProbablePerformance performance = answer.performance();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", performance.rows());
        document.put("threshold", performance.threshold());
        document.put("estimated", metrics(performance.estimated()));
        ExpectedConfusion confusion = answer.confusion();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("true_positives", confusion.truePositives());
        expected.put("false_positives", confusion.falsePositives());
        expected.put("true_negatives", confusion.trueNegatives());
        expected.put("false_negatives", confusion.falseNegatives());
        document.put("expected_confusion", expected);
        Estimate profit = answer.profit();
        if (profit != null) {
            Map<String, Object> sum = new LinkedHashMap<>();
            sum.put("value", profit.value());
            sum.put("interval", EvaluationReport.ends(profit));
            document.put("estimated_profit", sum);
        }
        document.put("labelled", performance.labelled());
        if (!performance.realised().isEmpty()) {
            document.put("expected_of_labelled", metrics(performance.expected()));
            document.put("realised", metrics(performance.realised()));
            Map<String, Object> held = new LinkedHashMap<>();
            ExpectedPerformance.METRICS.forEach(metric ->
                    held.put(metric.label(), performance.asExpected(metric).orElse(null)));
            document.put("as_expected", held);
            document.put(
                    "surprises",
                    performance.surprises().stream().map(Metric::label).toList());
        }
        document.put("notices", notices(answer));
        return document;
    }

    private static Map<String, Object> metrics(Map<Metric, Estimate> estimates) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        estimates.forEach((metric, estimate) -> {
            document.put(metric.label(), estimate.value());
            intervals.put(metric.label(), EvaluationReport.ends(estimate));
        });
        document.put("intervals", intervals);
        return document;
    }

    private static String text(Answer answer) {
        ProbablePerformance performance = answer.performance();
        StringBuilder text = new StringBuilder();
        text.append("Estimated for ").append(TextTable.count(performance.rows()));
        text.append(" customers, by the model's probabilities alone\n");
        text.append(estimated(answer.model(), performance));
        Estimate profit = answer.profit();
        if (profit != null) {
            text.append("\nEstimated profit of the decisions from probability ")
                    .append(performance.threshold())
                    .append(" on: ")
                    .append(amount(profit.value()))
                    .append(" (95 % interval ")
                    .append(EvaluationReport.interval(profit, EstimateCommand::amount))
                    .append(")\n");
        }
        if (!performance.realised().isEmpty()) {
            text.append("\nOf ").append(TextTable.count(performance.labelled()));
            text.append(" of them the outcome is known by now:\n").append(realised(performance));
        }
        List<String> notices = notices(answer);
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
                    EvaluationReport.interval(estimate, TextTable::decimals),
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
                    EvaluationReport.interval(of(performance.expected(), metric), TextTable::decimals),
                    performance
                            .asExpected(metric)
                            .map(held -> held ? "yes" : "no")
                            .orElse("-"));
        }
        return table.toString();
    }

    private static Estimate of(Map<Metric, Estimate> estimates, Metric metric) {
        return Optional.ofNullable(estimates.get(metric))
                .orElse(new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95));
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private static List<String> notices(Answer answer) {
        ChurnModel model = answer.model();
        ProbablePerformance performance = answer.performance();
        List<String> notices = new ArrayList<>(answer.outcomes());
        double error = model.evaluation().metric(Metric.ECE).value();
        if (!model.evaluation().isKnown()) {
            notices.add("The model was never judged, so nobody knows whether its probabilities can be believed.");
        } else if (error > CARE) {
            notices.add("In the hold-out the probabilities were off by " + TextTable.decimals(error, 3)
                    + " on average (ece): the estimate cannot be better than that.");
        }
        if (performance.labelled() > 0 && performance.realised().isEmpty()) {
            notices.add("All " + TextTable.count(performance.labelled())
                    + " known outcomes count as the same, so nothing can be held against the estimate; maybe those who "
                    + model.outcome().did() + " are spelt differently here than in training, "
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
