package io.github.churnml.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code churn registry}: versions of a model, and which of them serves. */
@Command(
        name = "registry",
        description = "Keeps versions of a model: which one serves, since when and why, and which one did before.",
        footer = {
            "",
            "A registry is a folder with one model per version, registry.json for people, and an append-only log in which",
            "every event names the hash of the one before. See `churn promote` and `churn rollback`, too.",
            "",
            "Examples:",
            "  churn registry register --model artifacts/model.churn",
            "  churn registry list",
            "  churn registry history --as-of 2026-03-01",
            "  churn registry diff 1.0.0 1.1.0",
            "  churn registry assign challenger 1.1.0 --share 0.1",
            "  churn registry verify"
        })
final class RegistryGroup extends CommandGroup {

    private final Surroundings surroundings;

    RegistryGroup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    List<Subcommand> commands() {
        return List.of(
                new RegisterCommand(surroundings),
                new RegistryListCommand(surroundings),
                new RegistryShowCommand(surroundings),
                new RegistryDiffCommand(surroundings),
                new RegistryHistoryCommand(surroundings),
                new AssignCommand(surroundings),
                new ReleaseCommand(surroundings),
                new RegistryVerifyCommand(surroundings),
                new RegistryPruneCommand(surroundings));
    }
}
