package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of a column computed from others of its row; {@link Derive} makes them and says what each is. */
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
     * The columns added up.
     *
     * @param name the new column's name
     * @param columns at least two numeric columns
     */
    record Sum(String name, List<String> columns) implements DerivedFeature {

        /** Copies the list. */
        public Sum {
            columns = List.copyOf(columns);
            requireTwo(columns, name, "adds up");
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "sum", "name", name, "columns", columns);
        }
    }

    /**
     * The columns multiplied.
     *
     * @param name the new column's name
     * @param columns at least two numeric columns
     */
    record Product(String name, List<String> columns) implements DerivedFeature {

        /** Copies the list. */
        public Product {
            columns = List.copyOf(columns);
            requireTwo(columns, name, "multiplies");
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "product", "name", name, "columns", columns);
        }
    }

    /**
     * The natural logarithm of one more than a number.
     *
     * @param name the new column's name
     * @param column a numeric column
     */
    record Log(String name, String column) implements DerivedFeature {

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "log", "name", name, "column", column);
        }
    }

    /**
     * The days from one date to another.
     *
     * @param name the new column's name
     * @param from a date column
     * @param to a date column
     */
    record DaysBetween(String name, String from, String to) implements DerivedFeature {

        @Override
        public List<String> columns() {
            return List.of(from, to);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "daysBetween", "name", name, "from", from, "to", to);
        }
    }

    /**
     * The days from a column's date to a fixed one.
     *
     * @param name the new column's name
     * @param column a date column
     * @param asOf the fixed date
     */
    record DaysSince(String name, String column, LocalDate asOf) implements DerivedFeature {

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "daysSince", "name", name, "column", column, "asOf", asOf.toString());
        }
    }

    /**
     * A part of a date.
     *
     * @param name the new column's name
     * @param column a date column
     * @param part which part
     */
    record PartOfDate(String name, String column, DatePart part) implements DerivedFeature {

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "datePart", "name", name, "column", column, "part", part.label());
        }
    }

    /**
     * The pairs of levels of two columns.
     *
     * @param name the new column's name
     * @param first a column of levels
     * @param second another column of levels
     */
    record Interaction(String name, String first, String second) implements DerivedFeature {

        /** Checks that there are two columns. */
        public Interaction {
            require(
                    !first.equals(second),
                    name,
                    "crosses column " + Wording.name(first) + " with itself",
                    "Maybe another column was meant.");
        }

        @Override
        public List<String> columns() {
            return List.of(first, second);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "interaction", "name", name, "first", first, "second", second);
        }
    }

    /**
     * The interval that a number falls in, intervals being equally frequent in training.
     *
     * @param name the new column's name
     * @param column a numeric column
     * @param buckets how many intervals, from 2 to 1000
     */
    record QuantileBucket(String name, String column, int buckets) implements DerivedFeature {

        static final int MOST_BUCKETS = 1000;

        /** Checks the number. */
        public QuantileBucket {
            require(
                    buckets >= 2 && buckets <= MOST_BUCKETS,
                    name,
                    "has " + buckets + " buckets where 2 to " + MOST_BUCKETS + " are allowed",
                    "Maybe 10 was meant.");
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Map<String, Object> settings() {
            return entries("kind", "quantileBucket", "name", name, "column", column, "buckets", buckets);
        }
    }

    /**
     * Reads a derived feature.
     *
     * @param settings the key {@code kind} ({@code ratio}, {@code countOf}, {@code difference}, {@code bucket}, {@code
     *     sum}, {@code product}, {@code log}, {@code daysBetween}, {@code daysSince}, {@code datePart}, {@code interaction}
     *     or {@code quantileBucket}), {@code name} and the kind's own keys
     * @return the derived feature
     */
    static DerivedFeature of(Settings settings) {
        return DerivedFeatureReader.read(settings);
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

    private static void requireTwo(List<String> columns, String name, String does) {
        require(columns.size() >= 2, name, does + " fewer than two columns", "Maybe name the columns, two at least.");
    }
}
