package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.select.BalanceEffect;
import io.github.churnml.select.Compared;
import io.github.churnml.select.ComparisonResult;
import io.github.churnml.select.CorrectedTTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code churn compare} says, as text and as plain values for JSON. */
record CompareReport(
        Path table, List<Notice> notices, ComparisonResult result, ChurnPipeline pipeline, SuspectedLeaks leaks) {

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", pipeline.target());
        map.put("seed", pipeline.seed());
        map.put("split", pipeline.split().settings());
        map.put("suspected_leaks", leaks.json());
        map.putAll(result.toMap());
        return map;
    }

    String text(@Nullable Path written) {
        StringBuilder text = new StringBuilder();
        int[] labels = result.folds().labels();
        int repeats = result.folds().divisions().size();
        text.append(Wording.count(result.ranked().size(), "candidate", "candidates"))
                .append(" on the same ")
                .append(result.folds().divisions().get(0).size())
                .append(" folds")
                .append(repeats == 1 ? "" : ", divided " + repeats + " times")
                .append(", of ")
                .append(Wording.count(labels.length))
                .append(" customers, of whom ")
                .append(Wording.percent((double) Arrays.stream(labels).sum() / labels.length))
                .append(" " + pipeline.outcome().did() + "; seed ")
                .append(pipeline.seed())
                .append('\n')
                .append(Subcommand.lines(notices))
                .append(leaks.text())
                .append('\n')
                .append(ranked())
                .append(
                        "  Means over folds with 95 % intervals; p: how likely so large a lead of the best is by luck;\n"
                                + "  calibrated: the ECE after calibration.\n\n")
                .append(result.verdict())
                .append('\n')
                .append(result.basis())
                .append(result.basis().isEmpty() ? "" : "\n");
        List<BalanceEffect> effects = result.balanceEffects();
        if (!effects.isEmpty()) {
            text.append("\nWhat balancing changed, on the same folds:\n").append(effects(effects));
            result.balanceVerdicts().forEach(sentence -> text.append(sentence).append('\n'));
        }
        result.failures().forEach((name, why) -> text.append("\nNot compared: ")
                .append(name)
                .append(". ")
                .append(why)
                .append('\n'));
        if (written != null) {
            text.append("\nWritten: ").append(written).append('\n');
        }
        return text.toString();
    }

    private TextTable ranked() {
        Metric by = result.by();
        List<Metric> others =
                result.metrics().stream().filter(metric -> metric != by).toList();
        TextTable table = TextTable.ofNumbers(row(
                "learner",
                others.stream().map(Metric::label).toList(),
                by.label(),
                "95 % interval",
                "to best",
                "p",
                "ece",
                "calibrated",
                "fit s",
                "us/row"));
        for (Compared one : result.ranked()) {
            Estimate estimate = result.estimate(one, by);
            boolean best = one == result.best();
            CorrectedTTest test = result.againstBest(one);
            table.row(row(
                    one.name(),
                    others.stream()
                            .map(metric -> TextTable.decimals(one.mean(metric)))
                            .toList(),
                    TextTable.decimals(estimate.value()),
                    TextTable.decimals(estimate.low()) + " to " + TextTable.decimals(estimate.high()),
                    best ? "" : signed(test.difference().value()),
                    best ? "" : chance(result.correctedP(one)),
                    TextTable.decimals(one.mean(Metric.ECE)),
                    TextTable.decimals(one.calibrated().getOrDefault(Metric.ECE, Double.NaN)),
                    TextTable.decimals(one.times().fitSeconds(), 2),
                    TextTable.decimals(one.times().microsPerRow(), 1)));
        }
        return table;
    }

    /** The name, what decides, the other metrics, the rest. */
    private static String[] row(String name, List<String> others, String... rest) {
        String[] cells = new String[1 + others.size() + rest.length];
        cells[0] = name;
        System.arraycopy(rest, 0, cells, 1, 4);
        for (int i = 0; i < others.size(); i++) {
            cells[5 + i] = others.get(i);
        }
        System.arraycopy(rest, 4, cells, 5 + others.size(), rest.length - 4);
        return cells;
    }

    private static TextTable effects(List<BalanceEffect> effects) {
        List<Metric> metrics = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.ECE);
        TextTable table = TextTable.ofNumbers("learner", "balance", "roc_auc", "pr_auc", "log_loss", "ece");
        for (BalanceEffect effect : effects) {
            String[] cells = new String[2 + metrics.size()];
            cells[0] = effect.plain().candidate().learner().name();
            cells[1] = effect.balanced().candidate().balance().name();
            for (int i = 0; i < metrics.size(); i++) {
                cells[2 + i] = signed(effect.change(metrics.get(i)));
            }
            table.row(cells);
        }
        return table;
    }

    private static String chance(double p) {
        return p < 0.001 ? "< 0.001" : TextTable.decimals(p, 3);
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "-";
    }
}
