package io.github.churnml.registry.gate;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table of customers with the probability that is expected of each: what a model has to say whoever trained it. An immutable
 * value.
 *
 * @param file the table, with all columns that the version needs
 * @param column the column of expected probabilities
 * @param tolerance by how much a probability may be off, 0 to 1
 */
public record GoldenFile(Path file, String column, double tolerance) {

    /** The column of expected probabilities if nothing else is said. */
    public static final String COLUMN = "probability";

    /** How far off a probability may be if nothing else is said. */
    public static final double TOLERANCE = 1e-6;

    /**
     * Checks the tolerance.
     *
     * @throws ConfigurationException if it is not from 0 to 1
     */
    public GoldenFile {
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new ConfigurationException(
                    "The golden file has the tolerance " + Wording.value(tolerance)
                            + " where a number from 0 to 1 is required.",
                    "",
                    Where.nowhere());
        }
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("file", file.toString());
        settings.put("column", column);
        settings.put("tolerance", tolerance);
        return settings;
    }
}
