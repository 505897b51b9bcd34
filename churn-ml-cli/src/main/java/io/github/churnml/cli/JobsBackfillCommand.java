package io.github.churnml.cli;

import io.github.churnml.jobs.JobFile;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobRun;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn jobs backfill}: the runs of past days. */
@Command(
        name = "backfill",
        description =
                "Does the runs of all ticks from a day to another, the first first; of a job without a schedule one a day.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Runs that succeeded are left as they are, others are gone on with. The first one that fails ends it, as later ones",
            "build on it. Days are those of the job's zone.",
            "",
            "Examples:",
            "  churn jobs backfill weekly.yaml --from 2026-10-01 --to 2026-10-31"
        })
final class JobsBackfillCommand extends Subcommand {

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Mixin
    final NodeFlags node = new NodeFlags();

    @Parameters(paramLabel = "FILE", description = "The job.")
    Path file = Path.of("");

    @Option(names = "--from", paramLabel = "DAY", required = true, description = "The first day, as 2026-10-01.")
    String from = "";

    @Option(names = "--to", paramLabel = "DAY", required = true, description = "The last day.")
    String to = "";

    private int code;

    JobsBackfillCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Job job = JobFile.read(file);
        var first = DueTimes.day("--from", from);
        var last = DueTimes.day("--to", to);
        List<JobRun> runs =
                node.with(flags, List.of(job), surroundings, with -> with.backfill(job.name(), first, last));
        code = runs.isEmpty() ? 0 : NodeFlags.exitCode(runs.get(runs.size() - 1));
        answer(() -> RunReport.json(runs), () -> RunReport.table(runs));
    }

    @Override
    int exitCode() {
        return code;
    }
}
