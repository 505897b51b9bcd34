package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Settings;
import java.util.function.Supplier;

/** What the parts of a job refuse by themselves is said with the place in the file. */
final class Checked {

    private Checked() {}

    static <T> T at(Settings settings, String key, Supplier<T> parts) {
        try {
            return parts.get();
        } catch (ConfigurationException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
            throw settings.problem(
                    "At key " + settings.quoted(key) + ": " + lines[0], lines.length > 1 ? lines[1] : "");
        }
    }
}
