package io.github.churnml.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The version that a model should get, by rule: other columns or another target make a major one, another order of customers
 * (trained again) a minor one, another calibration or threshold a patch.
 *
 * @param version the version
 * @param change how much changed; null for a first version
 * @param why what changed, in words
 */
public record VersionProposal(
        SemanticVersion version, @Nullable VersionChange change, String why) {

    private static final int MOST_NAMED = 5;

    static VersionProposal first() {
        return new VersionProposal(SemanticVersion.FIRST, null, "the first version");
    }

    /**
     * Compares a model with the version it follows.
     *
     * @param after the version it follows
     * @param taken all versions that there are
     */
    static VersionProposal of(ModelParts now, ModelParts before, SemanticVersion after, List<SemanticVersion> taken) {
        List<String> differences = differences(now.schema(), before.schema());
        VersionChange change = !differences.isEmpty()
                ? VersionChange.MAJOR
                : now.ranking().equals(before.ranking()) ? VersionChange.PATCH : VersionChange.MINOR;
        String why =
                switch (change) {
                    case MAJOR -> "after " + after + ": " + String.join(", ", shortened(differences));
                    case MINOR -> "after " + after + ": trained again, the same columns";
                    case PATCH -> "after " + after + ": the same order of customers, only what scores become";
                };
        NavigableSet<SemanticVersion> all = new TreeSet<>(taken);
        SemanticVersion next = after.next(change);
        return new VersionProposal(all.contains(next) ? all.last().next(change) : next, change, why);
    }

    private static List<String> differences(Map<String, String> now, Map<String, String> before) {
        List<String> differences = new ArrayList<>();
        now.forEach((part, value) -> {
            String old = before.get(part);
            if (old == null) {
                differences.add(part + " is new");
            } else if (!old.equals(value)) {
                differences.add(part + " is " + value + " and was " + old);
            }
        });
        before.keySet().stream()
                .filter(part -> !now.containsKey(part))
                .forEach(part -> differences.add(part + " is gone"));
        return differences;
    }

    private static List<String> shortened(List<String> differences) {
        if (differences.size() <= MOST_NAMED) {
            return differences;
        }
        List<String> first = new ArrayList<>(differences.subList(0, MOST_NAMED));
        first.add("and " + (differences.size() - MOST_NAMED) + " more");
        return first;
    }
}
