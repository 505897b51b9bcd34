package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
            "  churn registry register --model artifacts/model.churn --version 2.0.0 --changes \"with usage data\"",
            "  churn registry register --model artifacts/variants.json    each variant in a folder of its own, such as"
                    + " models/geography-us/"
        })
final class RegisterCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile given;

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
        Path model = given.model();
        if (VariantSet.isSet(model)) {
            registerSet(VariantSet.load(model));
            return;
        }
        ChurnModel loaded = ChurnModel.load(model);
        Registry registry = flags.registry(surroundings);
        ModelVersion added =
                version == null ? registry.register(loaded, changes) : registry.register(loaded, version, changes);
        answer(() -> RegistryReport.json(added), () -> text(registry, added));
    }

    /** Each model of a set into the registry of its own variant: that of all customers here, others in folders below. */
    private void registerSet(VariantSet set) {
        Map<String, Object> document = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, ChurnModel> one : set.models().entrySet()) {
            String file = set.file(one.getKey());
            RegistryPlace place = flags.place.below(file.substring(0, Math.max(file.lastIndexOf('/'), 0)));
            Registry registry = flags.registry(surroundings, place);
            ModelVersion added = version == null
                    ? registry.register(one.getValue(), changes)
                    : registry.register(one.getValue(), version, changes);
            document.put(place.toString(), RegistryReport.json(added));
            text.append("Registered ")
                    .append(registry.state().name())
                    .append(' ')
                    .append(added.version());
            text.append(" in ")
                    .append(place)
                    .append(": ")
                    .append(added.changes())
                    .append(".\n");
        }
        if (!common.quiet) {
            text.append(
                            "Each serves once it is promoted: `churn promote --registry PLACE --version VERSION --data holdout.csv`,")
                    .append(" which judges a variant by its own customers.\n");
        }
        answer(() -> Map.of("registered", document), text::toString);
    }

    private String text(Registry registry, ModelVersion added) {
        String name = registry.state().name();
        StringBuilder text = new StringBuilder("Registered " + name + " " + added.version() + " in " + flags.place
                + ": " + added.changes().replaceAll("\\p{Cc}+", " ") + ".\n");
        if (!common.quiet) {
            text.append(
                    registry.state().champion().isEmpty()
                            ? "No version serves yet: `churn promote --version " + added.version()
                                    + " --data holdout.csv" + flags.option() + "`.\n"
                            : "It serves once it is promoted: `churn promote --version " + added.version()
                                    + " --data holdout.csv" + flags.option() + "`.\n");
        }
        return text.toString();
    }
}
