package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wish how missing values are filled in. A value with "withers": each returns a changed copy.
 *
 * @param numbers what stands in for a missing number: {@link Fill#MEDIAN} (default) or {@link Fill#MOST_FREQUENT}
 * @param levels what stands in for a missing level: {@link Fill#OWN_LEVEL} (default) or {@link Fill#MOST_FREQUENT}
 * @param indicator whether a numeric column with missing values in training gets a second one that is 1 where the value
 *     was missing; on by default
 * @param columns exceptions by column
 */
public record Imputing(Fill numbers, Fill levels, boolean indicator, Map<String, Fill> columns) {

    /** What stands in for a missing value. */
    public enum Fill {
        /** The median of the training values; for numbers only. */
        MEDIAN("median"),
        /** The most frequent training value, the least of several. */
        MOST_FREQUENT("mostFrequent"),
        /** A level of its own, {@code (missing)}; for levels only. */
        OWN_LEVEL("ownLevel");

        private final String label;

        Fill(String label) {
            this.label = label;
        }

        /** {@return the name in YAML and JSON} */
        public String label() {
            return label;
        }

        static Fill of(Settings settings, String key, Fill other) {
            Fill first = other;
            String label = settings.choice(key, List.of(first.label, MOST_FREQUENT.label));
            return label.equals(first.label) ? first : MOST_FREQUENT;
        }
    }

    /** Checks that each fill suits its values. */
    public Imputing {
        if (numbers == Fill.OWN_LEVEL || levels == Fill.MEDIAN) {
            throw new IllegalArgumentException(
                    "numbers take median or most frequent, levels own level or most frequent");
        }
        columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** {@return median with an indicator for numbers, a level of its own for levels} */
    public static Imputing standard() {
        return new Imputing(Fill.MEDIAN, Fill.OWN_LEVEL, true, Map.of());
    }

    /**
     * With the most frequent value for missing levels.
     *
     * @return a changed copy
     */
    public Imputing mostFrequentLevel() {
        return new Imputing(numbers, Fill.MOST_FREQUENT, indicator, columns);
    }

    /**
     * With or without indicators.
     *
     * @param on whether missing numbers are indicated
     * @return a changed copy
     */
    public Imputing withIndicator(boolean on) {
        return new Imputing(numbers, levels, on, columns);
    }

    /**
     * With another fill for one column.
     *
     * @param column the column's name
     * @param fill what stands in for its missing values; it must suit the column's values
     * @return a changed copy
     */
    public Imputing with(String column, Fill fill) {
        Map<String, Fill> more = new TreeMap<>(columns);
        more.put(column, fill);
        return new Imputing(numbers, levels, indicator, more);
    }

    /** {@return the settings by key, as {@link #of} reads them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("numbers", numbers.label());
        settings.put("levels", levels.label());
        settings.put("indicator", indicator);
        if (!columns.isEmpty()) {
            Map<String, Object> exceptions = new LinkedHashMap<>();
            columns.forEach((column, fill) -> exceptions.put(column, fill.label()));
            settings.put("columns", exceptions);
        }
        return settings;
    }

    /**
     * Reads the settings; an absent key takes its default.
     *
     * @param settings the keys {@code numbers}, {@code levels}, {@code indicator}, {@code columns}
     * @return the imputing
     */
    public static Imputing of(Settings settings) {
        Map<String, Fill> columns = new TreeMap<>();
        if (settings.has("columns")) {
            Settings exceptions = settings.section("columns");
            List<String> labels = List.of(Fill.MEDIAN.label, Fill.MOST_FREQUENT.label, Fill.OWN_LEVEL.label);
            for (String column : exceptions.keys()) {
                columns.put(
                        column,
                        Fill.values()[
                                List.of("median", "mostFrequent", "ownLevel")
                                        .indexOf(exceptions.choice(column, labels))]);
            }
        }
        Imputing imputing = new Imputing(
                settings.has("numbers") ? Fill.of(settings, "numbers", Fill.MEDIAN) : Fill.MEDIAN,
                settings.has("levels") ? Fill.of(settings, "levels", Fill.OWN_LEVEL) : Fill.OWN_LEVEL,
                !settings.has("indicator") || settings.flag("indicator"),
                columns);
        settings.finish();
        return imputing;
    }
}
