package io.github.churnml.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares what a store holds with what the log says. */
final class RegistryCheck {

    private static final String VERSION = "_v\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]*";

    private final RegistryStore store;
    private final RegistryState state;

    RegistryCheck(RegistryStore store, RegistryState state) {
        this.store = store;
        this.state = state;
    }

    Verification verify(VersionFiles files) {
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<byte[]> json = store.read(RegistryJson.FILE);
        if (json.isEmpty() || !Arrays.equals(json.get(), RegistryJson.of(state))) {
            Optional<String> problem = json.flatMap(bytes -> RegistryJson.problem(bytes, state));
            problem.ifPresentOrElse(
                    what -> problems.add(RegistryJson.FILE + " was changed by hand: " + what),
                    () -> notes.add(RegistryJson.FILE + " is behind the log; the next change writes it anew"));
        }
        int proved = 0;
        for (ModelVersion version : state.versions()) {
            if (!version.isKept()) {
                continue;
            }
            try {
                files.prove(version);
                files.metrics(version);
                proved++;
            } catch (ChurnException e) {
                problems.add(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
            }
        }
        leftovers().forEach(name -> notes.add("the file " + Wording.name(name) + " belongs to no version"));
        return new Verification(state.seq(), proved, problems, notes);
    }

    /** Files of versions that no event names: of a process that was killed, or of a version that was deleted. */
    List<String> leftovers() {
        Set<String> known = new HashSet<>();
        state.versions().stream()
                .filter(ModelVersion::isKept)
                .forEach(version -> known.addAll(VersionFiles.names(version)));
        // Only what a registration writes is ever deleted as left over: other models may lie in the folder, too.
        Pattern ours = Pattern.compile(
                "(metrics|golden)" + VERSION + "\\.json|" + Pattern.quote(state.name()) + VERSION + "\\.churn");
        return store.names().stream()
                .filter(name -> ours.matcher(name).matches() && !known.contains(name))
                .toList();
    }
}
