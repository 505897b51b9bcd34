package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.run.JobRun;
import java.util.List;
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
        footer = {"", "Examples:", "  churn jobs list", "  churn jobs list --job weekly --most 100 --json"})
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
        try (OpenRuns open = flags.existing(surroundings)) {
            List<JobRun> runs = open.store().newest(Optional.ofNullable(job), most);
            answer(() -> RunReport.json(runs), () -> RunReport.table(runs));
        }
    }
}
