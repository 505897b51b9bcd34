package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.RegistryState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn registry history}: all events, or which version served at a moment. */
@Command(
        name = "history",
        description = "Lists all that was done, the first first; or says which version served at a moment.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn registry history",
            "  churn registry history --as-of 2026-03-01T12:00:00Z",
            "  churn registry history --as-of 2026-03-01        (the end of that day, UTC)"
        })
final class RegistryHistoryCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(names = "--as-of", paramLabel = "TIME", description = "Which version served then? A time, or a day.")
    @Nullable
    String asOf;

    RegistryHistoryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        RegistryState state = flags.registry(surroundings).state();
        if (asOf == null) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", state.name());
            answer(
                    () -> {
                        document.put(
                                "events",
                                state.events().stream()
                                        .map(RegistryReport::json)
                                        .toList());
                        return document;
                    },
                    () -> RegistryReport.history(state.events()));
            return;
        }
        Instant moment = moment(asOf);
        RegistryState then = state.asOf(moment);
        answer(
                () -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("as_of", moment.toString());
                    document.putAll(RegistryReport.json(then));
                    return document;
                },
                () -> then.seq() == 0
                        ? "There was no registry at " + moment + ".\n"
                        : "As of " + moment + ": " + RegistryReport.table(then));
    }

    private static Instant moment(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusMillis(1)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "Option --as-of holds " + Wording.value(text) + " where a time is required.",
                    "Maybe write 2026-03-01 or 2026-03-01T12:00:00Z.",
                    Where.nowhere(),
                    e);
        }
    }
}
