package io.github.churnml.cli;

import io.github.churnml.registry.RegistryEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn rollback}: an earlier version serves again. */
@Command(
        name = "rollback",
        description = "Makes an earlier version champion again, once it was proved to load and to score as it did.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A server that was started with --registry answers with it from the next request on.",
            "",
            "Examples:",
            "  churn rollback --why \"complaints about the offers\"",
            "  churn rollback --to 1.0.0 --why \"the last one before the new tariff\""
        })
final class RollbackCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "The version to go back to. Default: the one that served before the champion.")
    @Nullable
    String to;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; it is kept in the log.")
    @SuppressWarnings("NullAway.Init") // required
    String why;

    RollbackCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        RegistryEvent event = flags.registry(surroundings).rollback(to, why);
        answer(
                () -> RegistryReport.json(event),
                () -> "Version " + event.to() + " serves again, in place of " + event.from()
                        + "; it loads and scores its golden rows as it did.\n");
    }
}
