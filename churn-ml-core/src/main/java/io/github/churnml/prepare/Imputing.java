package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of how missing values are filled in. A value with "withers": each returns a changed copy.
 *
 * <p>In YAML a fill is a name ({@code median}, {@code mean}, {@code mostFrequent}, {@code ownLevel}), a constant ({@code
 * {constant: 0}}) or a statistic within groups ({@code {fill: median, by: plan}}).
 *
 * @param numbers what stands in for a missing number; {@link Fill#MEDIAN} by default
 * @param levels what stands in for a missing level; {@link Fill#OWN_LEVEL} by default
 * @param indicator whether a numeric column with missing values in training gets a second one that is 1 where the value
 *     was missing; on by default
 * @param columns exceptions by column
 */
public record Imputing(Fill numbers, Fill levels, boolean indicator, Map<String, Fill> columns) {

    /** What stands in for a missing value: a statistic of the training values, of all or within groups, or a constant. */
    public sealed interface Fill permits StatisticFill, ConstantFill, GroupFill {

        /** The median of the training values; for numbers only. */
        Fill MEDIAN = StatisticFill.MEDIAN;

        /** The mean of the training values; for numbers only. */
        Fill MEAN = StatisticFill.MEAN;

        /** The most frequent training value, the least of several. */
        Fill MOST_FREQUENT = StatisticFill.MOST_FREQUENT;

        /** A level of its own, {@code (missing)}; for levels only. */
        Fill OWN_LEVEL = StatisticFill.OWN_LEVEL;

        /**
         * A given number; in a column of levels, the level written so.
         *
         * @param number a finite number
         * @return the fill
         */
        static Fill constant(double number) {
            return ConstantFill.of(number);
        }

        /**
         * A given level, for levels only; a level that was not seen in training becomes one for missing values alone.
         *
         * @param level the level
         * @return the fill
         */
        static Fill constant(String level) {
            return ConstantFill.of(level);
        }

        /**
         * The same statistic within the levels of another column. Rows of a level without training values, and rows where
         * that level is itself missing or unknown, take the statistic over all rows.
         *
         * @param column a column of levels, or a derived one such as a bucket; its own missing values may not be filled
         *     within groups
         * @return the fill
         * @throws ConfigurationException if this is not the median, mean or most frequent value of all rows
         */
        default Fill by(String column) {
            if (this instanceof StatisticFill statistic && this != OWN_LEVEL) {
                return new GroupFill(statistic, column);
            }
            throw new ConfigurationException(
                    "A fill by " + Wording.value(settings()) + " cannot be taken within groups.",
                    "Maybe median, mean or mostFrequent was meant.",
                    Where.column(column));
        }

        /** {@return the fill in YAML and JSON: a text, or keys and values} */
        Object settings();

        /**
         * Whether it can stand in a column.
         *
         * @param levels whether the column holds levels; otherwise numbers
         * @return whether it suits
         */
        boolean suits(boolean levels);
    }

    /** Checks that each fill suits its values. */
    public Imputing {
        if (!numbers.suits(false) || !levels.suits(true)) {
            throw new IllegalArgumentException(
                    "numbers cannot be filled by " + numbers.settings() + " or levels by " + levels.settings());
        }
        columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** {@return median with an indicator for numbers, a level of its own for levels} */
    public static Imputing standard() {
        return new Imputing(Fill.MEDIAN, Fill.OWN_LEVEL, true, Map.of());
    }

    /**
     * With another fill for numbers.
     *
     * @param fill median, mean, most frequent or a constant number, the statistics also within groups
     * @return a changed copy
     */
    public Imputing withNumbers(Fill fill) {
        return new Imputing(fill, levels, indicator, columns);
    }

    /**
     * With another fill for levels.
     *
     * @param fill own level, most frequent (also within groups) or a constant
     * @return a changed copy
     */
    public Imputing withLevels(Fill fill) {
        return new Imputing(numbers, fill, indicator, columns);
    }

    /**
     * With the most frequent value for missing levels.
     *
     * @return a changed copy
     */
    public Imputing mostFrequentLevel() {
        return withLevels(Fill.MOST_FREQUENT);
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
        settings.put("numbers", numbers.settings());
        settings.put("levels", levels.settings());
        settings.put("indicator", indicator);
        if (!columns.isEmpty()) {
            Map<String, Object> exceptions = new LinkedHashMap<>();
            columns.forEach((column, fill) -> exceptions.put(column, fill.settings()));
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
            for (String column : exceptions.keys()) {
                columns.put(column, FillReader.read(exceptions, column, FillReader.ANY));
            }
        }
        Imputing imputing = new Imputing(
                settings.has("numbers") ? FillReader.read(settings, "numbers", FillReader.NUMBERS) : Fill.MEDIAN,
                settings.has("levels") ? FillReader.read(settings, "levels", FillReader.LEVELS) : Fill.OWN_LEVEL,
                !settings.has("indicator") || settings.flag("indicator"),
                columns);
        settings.finish();
        return imputing;
    }
}
