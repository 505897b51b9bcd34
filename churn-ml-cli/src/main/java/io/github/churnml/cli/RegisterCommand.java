package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn registry register}: a model becomes a version. */
@Command(
        name = "register",
        description = "Adds a model as a new version. It serves once it is promoted.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Without --version the number follows from what changed since the champion: other columns or another target",
            "raise the first part, a new training the second, another threshold or calibration the third.",
            "",
            "Examples:",
            "  churn registry register --model artifacts/model.churn",
            "  churn registry register --model artifacts/model.churn --version 2.0.0 --changes \"with usage data\""
        })
final class RegisterCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    @SuppressWarnings("NullAway.Init") // required
    Path model;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "The version's number, such as 1.4.0. Default: what follows from the changes.")
    @Nullable
    String version;

    @Option(
            names = "--changes",
            paramLabel = "TEXT",
            description = "What changed, for people. Default: what was found.")
    String changes = "";

    RegisterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        ChurnModel loaded = ChurnModel.load(model);
        Registry registry = flags.registry(surroundings);
        ModelVersion added =
                version == null ? registry.register(loaded, changes) : registry.register(loaded, version, changes);
        answer(() -> RegistryReport.json(added), () -> text(registry, added));
    }

    private String text(Registry registry, ModelVersion added) {
        String name = registry.state().name();
        StringBuilder text = new StringBuilder(
                "Registered " + name + " " + added.version() + " in " + flags.folder + ": " + added.changes() + ".\n");
        if (!common.quiet) {
            text.append(
                    registry.state().champion().isEmpty()
                            ? "No version serves yet: `churn promote --version " + added.version()
                                    + " --data holdout.csv`.\n"
                            : "It serves once it is promoted: `churn promote --version " + added.version()
                                    + " --data holdout.csv`.\n");
        }
        return text.toString();
    }
}
