package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.select.ColumnVerdict;
import io.github.churnml.select.CorrectedTTest;
import io.github.churnml.select.SelectionResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code churn select} says, as text and as plain values for JSON. */
record SelectReport(
        Metric by, List<Notice> notices, SelectionResult result, ChurnPipeline pipeline, SuspectedLeaks leaks) {

    private static final int MOST_DROPPED = 10;

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", pipeline.target());
        map.put("learner", pipeline.learner().name());
        map.put("seed", pipeline.seed());
        map.put("split", pipeline.split().settings());
        map.put("verdict", result.verdict(by));
        map.put("exclude", result.selected().dropped());
        map.put("suspected_leaks", leaks.json());
        map.putAll(result.toMap());
        return map;
    }

    String text(List<Path> written) {
        int repeats = result.folds().divisions().size();
        List<String> dropped = result.selected().dropped();
        StringBuilder text = new StringBuilder();
        text.append(Wording.count(result.selected().columns().size(), "column", "columns"))
                .append(" of ")
                .append(Wording.count(result.folds().labels().length))
                .append(" customers, selected by ")
                .append(result.selected().method())
                .append(" for ")
                .append(pipeline.learner().name())
                .append("; judged on ")
                .append(result.folds().divisions().get(0).size())
                .append(" folds")
                .append(repeats == 1 ? "" : ", divided " + repeats + " times")
                .append("; seed ")
                .append(pipeline.seed())
                .append('\n')
                .append(Subcommand.lines(notices))
                .append(leaks.text())
                .append('\n')
                .append(columns())
                .append(
                        dropped.size() > MOST_DROPPED
                                ? "  and " + Wording.count(dropped.size() - MOST_DROPPED) + " more to drop\n"
                                : "")
                .append(
                        "  importance: how much the log loss rises when the column is shuffled; kept in: of the folds.\n\n")
                .append(metrics())
                .append('\n')
                .append(result.verdict(by))
                .append('\n');
        if (dropped.size() > MOST_DROPPED) {
            text.append("\nTo leave them out: the pipeline.yaml that --out writes does.\n");
        } else if (!dropped.isEmpty()) {
            text.append("\nTo leave them out: --exclude \"")
                    .append(String.join(",", dropped))
                    .append("\"\n");
        }
        written.forEach(file -> text.append(file.equals(written.get(0)) ? "\n" : "")
                .append("Written: ")
                .append(file)
                .append('\n'));
        return text.toString();
    }

    private TextTable columns() {
        boolean luck = result.selected().columns().stream().anyMatch(one -> !Double.isNaN(one.luck()));
        TextTable table = luck
                ? TextTable.ofNumbers("column", "importance", "95 % interval", "by luck", "kept in", "choice", "why")
                : TextTable.ofNumbers("column", "importance", "95 % interval", "kept in", "choice", "why");
        int shown = 0;
        for (ColumnVerdict one : result.selected().columns()) {
            if (!one.kept() && ++shown > MOST_DROPPED) {
                continue;
            }
            Estimate importance = one.importance();
            String value = TextTable.decimals(importance.value());
            String interval = TextTable.decimals(importance.low()) + " to " + TextTable.decimals(importance.high());
            String folds = result.keptIn(one.column()) + " of " + result.foldCount();
            String keep = one.kept() ? "keep" : "drop";
            if (luck) {
                table.row(one.column(), value, interval, TextTable.decimals(one.luck()), folds, keep, one.why());
            } else {
                table.row(one.column(), value, interval, folds, keep, one.why());
            }
        }
        return table;
    }

    private TextTable metrics() {
        TextTable table = TextTable.ofNumbers("metric", "all columns", "selected", "change", "95 % interval", "p");
        for (Metric metric : SelectionResult.METRICS) {
            CorrectedTTest change = result.change(metric);
            table.row(
                    metric.label(),
                    TextTable.decimals(result.withAll(metric).value()),
                    TextTable.decimals(result.withSelected(metric).value()),
                    signed(change.difference().value()),
                    signed(change.difference().low()) + " to "
                            + signed(change.difference().high()),
                    change.p() < 0.001 ? "< 0.001" : TextTable.decimals(change.p(), 3));
        }
        return table;
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "-";
    }
}
