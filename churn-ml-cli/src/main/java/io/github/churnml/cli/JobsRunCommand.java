package io.github.churnml.cli;

import io.github.churnml.jobs.JobFile;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobRun;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn jobs run}: one run of a job, in the foreground. */
@Command(
        name = "run",
        description = "Does one run of a job and waits for it: for now, or for the moment that --due names.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A moment has one run. If it was begun before, by whatever process, it is gone on with; if it succeeded, nothing is",
            "done. Earlier runs of the job that are not done are done first. The exit code is 0 if it succeeded, else 1.",
            "",
            "Examples:",
            "  churn jobs run weekly.yaml",
            "  churn jobs run weekly.yaml --due 2026-11-30T00:00:00Z --db jdbc:postgresql://localhost/churn"
        })
final class JobsRunCommand extends Subcommand {

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Mixin
    final NodeFlags node = new NodeFlags();

    @Parameters(paramLabel = "FILE", description = "The job.")
    Path file = Path.of("");

    @Option(
            names = "--due",
            paramLabel = "TIME",
            description = "The moment that the run is for, as 2026-11-30T00:00:00Z, or a day (its first moment, UTC).")
    @Nullable
    String due;

    private int code;

    JobsRunCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Job job = JobFile.read(file);
        JobRun run = node.with(flags, List.of(job), surroundings, with -> {
            Instant moment = due == null ? with.now() : DueTimes.moment("--due", due);
            return with.run(job.name(), moment.truncatedTo(ChronoUnit.SECONDS));
        });
        code = NodeFlags.exitCode(run);
        answer(() -> RunReport.json(run), () -> RunReport.text(run));
    }

    @Override
    int exitCode() {
        return code;
    }
}
