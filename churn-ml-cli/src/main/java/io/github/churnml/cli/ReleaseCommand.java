package io.github.churnml.cli;

import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.RegistryEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn registry release}: there is no challenger, or no shadow, any more. */
@Command(
        name = "release",
        description = "Ends the work of the challenger, or of the shadow: the champion answers everyone.",
        optionListHeading = "%nOptions:%n")
final class ReleaseCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Parameters(paramLabel = "challenger|shadow", description = "Whose work ends.")
    @SuppressWarnings("NullAway.Init") // required
    String pointer;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log.")
    String why = "";

    ReleaseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Pointer moved = AssignCommand.pointer(pointer);
        RegistryEvent event = flags.registry(surroundings).release(moved, why);
        answer(
                () -> RegistryReport.json(event),
                () -> "Version " + event.from() + " is " + moved.label() + " no longer.\n");
    }
}
