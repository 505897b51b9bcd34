package io.github.churnml.cli;

import io.github.churnml.registry.Registry;
import io.github.churnml.registry.Verification;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn registry verify}: whether log, files and scores are as they were written. */
@Command(
        name = "verify",
        description = "Checks the log's chain, every file's digest, and that every version scores its golden rows.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exits with 3 if something is wrong."})
final class RegistryVerifyCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(names = "--repair", description = "Write registry.json anew from the log first.")
    boolean repair;

    private boolean isIntact = true;

    RegistryVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Registry registry = flags.registry(surroundings);
        if (repair) {
            registry.repair();
        }
        Verification found = registry.verify();
        isIntact = found.isIntact();
        answer(() -> json(found), () -> text(found));
    }

    @Override
    int exitCode() {
        return isIntact ? 0 : Failure.BAD_DATA;
    }

    private static Map<String, Object> json(Verification found) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("intact", found.isIntact());
        document.put("events", found.events());
        document.put("versions", found.versions());
        document.put("problems", found.problems());
        document.put("notes", found.notes());
        return document;
    }

    private static String text(Verification found) {
        StringBuilder text = new StringBuilder();
        if (found.isIntact()) {
            text.append("Intact: ")
                    .append(found.events())
                    .append(" events, and ")
                    .append(found.versions())
                    .append(" versions that load and score as they did.\n");
        } else {
            text.append("Not intact:\n");
            found.problems()
                    .forEach(problem -> text.append("  - ").append(problem).append('\n'));
        }
        found.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
        return text.toString();
    }
}
