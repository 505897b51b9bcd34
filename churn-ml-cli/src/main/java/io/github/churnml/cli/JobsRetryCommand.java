package io.github.churnml.cli;

import io.github.churnml.jobs.run.JobRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn jobs retry}: goes on with a run from the step that failed. */
@Command(
        name = "retry",
        description = "Goes on with a run that failed, was cancelled or skipped, from the step that is not done.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Examples:", "  churn jobs retry weekly-20261130T000000Z --jobs weekly.yaml"})
final class JobsRetryCommand extends Subcommand {

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Mixin
    final NodeFlags node = new NodeFlags();

    @Parameters(paramLabel = "RUN", description = "The run, as churn jobs list names it.")
    String run = "";

    @Option(
            names = "--jobs",
            paramLabel = "FILE|DIR",
            required = true,
            description = "The job, or a folder with it; may be given several times.")
    List<Path> jobs = new ArrayList<>();

    private int code;

    JobsRetryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        try (OpenRuns open = flags.existing(surroundings)) {
            open.store().require(run);
        }
        JobRun done = node.with(flags, NodeFlags.jobs(jobs), surroundings, with -> with.retry(run));
        code = NodeFlags.exitCode(done);
        answer(() -> RunReport.json(done), () -> RunReport.text(done));
    }

    @Override
    int exitCode() {
        return code;
    }
}
