package io.github.churnml.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code churn jobs}: what is fetched, scored and stored on a schedule, and what came of it. */
@Command(
        name = "jobs",
        description = "Fetches, scores, stores and watches on a schedule: each tick once, also after a crash.",
        footer = {
            "",
            "A job is a YAML file. Its runs are recorded in a database: --db, or a file of H2 in the folder of runs. Several",
            "machines may work on the same database; a run whose machine dies is taken over by another.",
            "",
            "Examples:",
            "  churn jobs run weekly.yaml                       now, in the foreground",
            "  churn jobs start jobs/                           all jobs of a folder, on their schedules",
            "  churn jobs list",
            "  churn jobs show weekly-20261130T000000Z",
            "  churn jobs retry weekly-20261130T000000Z --jobs weekly.yaml",
            "  churn jobs backfill weekly.yaml --from 2026-10-01 --to 2026-10-31"
        })
final class JobsGroup extends CommandGroup {

    private final Surroundings surroundings;

    JobsGroup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    List<Subcommand> commands() {
        return List.of(
                new JobsRunCommand(surroundings),
                new JobsStartCommand(surroundings),
                new JobsListCommand(surroundings),
                new JobsShowCommand(surroundings),
                new JobsRetryCommand(surroundings),
                new JobsBackfillCommand(surroundings),
                new JobsCancelCommand(surroundings));
    }
}
