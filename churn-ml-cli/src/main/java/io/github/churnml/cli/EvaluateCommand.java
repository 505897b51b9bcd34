package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.variant.OneVariant;
import io.github.churnml.registry.variant.VariantEvaluation;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.report.EvaluationPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn evaluate}: how well a saved model does on customers whose outcome is known. */
@Command(
        name = "evaluate",
        description = "Judges a model on customers whose outcome is known, and whom it was not trained on.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn evaluate --model artifacts/model.churn --data later.csv",
            "  churn evaluate --model artifacts/model.churn --data later.csv --target left_by_june --json",
            "  churn evaluate --model artifacts/model.churn --data later.csv --html evaluation.html",
            "  churn evaluate --model artifacts/model.churn --data later.csv --lead-time left_on --as-of snapshot",
            "  churn evaluate --model artifacts/model.churn --data june.csv --history metrics_history.jsonl",
            "  churn evaluate --model artifacts/variants.json --data later.csv"
        })
final class EvaluateCommand extends Subcommand {

    @Mixin
    final ModelAndTable given = new ModelAndTable();

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left, if it is not named as in training.")
    @Nullable
    String target;

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final MoneyFlags money = new MoneyFlags();

    @Mixin
    final LeadTimeFlags lead = new LeadTimeFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final HistoryLineFlags history = new HistoryLineFlags();

    EvaluateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        given.locate(reading, surroundings);
        noticed(reading);
        if (VariantSet.isSet(given.model)) {
            evaluateSet(VariantSet.load(given.model));
            return;
        }
        page.refuseOver(given.data, "table that is read");
        page.refuseOver(given.model, "model that is used");
        if (history.history != null) {
            page.refuseSame(history.history);
        }
        history.begin(surroundings);
        ChurnModel loaded = given.load();
        CustomerValue value = money.of(loaded).orElse(null);
        JudgedTable judged = new JudgedTable(loaded, target, labels);
        Evaluation evaluation;
        CalibrationReport calibration;
        Target outcomes;
        List<String> notices;
        long leftOut;
        LeadTime leadTime;
        KnownOutcomes known;
        try (ProgressLine progress = progress()) {
            Dataset table = judged.read(
                    given.data, lead.typed(reading.options(), loaded).withProgress(progress));
            notices = new ArrayList<>(judged.notices(table));
            if (value != null && money.isAbsent(value, table)) {
                notices.add("The table has no column " + Wording.name(value.column())
                        + ", which says what customers are worth to this model: money is left aside. --value names another"
                        + " column or an amount.");
                value = null;
            }
            outcomes = judged.outcomes(table);
            notices.addAll(otherVariants(loaded, table));
            evaluation = loaded.evaluate(table, outcomes, value);
            known = KnownOutcomes.of(table, outcomes);
            calibration = new CalibrationReport(
                    loaded.decisionRule().calibrator(),
                    Map.of(),
                    Reliability.of(loaded.uncalibrated(), table, outcomes),
                    Reliability.of(loaded, table, outcomes),
                    loaded.outcome());
            leftOut = table.rows() - evaluation.rows();
            leadTime = lead.of(loaded, table, outcomes, value).orElse(null);
            loaded.thresholdNotice(table, outcomes, evaluation)
                    .map(Notice::message)
                    .ifPresent(notices::add);
        }
        history.append(loaded, line(evaluation, leftOut));
        CustomerValue same = value == null
                        || !value.column().isEmpty()
                        || !evaluation.metrics().containsKey(Metric.PROFIT)
                ? null
                : value;
        page.write(() -> EvaluationPage.of(
                loaded.manifest().name() + " " + loaded.manifest().version(),
                outcomes,
                evaluation,
                loaded.outcome(),
                loaded.decisionRule().calibrator().kind(),
                known.labels(),
                loaded.scorer().score(known.data()).probabilities(),
                same));
        answer(
                () -> json(evaluation, calibration, outcomes, leadTime, notices),
                () -> text(loaded.outcome(), outcomes, evaluation, calibration, leadTime, notices)
                        + page.told()
                        + history.told());
    }

    /** What to know of a table that holds customers of whom the model has not learnt, as it is that of one variant. */
    private static List<String> otherVariants(ChurnModel model, Dataset table) {
        return OneVariant.in(model, table)
                .filter(one -> one.data().rows() < table.rows())
                .map(one -> "The model is that of " + one.variant() + ", and "
                        + Wording.count(table.rows() - (long) one.data().rows()) + " of "
                        + Wording.count(table.rows()) + " rows are of other customers; they are judged, too.")
                .stream()
                .toList();
    }

    /** Judges a set of variants: together, segment by segment, and beside the model of all customers. */
    private void evaluateSet(VariantSet set) {
        Map<String, Boolean> others = new LinkedHashMap<>();
        others.put("--html", page.html != null);
        others.put("--history", history.history != null);
        others.put("--lead-time", lead.column != null);
        others.put("--value and the like", money.isGiven());
        others.forEach((option, isGiven) -> {
            if (isGiven) {
                throw new ConfigurationException(
                        "A set of variants is judged without " + option + ".",
                        "Maybe judge one of its models by it, such as model.churn beside " + VariantSet.FILE + ".",
                        Where.in(given.model));
            }
        });
        JudgedTable judged = new JudgedTable(set.pooled(), target, labels);
        VariantEvaluation evaluation;
        Target outcomes;
        List<String> notices;
        try (ProgressLine progress = progress()) {
            Dataset table = judged.read(given.data, reading.options().withProgress(progress), set::read);
            notices = new ArrayList<>(judged.notices(table));
            outcomes = judged.outcomes(table);
            evaluation = set.evaluate(table, outcomes);
        }
        VariantEvaluationReport report =
                new VariantEvaluationReport(evaluation, set.pooled().outcome(), outcomes, notices);
        answer(report::json, report::text);
    }

    private static Map<String, Object> line(Evaluation evaluation, long leftOut) {
        Map<String, Object> line = HistoryLineFlags.metrics("", evaluation.metrics());
        line.put("evaluated_rows", evaluation.rows());
        line.put("evaluated_positives", evaluation.positives());
        line.put("evaluated_left_out", leftOut);
        return line;
    }

    private static Map<String, Object> json(
            Evaluation evaluation,
            CalibrationReport calibration,
            Target outcomes,
            @Nullable LeadTime leadTime,
            List<String> notices) {
        Map<String, Object> document = new LinkedHashMap<>(EvaluationReport.json(evaluation));
        document.put("rows", evaluation.rows());
        document.put("positives", evaluation.positives());
        document.put("target", outcomes.column());
        document.put("positive", outcomes.positive());
        document.put("negative", outcomes.negatives());
        document.put("calibration", calibration.json());
        document.put("confusion", EvaluationReport.confusion(evaluation));
        document.put("deciles", EvaluationReport.deciles(evaluation));
        if (leadTime != null) {
            document.put("lead_time", leadTime.json());
        }
        document.put("notices", notices);
        return document;
    }

    private String text(
            Outcome outcome,
            Target outcomes,
            Evaluation evaluation,
            CalibrationReport calibration,
            @Nullable LeadTime leadTime,
            List<String> notices) {
        return Understood.judges(outcome, outcomes, evaluation.positives(), evaluation.rows())
                + "Measured on " + evaluation.describes() + "\n"
                + EvaluationReport.metricsTable(evaluation)
                + EvaluationReport.money(evaluation, outcome)
                + (leadTime == null ? "" : leadTime.text(outcome))
                + "\nDecisions from probability " + evaluation.threshold() + " on:\n"
                + EvaluationReport.confusionTable(evaluation, outcomes)
                + "\nTenths of the customers, most likely to " + outcome.does() + " first:\n"
                + EvaluationReport.decilesTable(evaluation, outcome)
                + calibration.text(surroundings.bars())
                + notices.stream().map(notice -> "\nnote: " + notice + "\n").collect(Collectors.joining());
    }
}
