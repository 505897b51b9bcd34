package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wish for a column computed from others of the same row; {@link Derive} makes them and says what each is. */
public sealed interface DerivedFeature {

    /** {@return the new column's name} */
    String name();

    /** {@return the columns it is computed from} */
    List<String> columns();

    /** {@return the settings by key, as {@link #of} reads them: {@code kind}, {@code name} and the kind's own} */
    Map<String, Object> settings();

    /**
     * Numerator divided by denominator.
     *
     * @param name the new column's name
     * @param numerator a numeric column
     * @param denominator a numeric column
     */
    record Ratio(String name, String numerator, String denominator) implements DerivedFeature {

        @Override
        public List<String> columns() {
            return List.of(numerator, denominator);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "ratio", "name", name, "numerator", numerator, "denominator", denominator);
        }
    }

    /**
     * How many of the columns hold the value.
     *
     * @param name the new column's name
     * @param value the value looked for
     * @param columns where it is looked for, at least one column
     */
    record CountOf(String name, String value, List<String> columns) implements DerivedFeature {

        /** Copies the list. */
        public CountOf {
            columns = List.copyOf(columns);
            require(!columns.isEmpty(), name, "counts over no columns", "Maybe name the columns to count over.");
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "countOf", "name", name, "value", value, "columns", columns);
        }
    }

    /**
     * Minuend less subtrahend.
     *
     * @param name the new column's name
     * @param minuend a numeric or date column
     * @param subtrahend a column of the same type
     */
    record Difference(String name, String minuend, String subtrahend) implements DerivedFeature {

        @Override
        public List<String> columns() {
            return List.of(minuend, subtrahend);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "difference", "name", name, "minuend", minuend, "subtrahend", subtrahend);
        }
    }

    /**
     * The interval that a number falls in.
     *
     * @param name the new column's name
     * @param column a numeric column
     * @param edges at least one finite number, strictly ascending
     */
    record Bucket(String name, String column, List<Double> edges) implements DerivedFeature {

        /** Copies and checks the edges. */
        public Bucket {
            edges = List.copyOf(edges);
            require(!edges.isEmpty(), name, "has no edges", "Maybe give the edges between its intervals.");
            for (int i = 0; i < edges.size(); i++) {
                boolean ascending = Double.isFinite(edges.get(i)) && (i == 0 || edges.get(i) > edges.get(i - 1));
                require(
                        ascending,
                        name,
                        "has the edges " + Wording.value(edges) + ", which do not ascend",
                        "Maybe sort them and drop repeated ones.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "bucket", "name", name, "column", column, "edges", edges);
        }
    }

    /**
     * Reads a derived feature.
     *
     * @param settings the key {@code kind} (ratio, countOf, difference or bucket), {@code name} and the kind's own keys
     * @return the derived feature
     */
    static DerivedFeature of(Settings settings) {
        String kind = settings.choice("kind", List.of("ratio", "countOf", "difference", "bucket"));
        String name = settings.text("name");
        DerivedFeature derived =
                switch (kind) {
                    case "ratio" -> new Ratio(name, settings.text("numerator"), settings.text("denominator"));
                    case "countOf" -> new CountOf(name, settings.text("value"), settings.texts("columns"));
                    case "difference" -> new Difference(name, settings.text("minuend"), settings.text("subtrahend"));
                    default ->
                        new Bucket(
                                name,
                                settings.text("column"),
                                Arrays.stream(settings.numbers("edges")).boxed().toList());
                };
        settings.finish();
        return derived;
    }

    private static Map<String, Object> entries(Object... keysAndValues) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return entries;
    }

    private static void require(boolean holds, String name, String problem, String maybe) {
        if (!holds) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(name) + " " + problem + ".", maybe, Where.column(name));
        }
    }
}
