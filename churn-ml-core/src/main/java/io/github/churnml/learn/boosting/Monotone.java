package io.github.churnml.learn.boosting;

import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** How the score may change with a number while all other columns stay as they are. */
public enum Monotone {
    /** It does not fall where the number grows. */
    INCREASING,
    /** It does not rise where the number grows. */
    DECREASING;

    /** The setting's key. */
    public static final String KEY = "monotone";

    /** {@return the name in YAML and JSON: {@code increasing} or {@code decreasing}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Hands each column's direction to a setter if the key is there.
     *
     * @param settings where the key {@link #KEY} may be
     * @param setter is given a column and its direction
     * @throws io.github.churnml.error.ConfigurationException if there is no such direction
     */
    public static void read(Settings settings, BiConsumer<String, Monotone> setter) {
        if (settings.has(KEY)) {
            Settings columns = settings.section(KEY);
            for (String column : columns.keys()) {
                columns.choice(column, values(), Monotone::label, value -> setter.accept(column, value));
            }
        }
    }

    /**
     * Puts directions into settings, unless there are none.
     *
     * @param map the settings
     * @param directions by column
     */
    public static void put(Map<String, Object> map, Map<String, Monotone> directions) {
        if (!directions.isEmpty()) {
            Map<String, Object> columns = new LinkedHashMap<>();
            directions.forEach((column, direction) -> columns.put(column, direction.label()));
            map.put(KEY, columns);
        }
    }
}
