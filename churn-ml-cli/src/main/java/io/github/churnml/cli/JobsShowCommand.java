package io.github.churnml.cli;

import io.github.churnml.jobs.run.JobRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code churn jobs show}: all that is recorded of a run. */
@Command(
        name = "show",
        description = "Shows a run: each step with its tries, what it read and what it left behind.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Examples:", "  churn jobs show weekly-20261130T000000Z --json"})
final class JobsShowCommand extends Subcommand {

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Parameters(paramLabel = "RUN", description = "The run, as churn jobs list names it.")
    String run = "";

    JobsShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        try (OpenRuns open = flags.existing(surroundings)) {
            JobRun found = open.store().require(run);
            answer(() -> RunReport.json(found), () -> RunReport.text(found));
        }
    }
}
