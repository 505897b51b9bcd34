package io.github.churnml.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only stands above commands of one subject, such as {@code churn registry}. */
@Command(commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n", synopsisSubcommandLabel = "COMMAND")
abstract class CommandGroup implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** The commands below, in the order in which help lists them; each has its name from its annotation. */
    abstract List<Subcommand> commands();

    final CommandLine line() {
        CommandLine line = new CommandLine(this);
        commands().forEach(line::addSubcommand);
        return line;
    }

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "No command was given");
    }
}
