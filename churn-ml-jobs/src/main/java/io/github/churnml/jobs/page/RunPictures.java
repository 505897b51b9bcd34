package io.github.churnml.jobs.page;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs over time: what became of each, and how long each took. */
final class RunPictures {

    private static final int MOST_JOBS = 12;
    private static final int MOST_POINTS = 400;
    private static final int MOST_LINES = 3;
    private static final int MOST_TIMED = 100;

    private RunPictures() {}

    static Section of(List<JobRun> runs) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(states(runs));
        durations(runs).ifPresent(blocks::add);
        return new Section("Runs over time", blocks);
    }

    private static Block states(List<JobRun> all) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<JobRun> runs = new ArrayList<>();
        for (JobRun run : all) {
            if (runs.size() < MOST_POINTS && (places.containsKey(run.job()) || places.size() < MOST_JOBS)) {
                places.putIfAbsent(run.job(), places.size());
                runs.add(run);
            }
        }
        Map<RunState, Long> counts = new EnumMap<>(RunState.class);
        all.forEach(run -> counts.merge(run.state(), 1L, Long::sum));
        Map<Tone, List<Mark.Point>> points = new EnumMap<>(Tone.class);
        for (JobRun run : runs) {
            Tone tone =
                    switch (run.state()) {
                        case SUCCEEDED -> Tone.SECOND;
                        case FAILED -> Tone.FIRST;
                        case SKIPPED, CANCELLED, QUEUED, RUNNING -> Tone.THIRD;
                    };
            points.computeIfAbsent(tone, key -> new ArrayList<>())
                    .add(new Mark.Point(
                            run.due().getEpochSecond(),
                            places.getOrDefault(run.job(), 0),
                            RunsPage.time(run.due()) + ": " + RunsPage.word(run.state())));
        }
        List<Mark> marks = new ArrayList<>();
        add(marks, "succeeded", Tone.SECOND, points);
        add(marks, "failed", Tone.FIRST, points);
        add(marks, "skipped, cancelled or open", Tone.THIRD, points);
        Table.Builder numbers = Table.texts("Runs by state", "state", "runs");
        counts.forEach((state, count) -> numbers.row(RunsPage.word(state), Wording.count(count)));
        String finding = "Of " + Wording.count(all.size(), "run", "runs") + " "
                + Wording.count(counts.getOrDefault(RunState.SUCCEEDED, 0L)) + " succeeded and "
                + Wording.count(counts.getOrDefault(RunState.FAILED, 0L)) + " failed."
                + (runs.size() < all.size() ? " Drawn are the newest " + Wording.count(runs.size()) + "." : "");
        return new Picture(
                new Figure(
                        "What became of each run",
                        finding,
                        times(runs),
                        new Axis.Names(
                                "", places.keySet().stream().map(Words::name).toList()),
                        marks),
                numbers.build());
    }

    private static void add(List<Mark> marks, String name, Tone tone, Map<Tone, List<Mark.Point>> points) {
        if (points.containsKey(tone)) {
            marks.add(new Mark.Points(name, tone, points.get(tone)));
        }
    }

    private static Optional<Block> durations(List<JobRun> all) {
        Map<String, List<JobRun>> timed = new LinkedHashMap<>();
        for (JobRun run : all) {
            boolean known = run.state() == RunState.SUCCEEDED && Double.isFinite(RunsPage.seconds(run));
            if (known && (timed.containsKey(run.job()) || timed.size() < MOST_LINES)) {
                List<JobRun> of = timed.computeIfAbsent(run.job(), job -> new ArrayList<>());
                if (of.size() < MOST_TIMED) {
                    of.add(0, run);
                }
            }
        }
        if (timed.isEmpty()) {
            return Optional.empty();
        }
        List<Mark> marks = new ArrayList<>();
        List<JobRun> drawn = new ArrayList<>();
        Table.Builder numbers = Table.texts("How long runs took", "job", "due", "seconds");
        double most = 0;
        JobRun longest = timed.values().iterator().next().get(0);
        for (Map.Entry<String, List<JobRun>> job : timed.entrySet()) {
            List<Mark.Point> points = new ArrayList<>();
            for (JobRun run : job.getValue()) {
                double seconds = RunsPage.seconds(run);
                points.add(new Mark.Point(run.due().getEpochSecond(), seconds));
                longest = seconds > RunsPage.seconds(longest) ? run : longest;
                most = Math.max(most, seconds);
                numbers.row(Cell.of(Words.name(run.job())), Cell.of(RunsPage.time(run.due())), Cell.exact(seconds));
            }
            Tone tone = Tone.values()[marks.size()];
            marks.add(
                    points.size() > 1
                            ? new Mark.Line(Words.name(job.getKey()), tone, points)
                            : new Mark.Points(Words.name(job.getKey()), tone, points));
            drawn.addAll(job.getValue());
        }
        String finding = "The longest of the runs drawn took " + Unit.PLAIN.text(RunsPage.seconds(longest))
                + " seconds: "
                + Words.name(longest.job()) + ", of " + RunsPage.time(longest.due()) + "."
                + " Drawn are the newest that succeeded, of " + Wording.count(timed.size(), "job", "jobs") + ".";
        return Optional.of(new Picture(
                new Figure(
                        "How long runs took",
                        finding,
                        times(drawn),
                        Axis.Numbers.around("seconds", Unit.PLAIN, 0, most),
                        marks),
                numbers.build()));
    }

    private static Axis.Numbers times(List<JobRun> runs) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (JobRun run : runs) {
            first = Math.min(first, run.due().getEpochSecond());
            last = Math.max(last, run.due().getEpochSecond());
        }
        return Axis.Numbers.times("due", first, last);
    }
}
