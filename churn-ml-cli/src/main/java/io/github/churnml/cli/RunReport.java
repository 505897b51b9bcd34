package io.github.churnml.cli;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.jobs.run.StepJson;
import io.github.churnml.jobs.run.StepRun;
import io.github.churnml.jobs.run.StepTry;
import io.github.churnml.jobs.step.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs of jobs as text and as JSON. */
final class RunReport {

    private static final int LONGEST_DIGEST = 12;

    private RunReport() {}

    static Map<String, Object> json(JobRun run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", run.id());
        tree.put("job", run.job());
        tree.put("due", run.due().toString());
        tree.put("state", word(run.state()));
        run.node().ifPresent(node -> tree.put("node", node));
        tree.put("begun", run.claim());
        tree.put("retried", run.round());
        tree.put("created", run.created().toString());
        run.started().ifPresent(started -> tree.put("started", started.toString()));
        run.ended().ifPresent(ended -> tree.put("ended", ended.toString()));
        if (!run.note().isEmpty()) {
            tree.put("note", run.note());
        }
        run.markBefore().ifPresent(mark -> tree.put("mark_before", mark));
        run.mark().ifPresent(mark -> tree.put("mark", mark));
        if (!run.steps().isEmpty()) {
            tree.put("steps", run.steps().stream().map(StepJson::tree).toList());
        }
        return tree;
    }

    static Map<String, Object> json(List<JobRun> runs) {
        return Map.of("runs", runs.stream().map(RunReport::json).toList());
    }

    static String table(List<JobRun> runs) {
        if (runs.isEmpty()) {
            return "No runs.\n";
        }
        TextTable table = TextTable.ofTexts("run", "due", "state", "took", "node", "note");
        for (JobRun run : runs) {
            table.row(
                    run.id(),
                    run.due().toString(),
                    word(run.state()),
                    took(run.started(), run.ended()),
                    run.node().map(Wording::plain).orElse("-"),
                    Wording.plain(run.note().lines().findFirst().orElse("")));
        }
        return table.toString();
    }

    static String text(JobRun run) {
        StringBuilder text = new StringBuilder("Run " + run.id() + " " + word(run.state())
                + run.node().map(node -> ", on " + Wording.plain(node)).orElse("") + "\n");
        text.append("  due ").append(run.due());
        run.started().ifPresent(started -> text.append(", begun ").append(seconds(started)));
        run.ended().ifPresent(ended -> text.append(", ended ").append(seconds(ended)));
        if (run.claim() > 1) {
            text.append(", begun ").append(run.claim()).append(" times");
        }
        text.append('\n');
        run.note().lines().forEach(line -> text.append("  ").append(clean(line)).append('\n'));
        if (run.state() == RunState.FAILED || run.state() == RunState.CANCELLED) {
            text.append("  It is gone on with by churn jobs retry ")
                    .append(run.id())
                    .append(" --jobs FILE.\n");
        }
        for (StepRun step : run.steps()) {
            add(text, step);
        }
        return text.toString();
    }

    private static void add(StringBuilder text, StepRun step) {
        text.append('\n').append(clean(step.name())).append(": ").append(step.state());
        if (!step.tries().isEmpty()) {
            StepTry last = step.tries().get(step.tries().size() - 1);
            text.append(" after ").append(took(Optional.of(last.started()), last.ended()));
        }
        text.append('\n');
        for (StepTry one : step.tries()) {
            if (!one.error().isEmpty()) {
                text.append("  ")
                        .append(seconds(one.started()))
                        .append(' ')
                        .append(one.state().name().toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(clean(one.error().replace("\n", " ")))
                        .append('\n');
            }
        }
        step.result().ifPresent(result -> add(text, result));
    }

    private static void add(StringBuilder text, StepResult result) {
        result.facts().forEach((name, value) -> text.append("  ")
                .append(clean(name))
                .append(' ')
                .append(clean(value))
                .append('\n'));
        result.inputs().forEach(file -> add(text, "read", file));
        result.outputs().forEach(file -> add(text, "left", file));
        result.notices()
                .forEach(notice -> text.append("  note: ").append(clean(notice)).append('\n'));
    }

    private static void add(StringBuilder text, String what, StepResult.StepFile file) {
        text.append("  ")
                .append(what)
                .append(' ')
                .append(clean(file.role()))
                .append(' ')
                .append(clean(file.place()));
        if (file.rows() >= 0) {
            text.append(", ").append(Wording.count(file.rows(), "row", "rows"));
        }
        if (!file.sha256().isEmpty()) {
            text.append(", SHA-256 ")
                    .append(
                            file.sha256(),
                            0,
                            Math.min(LONGEST_DIGEST, file.sha256().length()))
                    .append('…');
        }
        text.append('\n');
    }

    /** Text from outside without what would move a terminal's cursor. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String took(Optional<Instant> started, Optional<Instant> ended) {
        if (started.isEmpty() || ended.isEmpty()) {
            return "-";
        }
        double seconds = Duration.between(started.get(), ended.get()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String word(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
