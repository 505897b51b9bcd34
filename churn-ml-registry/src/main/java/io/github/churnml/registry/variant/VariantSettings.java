package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which segments of customers have models of their own: the section {@code variants} of a pipeline. A value with "withers": each
 * returns a changed copy.
 *
 * @param by the dimensions whose values divide the customers, in the order in which names have them; empty if {@code only} is given
 * @param only the one variant that is trained, from its own rows alone; all customers if {@code by} is given
 * @param columns the columns of dimensions that are not found by their own name
 * @param minLeavers from how many customers who left, and as many who stayed, a segment may have a model of its own; 100 by default
 * @param minRows from how many rows; 500 by default
 * @param folds into how many folds the rows are divided to compare a segment's own model with that of all customers; 5 by
 *     default
 * @param fallback what a segment gets that does better without a model of its own
 */
public record VariantSettings(
        List<String> by,
        Variant only,
        Map<String, String> columns,
        int minLeavers,
        int minRows,
        int folds,
        Fallback fallback) {

    private static final int FEWEST_LEAVERS = 20;
    private static final int MOST = 1_000_000_000;
    private static final int MOST_FOLDS = 20;

    /**
     * Checks how the settings go together.
     *
     * @param by at least one if {@code only} is all customers, else none; no two of one dimension
     * @param only all customers, or a variant
     * @param columns by dimension
     * @param minLeavers 20 to 1,000,000,000
     * @param minRows 40 to 1,000,000,000
     * @param folds 2 to 20
     * @param fallback either
     * @throws ConfigurationException if they do not
     */
    public VariantSettings {
        by = List.copyOf(by);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (by.isEmpty() == only.isPooled()) {
            throw new ConfigurationException(
                    by.isEmpty()
                            ? "Section 'variants' says neither by which columns customers are divided (by), nor which of them"
                                    + " are learnt from (only)."
                            : "Section 'variants' says both by which columns customers are divided (by) and which of them"
                                    + " are learnt from (only: " + only + ").",
                    by.isEmpty() ? "Maybe add by: [geography]." : "Maybe leave one of them out.",
                    Where.nowhere());
        }
        // Two names of one dimension are refused as two values of one would be.
        new Variant(
                by.stream().map(dimension -> new VariantPart(dimension, "x")).toList());
        range("minLeavers", minLeavers, FEWEST_LEAVERS, MOST);
        range("minRows", minRows, 2 * FEWEST_LEAVERS, MOST);
        range("folds", folds, 2, MOST_FOLDS);
    }

    /** What a segment gets that does better without a model of its own. */
    public enum Fallback {
        /** The model of all customers as it is. */
        POOLED,
        /**
         * The model of all customers, its log-odds moved by as much as the segment's rows show, less the fewer they are; where
         * that is really better over all such segments together.
         */
        SHRINKAGE;

        /** {@return its name in YAML} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A model for each segment.
     *
     * @param dimensions such as {@code geography}
     * @return the settings with every default
     */
    public static VariantSettings by(String... dimensions) {
        return new VariantSettings(List.of(dimensions), Variant.pooled(), Map.of(), 100, 500, 5, Fallback.POOLED);
    }

    /**
     * One model of one segment's rows alone.
     *
     * @param variant the segment
     * @return the settings
     */
    public static VariantSettings only(Variant variant) {
        return new VariantSettings(List.of(), variant, Map.of(), 100, 500, 5, Fallback.POOLED);
    }

    /**
     * With the column of a dimension that is named otherwise.
     *
     * @param dimension such as {@code geography}
     * @param column such as {@code country}
     * @return a changed copy
     */
    public VariantSettings withColumn(String dimension, String column) {
        Map<String, String> more = new LinkedHashMap<>(columns);
        more.put(dimension, column);
        return new VariantSettings(by, only, more, minLeavers, minRows, folds, fallback);
    }

    /**
     * With another least size of a segment that may have a model of its own.
     *
     * @param leavers customers who left, and as many who stayed
     * @param rows all of them
     * @return a changed copy
     */
    public VariantSettings withLeast(int leavers, int rows) {
        return new VariantSettings(by, only, columns, leavers, rows, folds, fallback);
    }

    /**
     * With another number of folds.
     *
     * @param count 2 to 20
     * @return a changed copy
     */
    public VariantSettings withFolds(int count) {
        return new VariantSettings(by, only, columns, minLeavers, minRows, count, fallback);
    }

    /**
     * With another choice for segments that do better without a model of their own.
     *
     * @param choice what they get
     * @return a changed copy
     */
    public VariantSettings withFallback(Fallback choice) {
        return new VariantSettings(by, only, columns, minLeavers, minRows, folds, choice);
    }

    /**
     * The settings in a pipeline.
     *
     * @param pipeline any
     * @return its section {@code variants}; empty if it has none
     * @throws ConfigurationException if a key is unknown, naming the nearest, or holds a wrong value
     */
    public static Optional<VariantSettings> in(ChurnPipeline pipeline) {
        return pipeline.variants().isEmpty() ? Optional.empty() : Optional.of(of(pipeline.variants()));
    }

    /**
     * Reads settings.
     *
     * @param section keys and values as the YAML has them
     * @return the settings
     * @throws ConfigurationException if a key is unknown, naming the nearest, or holds a wrong value
     */
    public static VariantSettings of(Map<String, ?> section) {
        Settings settings = Settings.of(Map.of("variants", section), Blame.configuration(null))
                .section("variants");
        List<VariantPart> only = new ArrayList<>();
        if (settings.has("only")) {
            Settings values = settings.section("only");
            values.keys().forEach(key -> only.add(new VariantPart(key, values.text(key))));
        }
        Map<String, String> columns = new LinkedHashMap<>();
        if (settings.has("columns")) {
            Settings names = settings.section("columns");
            names.keys().forEach(key -> columns.put(key, names.text(key)));
        }
        // Told by a training, for whoever reads its files; they follow from the rest.
        settings.has("experiment");
        settings.has("tags");
        List<String> by = settings.texts("by");
        int leavers = settings.has("minLeavers") ? (int) settings.integer("minLeavers", FEWEST_LEAVERS, MOST) : 100;
        int rows = settings.has("minRows") ? (int) settings.integer("minRows", 2 * FEWEST_LEAVERS, MOST) : 500;
        int folds = settings.has("folds") ? (int) settings.integer("folds", 2, MOST_FOLDS) : 5;
        Fallback fallback = fallback(settings);
        settings.finish();
        VariantSettings read = new VariantSettings(by, new Variant(only), columns, leavers, rows, folds, fallback);
        read.requireKnownColumns();
        return read;
    }

    private static Fallback fallback(Settings settings) {
        Fallback[] chosen = {Fallback.POOLED};
        settings.choice("fallback", Fallback.values(), Fallback::label, value -> chosen[0] = value);
        return chosen[0];
    }

    private void requireKnownColumns() {
        List<String> dimensions =
                by.isEmpty() ? only.parts().stream().map(VariantPart::dimension).toList() : by;
        for (String named : columns.keySet()) {
            if (!dimensions.contains(named)) {
                throw new ConfigurationException(
                        "Key 'variants.columns' names " + Wording.name(named) + ", by which nothing is divided.",
                        Wording.maybeNearest(named, dimensions),
                        Where.nowhere());
            }
        }
    }

    /** {@return the settings as the YAML has them, as {@link #of} reads them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (by.isEmpty()) {
            Map<String, Object> values = new LinkedHashMap<>();
            only.parts().forEach(part -> values.put(part.dimension(), part.value()));
            settings.put("only", values);
        } else {
            settings.put("by", by);
        }
        if (!columns.isEmpty()) {
            settings.put("columns", columns);
        }
        if (!by.isEmpty()) {
            settings.put("minLeavers", minLeavers);
            settings.put("minRows", minRows);
            settings.put("folds", folds);
            settings.put("fallback", fallback.label());
        }
        return settings;
    }

    private static void range(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ConfigurationException(
                    "Key 'variants." + key + "' holds " + Wording.value(value) + " where a whole number from " + min
                            + " to " + max + " is required.",
                    "",
                    Where.nowhere());
        }
    }
}
