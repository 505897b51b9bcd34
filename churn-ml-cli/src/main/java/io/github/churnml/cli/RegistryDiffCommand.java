package io.github.churnml.cli;

import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.VersionDifference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code churn registry diff}: what two versions do not have in common. */
@Command(
        name = "diff",
        description = "Compares two versions: columns, metrics, threshold, calibrator and settings.",
        optionListHeading = "%nOptions:%n")
final class RegistryDiffCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Parameters(index = "0", paramLabel = "VERSION", description = "One version.")
    @SuppressWarnings("NullAway.Init") // required
    String one;

    @Parameters(index = "1", paramLabel = "OTHER", description = "The version to compare it with.")
    @SuppressWarnings("NullAway.Init") // required
    String other;

    RegistryDiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Registry registry = flags.registry(surroundings);
        RegistryState state = registry.state();
        List<VersionDifference> differences = registry.differences(state.version(one), state.version(other));
        answer(() -> json(differences), () -> text(differences));
    }

    private Map<String, Object> json(List<VersionDifference> differences) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("one", one);
        document.put("other", other);
        document.put(
                "differences",
                differences.stream()
                        .map(found -> Map.of("what", found.what(), "one", found.one(), "other", found.other()))
                        .toList());
        return document;
    }

    private String text(List<VersionDifference> differences) {
        if (differences.isEmpty()) {
            return "Versions " + one + " and " + other + " have all that is compared in common.\n";
        }
        TextTable table = TextTable.ofTexts("", one, other);
        differences.forEach(found -> table.row(found.what(), dash(found.one()), dash(found.other())));
        return table.toString();
    }

    private static String dash(String text) {
        String line = text.length() > 50 ? text.substring(0, 49) + "…" : text;
        return line.isEmpty() ? "-" : line;
    }
}
