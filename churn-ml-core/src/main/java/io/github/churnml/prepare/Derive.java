package io.github.churnml.prepare;

/** Makes {@link DerivedFeature}s: new columns computed from those of the same row. */
public final class Derive {

    private Derive() {}

    /**
     * One number divided by another; missing if either is missing or the divisor is 0.
     *
     * @param name the new column's name
     * @param numerator a numeric column
     * @param denominator a numeric column
     * @return the derived feature
     */
    public static DerivedFeature ratio(String name, String numerator, String denominator) {
        return new DerivedFeature.Ratio(name, numerator, denominator);
    }

    /**
     * In how many of some columns a value stands; a missing value is not counted.
     *
     * @param name the new column's name
     * @param value the value looked for, compared as text or, in a numeric column, as a number
     * @param columns the columns, at least one
     * @return the derived feature
     */
    public static DerivedFeature countOf(String name, String value, String... columns) {
        return new DerivedFeature.CountOf(name, value, java.util.List.of(columns));
    }

    /**
     * One number less another, or the days from one date to another; missing if either is missing.
     *
     * @param name the new column's name
     * @param minuend a numeric or date column
     * @param subtrahend a column of the same type
     * @return the derived feature
     */
    public static DerivedFeature difference(String name, String minuend, String subtrahend) {
        return new DerivedFeature.Difference(name, minuend, subtrahend);
    }

    /**
     * The interval that a number falls in, as a level: below the first edge, from each edge (inclusive) to the next
     * (exclusive), and from the last edge on.
     *
     * @param name the new column's name
     * @param column a numeric column
     * @param edges at least one, in ascending order
     * @return the derived feature
     */
    public static DerivedFeature bucket(String name, String column, double... edges) {
        return new DerivedFeature.Bucket(
                name, column, java.util.Arrays.stream(edges).boxed().toList());
    }
}
