package io.github.churnml.forest.foreign;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What both systems ask of the names of features: none at all, or one each. */
final class FeatureNames {

    private FeatureNames() {}

    static void require(List<String> names, long features, Blame blame) {
        if (!names.isEmpty() && names.size() != features) {
            throw blame.of(
                    "It has " + names.size() + " feature names for " + features + " features.", "Maybe it is damaged.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw blame.of(
                        name.isBlank()
                                ? "It has a feature with a blank name."
                                : "It has two features named " + Wording.name(name) + ".",
                        "Maybe rename the columns and train again.");
            }
        }
    }
}
