package io.github.churnml.cli;

import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code churn registry show}: one version, and all that happened to it. */
@Command(
        name = "show",
        description = "Shows one version: its metrics, its files, and all that happened to it.",
        optionListHeading = "%nOptions:%n")
final class RegistryShowCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Parameters(paramLabel = "VERSION", description = "The version's number, such as 1.4.0.")
    @SuppressWarnings("NullAway.Init") // required
    String version;

    RegistryShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Registry registry = flags.registry(surroundings);
        RegistryState state = registry.state();
        ModelVersion found = state.version(version);
        String number = found.version().toString();
        List<RegistryEvent> events = state.events().stream()
                .filter(event -> number.equals(event.to()) || number.equals(event.from()))
                .toList();
        Map<String, Object> document = RegistryReport.json(found);
        if (found.isKept()) {
            document.put(
                    "metrics",
                    PlainJson.read(registry.metrics(found), Blame.configuration(null), "The file of metrics")
                            .get("metrics"));
        }
        document.put("history", events.stream().map(RegistryReport::json).toList());
        answer(() -> document, () -> text(state, found, events));
    }

    private static String text(RegistryState state, ModelVersion version, List<RegistryEvent> events) {
        StringBuilder text = new StringBuilder(state.name() + " " + version + "\n");
        Map<String, Object> facts = new LinkedHashMap<>(version.registered().facts());
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %-18s %s%n", name, value)));
        return text.append("\nWhat happened to it:\n")
                .append(RegistryReport.history(events))
                .toString()
                .replace(System.lineSeparator(), "\n");
    }
}
