package io.github.churnml.select;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;

/** The settings that ways to select columns have in common. */
final class SelectionKeys {

    static final String FOLDS = "folds";
    static final String SHUFFLES = "shuffles";
    static final int MOST_FOLDS = 20;
    static final int MOST_SHUFFLES = 1000;

    private SelectionKeys() {}

    static int folds(Settings settings, int standard) {
        return settings.has(FOLDS) ? (int) settings.integer(FOLDS, 2, MOST_FOLDS) : standard;
    }

    static int shuffles(Settings settings, int standard) {
        return settings.has(SHUFFLES) ? (int) settings.integer(SHUFFLES, 2, MOST_SHUFFLES) : standard;
    }

    static void check(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new ConfigurationException(
                    "Selecting columns: " + Wording.name(key) + " is " + Wording.value(value) + " where "
                            + Wording.value(least) + " to " + Wording.value(most) + " are possible.",
                    "Maybe leave it out, so that the default holds.",
                    Where.nowhere());
        }
    }
}
