package io.github.churnml.cli;

import io.github.churnml.LibraryVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
            "  churn snapshot --pipeline pipeline.yaml                customers as they were, from raw event files",
            "  churn profile --data customers.csv --target churned    what is in a table, and what is suspicious",
            "  churn doctor --data customers.csv --target churned     can what is said of models be believed?",
            "  churn compare --data customers.csv --target churned    which learner is best, and whether that is luck",
            "  churn learning-curve --data customers.csv --target churned    would more rows help?",
            "  churn select --data customers.csv --target churned     which columns may go?",
            "  churn tune --data customers.csv --target churned       settings that suit a table, and what they are worth",
            "  churn train                                            on the project's own customers",
            "  churn train --data customers.csv --target churned      on yours",
            "  churn evaluate --model artifacts/model.churn --data later.csv",
            "  churn inspect artifacts/model.churn",
            "  churn predict --model artifacts/model.churn --data new.csv --out scored.csv",
            "  churn explain --model artifacts/model.churn --data new.csv --row 17",
            "  churn contact --model artifacts/model.churn --data new.csv --budget 200 --out list.csv",
            "  churn serve --model artifacts/model.churn              answers over HTTP",
            "  churn registry register --model artifacts/model.churn  versions of a model, and which of them serves",
            "  churn promote --version 1.1.0 --data holdout.csv       serves if it passes the gates",
            "  churn rollback --why \"complaints\"                     the version before serves again",
            "  churn experiment plan --baseline 0.14 --effect 0.02    an A/B test of two models, from plan to verdict",
            "  churn jobs start jobs/                                 fetch, score, store and watch on a schedule",
            "  churn drift --ref customers.csv --new june.csv         do new customers still look like the old ones?",
            "  churn import --from xgboost.json --out model.churn     a model trained elsewhere",
            "  churn mlflow log --model artifacts/model.churn --register    on an MLflow server, for others to load",
            "  churn export --model artifacts/model.churn --onnx model.onnx    the model for Python and others",
            "  churn estimate --model artifacts/model.churn --data new.csv",
            "  churn monitor --metrics metrics_history.jsonl --drift drift_latest.json",
            "  churn generate --rows 8000 --seed 42 --out customers.csv",
            "",
            "Exit codes: 0 good, 1 failed, 2 wrong use, 3 bad data, 4 what was asked to be told (--fail-on), a gate, or",
            "an experiment whose customers were not divided as stated."
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
            return commandLine(surroundings, json, args).execute(args);
        } catch (Throwable thrown) { // errors of the virtual machine: whatever happens, one clear line
            return Failure.of(thrown).print(surroundings.err(), json);
        } finally {
            surroundings.out().flush();
        }
    }

    /** In the order in which help lists them. */
    private static Map<String, Function<Surroundings, Object>> subcommands() {
        Map<String, Function<Surroundings, Object>> all = new LinkedHashMap<>();
        all.put("snapshot", SnapshotCommand::new);
        all.put("profile", ProfileCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("compare", CompareCommand::new);
        all.put("learning-curve", LearningCurveCommand::new);
        all.put("select", SelectCommand::new);
        all.put("tune", TuneCommand::new);
        all.put("train", TrainCommand::new);
        all.put("evaluate", EvaluateCommand::new);
        all.put("inspect", InspectCommand::new);
        all.put("report", ReportCommand::new);
        all.put("predict", PredictCommand::new);
        all.put("explain", ExplainCommand::new);
        all.put("contact", ContactCommand::new);
        all.put("serve", ServeCommand::new);
        all.put("registry", RegistryGroup::new);
        all.put("promote", PromoteCommand::new);
        all.put("rollback", RollbackCommand::new);
        all.put("retrain", RetrainCommand::new);
        all.put("experiment", ExperimentGroup::new);
        all.put("jobs", JobsGroup::new);
        all.put("drift", DriftCommand::new);
        all.put("estimate", EstimateCommand::new);
        all.put("monitor", MonitorCommand::new);
        all.put("import", ImportCommand::new);
        all.put("mlflow", MlflowGroup::new);
        all.put("export", ExportCommand::new);
        all.put("generate", GenerateCommand::new);
        return all;
    }

    /** Taking the options of all commands apart takes longer than most runs; one that is named is enough. */
    @SuppressWarnings("DefaultCharset") // from JDK 18 on it is the stream's own
    static CommandLine commandLine(Surroundings surroundings, boolean json, String... args) {
        CommandLine line = new CommandLine(new ChurnCommand());
        Map<String, Function<Surroundings, Object>> all = subcommands();
        if (args.length > 0 && all.containsKey(args[0])) {
            all.keySet().retainAll(Set.of(args[0]));
        }
        all.forEach((name, made) -> {
            Object command = made.apply(surroundings);
            line.addSubcommand(name, command instanceof CommandGroup group ? group.line() : command);
        });
        line.addSubcommand(new CommandLine.HelpCommand());
        convert(line, surroundings);
        Help.Ansi ansi = surroundings.colour() ? Help.Ansi.ON : Help.Ansi.OFF;
        line.setColorScheme(Help.defaultColorScheme(ansi));
        line.setOut(new PrintWriter(surroundings.out(), true));
        line.setErr(new PrintWriter(surroundings.err(), true));
        line.setUsageHelpWidth(110);
        line.setOverwrittenOptionsAllowed(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, given) -> Failure.of(wrong).print(surroundings.err(), json));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (debug(command)) {
                thrown.printStackTrace(surroundings.err());
            }
            return Failure.of(thrown).print(surroundings.err(), json);
        });
        return line;
    }

    /** Options that take a path, or a path or an address: each command fetches for itself. */
    private static void convert(CommandLine line, Surroundings surroundings) {
        line.registerConverter(Path.class, InputFile::local);
        line.registerConverter(RegistryPlace.class, RegistryPlace::parse);
        line.getSubcommands().values().forEach(below -> convert(below, surroundings));
        if (line.getCommand() instanceof Subcommand command) {
            line.registerConverter(InputFile.class, given -> InputFile.parse(given, command.files));
            line.registerConverter(
                    ResultFile.class, given -> ResultFile.parse(given, command.files, surroundings.environment()));
        }
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
