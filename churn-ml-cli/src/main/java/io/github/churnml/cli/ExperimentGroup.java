package io.github.churnml.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code churn experiment}: A/B tests of two models. */
@Command(
        name = "experiment",
        description = "A/B tests of a challenger beside the champion: how many customers, what came of it, and proof.",
        footer = {
            "",
            "The plan is made before the experiment begins, the endpoint divides customers and keeps the log, and the",
            "reading may be looked at every day.",
            "",
            "Examples:",
            "  churn experiment plan --baseline 0.14 --effect 0.02 --per-day 500 --out plan.json",
            "  churn experiment read --log assignments.jsonl --outcomes outcomes.csv --plan plan.json --as-of 2026-12-31",
            "  churn experiment simulate --baseline 0.14 --effect 0.02 --per-day 200 --runs 10000"
        })
final class ExperimentGroup extends CommandGroup {

    private final Surroundings surroundings;

    ExperimentGroup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    List<Subcommand> commands() {
        return List.of(
                new ExperimentPlanCommand(surroundings),
                new ExperimentReadCommand(surroundings),
                new ExperimentSimulateCommand(surroundings));
    }
}
