package io.github.churnml.jobs.page;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.run.JobFigures;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.jobs.run.StepRun;
import io.github.churnml.jobs.run.StepTry;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How scheduled jobs fare, as a report: what failed and why first, then runs over time, how long they took, and all of them. */
public final class RunsPage {

    /** Of how many of the newest runs a page reads their steps. */
    public static final int MOST_DETAILED = 40;

    /** How many of the newest runs a page looks at. */
    public static final int MOST_RUNS = 10_000;

    private static final int MOST_WARNINGS = 5;
    /** Of how many of the newest runs that failed a page says why. */
    public static final int MOST_FAILED = 10;

    private static final int MOST_JOBS = 100;
    private static final int MOST_ROWS = 100;
    private static final int SENTENCE = 300;

    private final List<JobFigures> figures;
    private final List<JobRun> runs;
    private final Map<String, JobRun> detailed;
    private final Map<String, Instant> next;

    private RunsPage(
            List<JobFigures> figures, List<JobRun> runs, Map<String, JobRun> detailed, Map<String, Instant> next) {
        this.figures = figures;
        this.runs = runs;
        this.detailed = detailed;
        this.next = next;
    }

    /**
     * Says what there is to say of jobs.
     *
     * @param figures how each job fares
     * @param runs the newest runs, the newest first
     * @param detailed those of them whose steps were read, too
     * @param next when jobs are due next, by name; may be empty
     * @return the report, the same for the same runs
     */
    public static Report of(
            List<JobFigures> figures, List<JobRun> runs, List<JobRun> detailed, Map<String, Instant> next) {
        Map<String, JobRun> byId = new LinkedHashMap<>();
        detailed.forEach(run -> byId.put(run.id(), run));
        return new RunsPage(List.copyOf(figures), List.copyOf(runs), byId, new LinkedHashMap<>(next)).report();
    }

