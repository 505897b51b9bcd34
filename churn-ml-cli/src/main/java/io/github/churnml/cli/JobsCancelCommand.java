package io.github.churnml.cli;

import io.github.churnml.jobs.run.JobRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code churn jobs cancel}: ends a run by hand. */
@Command(
        name = "cancel",
        description = "Ends a run that waits or works; a process that works on it stops within its heartbeat.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Examples:", "  churn jobs cancel weekly-20261130T000000Z"})
final class JobsCancelCommand extends Subcommand {

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Parameters(paramLabel = "RUN", description = "The run, as churn jobs list names it.")
    String run = "";

    JobsCancelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        try (OpenRuns open = flags.existing(surroundings)) {
            JobRun cancelled = open.store().cancel(run);
            answer(() -> RunReport.json(cancelled), () -> "Run " + cancelled.id() + " is cancelled.\n");
        }
    }
}
