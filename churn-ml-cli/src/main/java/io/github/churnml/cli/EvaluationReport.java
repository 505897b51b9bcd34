package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.data.Outcome;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.PriorCorrection;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.EvaluationPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** An evaluation for people and for programs. */
final class EvaluationReport {

    private EvaluationReport() {}

    /** Every metric by its label at the top, then {@code intervals} of two ends each, or null where there is none. */
    static Map<String, Object> json(Evaluation evaluation) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        evaluation.metrics().forEach((metric, estimate) -> {
            document.put(metric.label(), estimate.value());
            intervals.put(metric.label(), ends(estimate));
        });
        document.put("intervals", intervals);
        document.put("threshold", evaluation.threshold());
        document.put("describes", evaluation.describes());
        PriorCorrection correction = evaluation.priorCorrection();
        if (correction != null) {
            Map<String, Object> shifted = new LinkedHashMap<>();
            shifted.put("applied", correction.applied());
            shifted.put("offset", correction.offset());
            shifted.put("brier", correction.brier());
            shifted.put("ece", correction.ece());
            shifted.put("brier_without", correction.brierWithout());
            shifted.put("ece_without", correction.eceWithout());
            document.put("prior_correction", shifted);
        }
        return document;
    }

    /** The two ends of an interval, or null where there is none. */
    static @Nullable List<Double> ends(Estimate estimate) {
        return estimate.hasInterval() ? List.of(estimate.low(), estimate.high()) : null;
    }

    /** An interval for people, or a dash where there is none. */
    static String interval(Estimate estimate, DoubleFunction<String> number) {
        return estimate.hasInterval() ? number.apply(estimate.low()) + " to " + number.apply(estimate.high()) : "-";
    }

    /** What correcting for balanced classes does, as lines of text; empty where nothing was balanced. */
    static String correction(Evaluation evaluation) {
        PriorCorrection correction = evaluation.priorCorrection();
        if (correction == null) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%nProbabilities %s shifted back from balanced classes: Brier %.4f, ECE %.4f with, %.4f, %.4f without.%n",
                correction.applied() ? "are" : "are not",
                correction.brier(),
                correction.ece(),
                correction.brierWithout(),
                correction.eceWithout());
    }

    /** What decisions earn, as lines of text; empty where it is not known what customers are worth. */
    static String money(Evaluation evaluation, Outcome outcome) {
        if (!evaluation.metrics().containsKey(Metric.PROFIT)) {
            return "";
        }
        return "\nMoney per customer, contacting whom the model predicts to " + outcome.does() + " ("
                + count(contacted(evaluation))
                + " of "
                + count(evaluation.rows()) + "):\n"
                + TextTable.ofNumbers("", "brings", "95 % interval")
                        .row(moneyRow("by the model", evaluation.metric(Metric.PROFIT)))
                        .row(moneyRow("everyone", evaluation.metric(Metric.PROFIT_EVERYONE)))
                        .row("no one", "0.00", "-")
                        .row(moneyRow("model beyond the better of the two", evaluation.metric(Metric.PROFIT_GAIN)))
                        .row(moneyRow("best threshold in hindsight", evaluation.metric(Metric.MAXIMUM_PROFIT)))
                + EvaluationPage.money(evaluation, outcome)
                + "\n";
    }

    private static long contacted(Evaluation evaluation) {
        return evaluation.confusion().truePositives() + evaluation.confusion().falsePositives();
    }

    private static String[] moneyRow(String name, Estimate estimate) {
        return new String[] {name, decimals(estimate.value(), 2), interval(estimate, amount -> decimals(amount, 2))};
    }

    static Map<String, Object> confusion(Evaluation evaluation) {
        ConfusionMatrix counts = evaluation.confusion();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("true_positives", counts.truePositives());
        document.put("false_positives", counts.falsePositives());
        document.put("true_negatives", counts.trueNegatives());
        document.put("false_negatives", counts.falseNegatives());
        return document;
    }

    static List<Object> deciles(Evaluation evaluation) {
        List<Object> rows = new ArrayList<>();
        for (DecileRow decile : evaluation.deciles()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("decile", decile.decile());
            row.put("customers", decile.customers());
            row.put("churners", decile.churners());
            row.put("rate", decile.rate());
            row.put("lift", decile.lift());
            row.put("cumulative_gain", decile.cumulativeGain());
            row.put("cumulative_lift", decile.cumulativeLift());
            rows.add(row);
        }
        return rows;
    }

    static String metricsTable(Evaluation evaluation) {
        TextTable table = TextTable.ofNumbers("metric", "value", "95 % interval");
        evaluation.metrics().forEach((Metric metric, Estimate estimate) -> {
            if (!metric.isMoney()) {
                table.row(metric.label(), decimals(estimate.value()), interval(estimate, TextTable::decimals));
            }
        });
        return table.toString();
    }

    static String confusionTable(Evaluation evaluation, Target target) {
        ConfusionMatrix counts = evaluation.confusion();
        return TextTable.ofNumbers("", "predicted " + target.positive(), "predicted " + target.negative())
                .row("was " + target.positive(), count(counts.truePositives()), count(counts.falseNegatives()))
                .row("was " + target.negative(), count(counts.falsePositives()), count(counts.trueNegatives()))
                .toString();
    }

    static String decilesTable(Evaluation evaluation, Outcome outcome) {
        TextTable table =
                TextTable.ofNumbers("decile", "customers", outcome.did(), "rate", "lift", "gain", "lift so far");
        for (DecileRow row : evaluation.deciles()) {
            table.row(
                    String.valueOf(row.decile()),
                    count(row.customers()),
                    decimals(row.churners(), 1),
                    percent(row.rate()),
                    decimals(row.lift(), 2),
                    percent(row.cumulativeGain()),
                    decimals(row.cumulativeLift(), 2));
        }
        return table.toString();
    }
}