    private Report report() {
        long all = figures.stream()
                .flatMap(job -> job.runs().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        List<Section> sections = new ArrayList<>();
        sections.add(jobs());
        if (!runs.isEmpty()) {
            sections.add(RunPictures.of(runs));
            sections.add(failures());
            sections.add(list(all));
        }
        return new Report(
                "Jobs",
                Wording.count(figures.size(), "job", "jobs") + " with " + Wording.count(all, "run", "runs")
                        + (runs.size() < all
                                ? ", the newest " + Wording.count(runs.size()) + " of which are looked at"
                                : "")
                        + ".",
                opening(),
                sections);
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        if (runs.isEmpty()) {
            blocks.add(Finding.main("No run is recorded yet."));
            return blocks;
        }
        Map<String, JobRun> newest = new LinkedHashMap<>();
        for (JobRun run : runs) {
            if (run.state() == RunState.SUCCEEDED || run.state() == RunState.FAILED) {
                newest.putIfAbsent(run.job(), run);
            }
        }
        List<JobRun> failed = newest.values().stream()
                .filter(run -> run.state() == RunState.FAILED)
                .toList();
        blocks.add(Finding.main(
                newest.isEmpty()
                        ? "No run has ended yet."
                        : failed.isEmpty()
                                ? (newest.size() == 1
                                        ? "The newest run succeeded."
                                        : "The newest runs of all " + Wording.count(newest.size()) + " jobs succeeded.")
                                : "The newest run of " + Wording.count(failed.size()) + " of "
                                        + Wording.count(newest.size(), "job", "jobs") + " failed."));
        for (JobRun run : failed.subList(0, Math.min(MOST_WARNINGS, failed.size()))) {
            blocks.add(Finding.warning(Words.name(run.job()) + ", run of " + time(run.due()) + ", failed"
                    + (run.note().isBlank() ? "." : ": " + Words.text(line(run.note()), SENTENCE))));
        }
        long open = runs.stream().filter(run -> run.state().isOpen()).count();
        if (open > 0) {
            blocks.add(Finding.note(Wording.count(open, "run is", "runs are")
                    + " still to be worked on: queued, or on a machine now."));
        }
        next.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .ifPresent(tick -> blocks.add(Finding.note(
                        "Due next: " + Words.name(tick.getKey()) + " at " + time(tick.getValue()) + " UTC.")));
        return blocks;
    }

    private Section jobs() {
        Table.Builder table = Table.of(
                "Jobs",
                "job",
                "newest success was for",
                "due next",
                "last took, seconds",
                "succeeded",
                "failed",
                "skipped",
                "cancelled",
                "open");
        for (JobFigures job : figures.subList(0, Math.min(MOST_JOBS, figures.size()))) {
            table.row(
                    Cell.of(Words.name(job.job())),
                    moment(job.lastSucceeded()),
                    moment(Optional.ofNullable(next.get(job.job()))),
                    Cell.exact(job.lastSeconds()),
                    count(job, RunState.SUCCEEDED),
                    count(job, RunState.FAILED),
                    count(job, RunState.SKIPPED),
                    count(job, RunState.CANCELLED),
                    Cell.of(Unit.COUNT, number(job, RunState.QUEUED) + number(job, RunState.RUNNING)));
        }
        List<Block> blocks = new ArrayList<>(List.of(table.build()));
        if (figures.size() > MOST_JOBS) {
            blocks.add(new Paragraph(
                    "The first " + MOST_JOBS + " of " + Wording.count(figures.size()) + " jobs are shown."));
        }
        if (next.isEmpty()) {
            blocks.add(new Paragraph("When jobs are due next is told where their files are given: --jobs FILE."));
        }
        return new Section("Each job", blocks);
    }

    private static Cell moment(Optional<Instant> time) {
        return time.map(at -> new Cell(time(at), at.getEpochSecond())).orElse(Cell.of("-"));
    }

    private static Cell count(JobFigures job, RunState state) {
        return Cell.of(Unit.COUNT, number(job, state));
    }

    private static long number(JobFigures job, RunState state) {
        return job.runs().getOrDefault(state, 0L);
    }

    private Section failures() {
        List<JobRun> failed = runs.stream()
                .filter(run -> run.state() == RunState.FAILED)
                .limit(MOST_FAILED)
                .toList();
        if (failed.isEmpty()) {
            return new Section("What failed", List.of(new Paragraph("No run failed.")));
        }
        Table.Builder table =
                Table.texts("Runs that failed, the newest first", "run", "due", "step", "what went wrong");
        for (JobRun run : failed) {
            Optional<StepRun> step = Optional.ofNullable(detailed.get(run.id())).stream()
                    .flatMap(found -> found.steps().stream())
                    .filter(one -> one.state().equals("failed"))
                    .findFirst();
            String error = step.flatMap(one -> one.tries().stream()
                            .map(StepTry::error)
                            .filter(text -> !text.isEmpty())
                            .reduce((first, last) -> last))
                    .orElse(run.note());
            table.row(
                    Words.name(run.id()),
                    time(run.due()),
                    step.map(one -> Words.name(one.name())).orElse("-"),
                    Words.text(line(error), SENTENCE));
        }
        long all = runs.stream().filter(run -> run.state() == RunState.FAILED).count();
        List<Block> blocks = new ArrayList<>(List.of(table.build()));
        if (all > failed.size()) {
            blocks.add(new Paragraph("The newest " + failed.size() + " of " + Wording.count(all) + " are shown."));
        }
        blocks.add(new Paragraph("Once the cause is repaired, a run is gone on with from the step that failed:"));
        blocks.add(new Commands(List.of("churn jobs retry RUN --jobs FILE")));
        return new Section("What failed", blocks);
    }

    private Section list(long all) {
        List<Table.Column> columns = List.of(
                new Table.Column("run", false),
                new Table.Column("due", false),
                new Table.Column("state", false),
                new Table.Column("took, seconds", true),
                new Table.Column("rows", true),
                new Table.Column("begun", true),
                new Table.Column("on", false),
                new Table.Column("note", false));
        List<List<Cell>> rows = new ArrayList<>();
        for (JobRun run : runs.subList(0, Math.min(MOST_ROWS, runs.size()))) {
            rows.add(List.of(
                    Cell.of(Words.name(run.id())),
                    moment(Optional.of(run.due())),
                    Cell.of(word(run.state())),
                    Cell.exact(seconds(run)),
                    Cell.of(Unit.COUNT, rows(detailed.get(run.id()))),
                    Cell.of(Unit.COUNT, run.claim()),
                    Cell.of(run.node().map(Words::name).orElse("-")),
                    Cell.of(Words.text(line(run.note()), SENTENCE / 2))));
        }
        List<Block> blocks = new ArrayList<>(List.of(new Table("Runs, the newest first", columns, rows)));
        if (all > rows.size()) {
            blocks.add(new Paragraph("The newest " + Wording.count(rows.size()) + " of " + Wording.count(all)
                    + " runs are shown; churn jobs list --most N has more."));
        }
        if (rows.size() > MOST_DETAILED) {
            blocks.add(new Paragraph("Rows are told of the newest " + MOST_DETAILED + "."));
        }
        return new Section("The newest runs", blocks);
    }

    /** How many rows the last step left behind that tells of rows. */
    private static double rows(@Nullable JobRun run) {
        double rows = Double.NaN;
        if (run != null) {
            for (StepRun step : run.steps()) {
                rows = step.result().stream()
                        .flatMap(result -> result.outputs().stream())
                        .filter(file -> file.rows() >= 0)
                        .mapToDouble(file -> file.rows())
                        .max()
                        .orElse(rows);
            }
        }
        return rows;
    }

    /** How long a run took from its first beginning; NaN where it has not ended. */
    static double seconds(JobRun run) {
        return run.started().isPresent() && run.ended().isPresent()
                ? Duration.between(run.started().get(), run.ended().get()).toMillis() / 1000.0
                : Double.NaN;
    }

    static String time(Instant time) {
        return Unit.TIME.text(time.getEpochSecond());
    }

    static String word(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
