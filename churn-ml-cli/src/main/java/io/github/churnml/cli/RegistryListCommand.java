package io.github.churnml.cli;

import io.github.churnml.registry.RegistryState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code churn registry list}: the versions, the newest first. */
@Command(name = "list", description = "Lists the versions, the newest first.", optionListHeading = "%nOptions:%n")
final class RegistryListCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    RegistryListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        RegistryState state = flags.registry(surroundings).state();
        answer(() -> RegistryReport.json(state), () -> RegistryReport.table(state));
    }
}
