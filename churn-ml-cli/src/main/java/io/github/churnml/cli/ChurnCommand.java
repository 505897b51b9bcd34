package io.github.churnml.cli;

import io.github.churnml.LibraryVersion;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command above the subcommands, and the one place where a run becomes an exit code. */
@Command(
        name = "churn",
        description = "Customer churn on the JVM: from a customer table to a trained, judged, portable model.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        versionProvider = ChurnCommand.Version.class,
        footer = {
            "",
            "Examples:",
            "  churn profile --data customers.csv --target churned    what is in a table, and what is suspicious",
            "  churn train                                            on the project's own customers",
            "  churn train --data customers.csv --target churned      on yours",
            "  churn evaluate --model artifacts/model.churn --data later.csv",
            "  churn inspect artifacts/model.churn",
            "  churn predict --model artifacts/model.churn --data new.csv --out scored.csv",
            "  churn explain --model artifacts/model.churn --data new.csv --row 17",
            "  churn import --from xgboost.json --out model.churn     a model trained elsewhere",
            "  churn estimate --model artifacts/model.churn --data new.csv",
            "  churn monitor --metrics metrics_history.jsonl --drift drift_latest.json",
            "  churn generate --rows 8000 --seed 42 --out customers.csv",
            "",
            "Exit codes: 0 good, 1 failed, 2 wrong use, 3 bad data, 4 what a --fail-on option asked to be told."
        })
final class ChurnCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    /** Runs a command line to its exit code; nothing that goes wrong leaves as an exception. */
    static int run(Surroundings surroundings, String... args) {
        boolean json = Arrays.asList(args).contains("--json");
        try {
            return commandLine(surroundings, json).execute(args);
        } catch (Throwable thrown) { // errors of the virtual machine: whatever happens, one clear line
            return Failure.of(thrown).print(surroundings.err(), json);
        } finally {
            surroundings.out().flush();
        }
    }

    private static CommandLine commandLine(Surroundings surroundings, boolean json) {
        CommandLine line = new CommandLine(new ChurnCommand());
        line.addSubcommand("profile", new ProfileCommand(surroundings));
        line.addSubcommand("train", new TrainCommand(surroundings));
        line.addSubcommand("evaluate", new EvaluateCommand(surroundings));
        line.addSubcommand("inspect", new InspectCommand(surroundings));
        line.addSubcommand("predict", new PredictCommand(surroundings));
        line.addSubcommand("explain", new ExplainCommand(surroundings));
        line.addSubcommand("estimate", new EstimateCommand(surroundings));
        line.addSubcommand("monitor", new MonitorCommand(surroundings));
        line.addSubcommand("import", new ImportCommand(surroundings));
        line.addSubcommand("generate", new GenerateCommand(surroundings));
        line.addSubcommand(new CommandLine.HelpCommand());
        Help.Ansi ansi = surroundings.colour() ? Help.Ansi.ON : Help.Ansi.OFF;
        line.setColorScheme(Help.defaultColorScheme(ansi));
        line.setOut(new PrintWriter(surroundings.out(), true));
        line.setErr(new PrintWriter(surroundings.err(), true));
        line.setUsageHelpWidth(110);
        line.setOverwrittenOptionsAllowed(false);
        line.setParameterExceptionHandler((wrong, args) -> Failure.of(wrong).print(surroundings.err(), json));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (debug(command)) {
                thrown.printStackTrace(surroundings.err());
            }
            return Failure.of(thrown).print(surroundings.err(), json);
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command was given");
    }

    private static boolean debug(CommandLine command) {
        return command.getCommand() instanceof Subcommand subcommand && subcommand.common.debug;
    }

    /** What {@code --version} shows. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"churn-ml " + LibraryVersion.get() + " (Java " + Runtime.version() + ")"};
        }
    }
}
