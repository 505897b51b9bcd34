package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.page.RunsPage;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.jobs.run.RunStore;
import io.github.churnml.report.tree.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn jobs list}: the newest runs. */
@Command(
        name = "list",
        description = "Lists the newest runs, by the moment that they are for.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn jobs list",
            "  churn jobs list --job weekly --most 100 --json",
            "  churn jobs list --html jobs.html --jobs jobs/      also when they are due next"
        })
final class JobsListCommand extends Subcommand {

    private static final int MOST = 100_000;

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Option(names = "--job", paramLabel = "NAME", description = "Of this job alone.")
    @Nullable
    String job;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most. Default: ${DEFAULT-VALUE}.")
    int most = 20;

    @Mixin
    final PageFlags page = new PageFlags();

    @Option(
            names = "--jobs",
            paramLabel = "FILE|DIR",
            description = "For --html: jobs, or a folder with jobs, of which the page says when they are due next.")
    List<Path> jobs = new ArrayList<>();

    JobsListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        if (most < 1 || most > MOST) {
            throw new ConfigurationException(
                    "Option --most " + Wording.value(most) + " is not from 1 to " + Wording.count(MOST) + ".",
                    "Maybe leave it out.",
                    Where.nowhere());
        }
        if (!jobs.isEmpty() && page.html == null) {
            throw new ConfigurationException(
                    "Option --jobs is given without --html, whose page says when jobs are due next.",
                    "Maybe add --html jobs.html.",
                    Where.nowhere());
        }
        page.refuseAmong(flags.work(surroundings).toString(), "runs");
        for (Path place : jobs) {
            page.refuseOver(place, "job that is read");
            page.refuseAmong(place.toString(), "jobs");
        }
        try (OpenRuns open = flags.existing(surroundings)) {
            List<JobRun> runs = open.store().newest(Optional.ofNullable(job), most);
            page.write(() -> page(open.store()));
            answer(() -> RunReport.json(runs), () -> RunReport.table(runs) + (common.quiet ? "" : page.told()));
        }
    }

    private Report page(RunStore store) {
        List<JobRun> runs = store.newest(Optional.ofNullable(job), RunsPage.MOST_RUNS);
        List<JobRun> detailed = new ArrayList<>();
        for (JobRun run : runs) {
            boolean newest = detailed.size() < RunsPage.MOST_DETAILED;
            if (newest) {
                store.find(run.id()).ifPresent(detailed::add);
            }
        }
        runs.stream()
                .filter(run -> run.state() == RunState.FAILED)
                .limit(RunsPage.MOST_FAILED)
                .forEach(run -> store.find(run.id()).ifPresent(detailed::add));
        Map<String, Instant> next = new LinkedHashMap<>();
        Instant now = CreationTime.of(surroundings.environment());
        NodeFlags.jobs(jobs).stream()
                .filter(one -> job == null || job.equals(one.name()))
                .forEach(one -> one.schedule().ifPresent(schedule -> next.put(one.name(), schedule.next(now))));
        return RunsPage.of(
                store.figures().stream()
                        .filter(one -> job == null || job.equals(one.job()))
                        .toList(),
                runs,
                detailed,
                next);
    }
}
