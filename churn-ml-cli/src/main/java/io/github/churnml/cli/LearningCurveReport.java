package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.select.LearningCurve;
import io.github.churnml.select.LearningCurveResult;
import io.github.churnml.select.LearningStep;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code churn learning-curve} says, as text and as plain values for JSON. */
record LearningCurveReport(
        Metric by, List<Notice> notices, LearningCurveResult result, ChurnPipeline pipeline, SuspectedLeaks leaks) {

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", pipeline.target());
        map.put("learner", pipeline.learner().name());
        map.put("seed", pipeline.seed());
        map.put("split", pipeline.split().settings());
        map.put("by", by.label());
        map.put("verdict", result.verdict(by));
        map.put("suspected_leaks", leaks.json());
        map.putAll(result.toMap());
        return map;
    }

    String text(@Nullable Path written) {
        int repeats = result.folds().divisions().size();
        StringBuilder text = new StringBuilder();
        text.append(pipeline.learner().name())
                .append(" after learning from ever more of ")
                .append(Wording.count(result.folds().labels().length))
                .append(" customers, judged on the same ")
                .append(result.folds().divisions().get(0).size())
                .append(" folds")
                .append(repeats == 1 ? "" : ", divided " + repeats + " times")
                .append("; seed ")
                .append(pipeline.seed())
                .append('\n')
                .append(Subcommand.lines(notices))
                .append(leaks.text())
                .append('\n')
                .append(table())
                .append(
                        "  Means over folds with 95 % intervals; to all: against learning from all rows, on the same folds.\n\n")
                .append(result.verdict(by))
                .append('\n');
        if (written != null) {
            text.append("\nWritten: ").append(written).append('\n');
        }
        return text.toString();
    }

    private TextTable table() {
        List<Metric> others =
                LearningCurve.METRICS.stream().filter(metric -> metric != by).toList();
        TextTable table = TextTable.ofNumbers(
                "rows",
                pipeline.outcome().did(),
                by.label(),
                "95 % interval",
                "to all",
                "95 % interval",
                others.get(0).label(),
                others.get(1).label());
        for (LearningStep step : result.steps()) {
            Estimate value = result.estimate(step, by);
            Estimate change = result.toAll(step, by);
            boolean all = step.share() == 1;
            table.row(
                    Wording.count(Math.round(step.rows())),
                    Wording.count(Math.round(step.left())),
                    TextTable.decimals(value.value()),
                    TextTable.decimals(value.low()) + " to " + TextTable.decimals(value.high()),
                    all ? "" : signed(change.value()),
                    all ? "" : signed(change.low()) + " to " + signed(change.high()),
                    TextTable.decimals(result.estimate(step, others.get(0)).value()),
                    TextTable.decimals(result.estimate(step, others.get(1)).value()));
        }
        return table;
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "-";
    }
}
