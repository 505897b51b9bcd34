package io.github.churnml.cli;

import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn registry prune}: the files of old versions go, their history stays. */
@Command(
        name = "prune",
        description = "Deletes the files of old versions, and those that a killed process left. History stays.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "What champion, challenger, shadow or previous is, always stays."})
final class RegistryPruneCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "N",
            description = "How many of the highest versions stay whatever they do.")
    int keep;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    boolean dryRun;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log.")
    String why = "";

    RegistryPruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Registry registry = flags.registry(surroundings);
        List<String> versions = registry.prunable(keep).stream()
                .map(ModelVersion::version)
                .map(Object::toString)
                .toList();
        List<String> leftovers = registry.leftovers();
        if (!dryRun) {
            registry.prune(keep, why);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dry_run", dryRun);
        document.put("versions", versions);
        document.put("leftovers", leftovers);
        answer(() -> document, () -> text(versions, leftovers));
    }

    private String text(List<String> versions, List<String> leftovers) {
        String end = dryRun ? " would be deleted.\n" : " deleted.\n";
        return (versions.isEmpty() ? "No version is old enough to be deleted.\n" : String.join(", ", versions) + end)
                + (leftovers.isEmpty() ? "" : "Files that belong to no version: " + String.join(", ", leftovers) + end);
    }
}
