package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;

import io.github.churnml.data.Outcome;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.variant.SegmentFigures;
import io.github.churnml.registry.variant.VariantEvaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code churn evaluate} says of a set of variants.
 *
 * @param evaluation what was found
 * @param outcome what is predicted
 * @param outcomes which labels say so
 * @param notices what else is worth knowing
 */
record VariantEvaluationReport(VariantEvaluation evaluation, Outcome outcome, Target outcomes, List<String> notices) {

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (evaluation.oneThreshold()) {
            document.putAll(EvaluationReport.json(evaluation.evaluation()));
        } else {
            // Metrics of decisions at one threshold are not those of models that decide at their own.
            for (Metric metric : List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER, Metric.ECE)) {
                document.put(
                        metric.label(), evaluation.evaluation().metric(metric).value());
            }
        }
        document.put("rows", evaluation.evaluation().rows());
        document.put("positives", evaluation.evaluation().positives());
        document.put("target", outcomes.column());
        document.put("positive", outcomes.positive());
        document.put("negative", outcomes.negatives());
        document.put("variants", evaluation.json());
        document.put("notices", notices);
        return document;
    }

    String text() {
        TextTable table = TextTable.ofNumbers(
                "segment", "rows", "left", "AUC all", "AUC variant", "log loss all", "variant", "gain", "model");
        for (VariantEvaluation.OfSegment one : evaluation.segments()) {
            row(table, one.segment().map(VariantReport::values).orElse("(no segment)"), one.figures(), one.model());
        }
        row(table, "together", evaluation.together(), "");
        StringBuilder text = new StringBuilder();
        text.append(Understood.judges(
                outcome,
                outcomes,
                evaluation.evaluation().positives(),
                evaluation.evaluation().rows()));
        text.append("By the model of each segment, beside that of all customers on the same rows:\n");
        text.append(table);
        text.append(
                        "A gain is by how much the log loss is lower, with its 95 % interval; one segment in forty seems better by")
                .append(" chance.\n");
        if (evaluation.oneThreshold()) {
            text.append("\nTogether:\n").append(EvaluationReport.metricsTable(evaluation.evaluation()));
        }
        List<String> all = new ArrayList<>(notices);
        if (!evaluation.oneThreshold()) {
            all.add(
                    "The models decide at thresholds of their own, so metrics of decisions are not told together: churn evaluate"
                            + " --model with a segment's own model tells them.");
        }
        all.forEach(notice -> text.append("\nnote: ").append(notice).append('\n'));
        return text.toString();
    }

    private static void row(TextTable table, String name, SegmentFigures figures, String model) {
        boolean same = figures.gain().value() == 0
                && figures.gain().low() == 0
                && figures.gain().high() == 0;
        table.row(
                name,
                count(figures.rows()),
                count(figures.leavers()),
                decimals(figures.pooledRocAuc()),
                same ? "" : decimals(figures.otherRocAuc()),
                decimals(figures.pooledLogLoss()),
                same ? "" : decimals(figures.otherLogLoss()),
                same ? "" : VariantReport.gain(figures.gain()),
                model);
    }
}
