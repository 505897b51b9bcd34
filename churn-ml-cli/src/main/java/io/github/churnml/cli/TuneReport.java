package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Metric;
import io.github.churnml.select.tune.Dimension;
import io.github.churnml.select.tune.SearchMethod;
import io.github.churnml.select.tune.Trial;
import io.github.churnml.select.tune.TuningResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code churn tune} says, as text and as plain values for JSON. */
record TuneReport(Path table, List<Notice> notices, TuningResult result, SuspectedLeaks leaks, Path out) {

    private static final int MOST_SHOWN = 5;

    Map<String, Object> json() {
        ChurnPipeline pipeline = result.pipeline();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", pipeline.target());
        map.put("seed", pipeline.seed());
        map.put("split", pipeline.split().settings());
        map.put("suspected_leaks", leaks.json());
        map.putAll(result.toMap());
        return map;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(Wording.count(result.trials().size(), "trial", "trials"))
                .append(" of ")
                .append(result.pipeline().learner().name())
                .append(" (")
                .append(result.method().label())
                .append(") on the same ")
                .append(result.folds())
                .append(" folds, of ")
                .append(Wording.count(result.customers()))
                .append(" customers, of whom ")
                .append(Wording.percent((double) result.left() / result.customers()))
                .append(" " + result.pipeline().outcome().did() + "; ")
                .append(Wording.count(result.told().customers()))
                .append(" others are held out; seed ")
                .append(result.pipeline().seed())
                .append('\n')
                .append(Subcommand.lines(notices))
                .append(leaks.text())
                .append('\n')
                .append(best())
                .append(rest())
                .append('\n')
                .append(result.verdict())
                .append('\n')
                .append(result.basis())
                .append(result.basis().isEmpty() ? "" : "\n")
                .append("\nWritten: ")
                .append(out.resolve("pipeline.yaml"))
                .append(
                        result.best().number() == 0
                                ? ", the pipeline as it was"
                                : ", with the settings of the best trial")
                .append("; trials.jsonl and tuning.json beside it.\n");
        return text.toString();
    }

    /** The best trials and the pipeline's own settings, with the values that vary. */
    private TextTable best() {
        Metric by = result.by();
        List<Dimension> varied = result.space().dimensions().stream()
                .filter(dimension -> dimension.count() > 1)
                .toList();
        List<String> header = new ArrayList<>(List.of("trial", by.label(), "to own"));
        varied.forEach(dimension -> header.add(dimension.key()));
        TextTable table = TextTable.ofNumbers(header.toArray(String[]::new));
        Trial own = result.trials().get(0);
        List<Trial> ranked = result.ranked();
        for (int i = 0; i < ranked.size(); i++) {
            Trial trial = ranked.get(i);
            if (i < MOST_SHOWN || trial == own) {
                List<String> cells = new ArrayList<>(List.of(
                        trial == own ? "the pipeline's own" : String.valueOf(trial.number()),
                        TextTable.decimals(trial.mean()),
                        trial == own ? "" : String.format(Locale.ROOT, "%+.4f", trial.mean() - own.mean())));
                varied.forEach(dimension -> cells.add(value(trial.settings().get(dimension.key()))));
                table.row(cells.toArray(String[]::new));
            }
        }
        return table;
    }

    private static String value(@Nullable Object value) {
        return value instanceof Double number ? Numbers.text(number) : String.valueOf(value);
    }

    private String rest() {
        long failed = result.trials().stream()
                .filter(trial -> trial.failure() != null)
                .count();
        StringBuilder text = new StringBuilder("  Means over folds, by which the best was chosen, and so too good.");
        if (result.stopped() > 0) {
            text.append(' ')
                    .append(Wording.count(result.stopped(), "trial was", "trials were"))
                    .append(
                            result.method() == SearchMethod.HALVING
                                    ? " not among the better half."
                                    : " stopped early, clearly behind.");
        }
        if (failed > 0) {
            text.append(' ')
                    .append(Wording.count(failed, "trial", "trials"))
                    .append(" could not be learnt: trials.jsonl says why.");
        }
        if (result.trials().size() < result.planned()) {
            text.append(
                    result.trials().size() >= result.space().size()
                            ? " The space has no more combinations."
                            : " Fewer trials than asked for: the time was over, or nothing new was found to try.");
        }
        return text.append('\n').toString();
    }
}
