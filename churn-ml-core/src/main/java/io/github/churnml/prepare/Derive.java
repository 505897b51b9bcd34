package io.github.churnml.prepare;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

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
        return new DerivedFeature.CountOf(name, value, List.of(columns));
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
                name, column, Arrays.stream(edges).boxed().toList());
    }

    /**
     * Numbers added up; missing if any is missing.
     *
     * @param name the new column's name
     * @param columns numeric columns, at least two
     * @return the derived feature
     */
    public static DerivedFeature sum(String name, String... columns) {
        return new DerivedFeature.Sum(name, List.of(columns));
    }

    /**
     * Numbers multiplied; missing if any is missing or the product is too large for a number.
     *
     * @param name the new column's name
     * @param columns numeric columns, at least two
     * @return the derived feature
     */
    public static DerivedFeature product(String name, String... columns) {
        return new DerivedFeature.Product(name, List.of(columns));
    }

    /**
     * The natural logarithm of 1 + x, so that 0 becomes 0; missing if x is missing or negative.
     *
     * @param name the new column's name
     * @param column a numeric column
     * @return the derived feature
     */
    public static DerivedFeature log(String name, String column) {
        return new DerivedFeature.Log(name, column);
    }

    /**
     * The days from one date to another, negative if the second is the earlier one, with a fraction if the dates have a time
     * of day; missing if either is missing. It is {@link #difference} that takes dates only.
     *
     * @param name the new column's name
     * @param from a date column
     * @param to a date column
     * @return the derived feature
     */
    public static DerivedFeature daysBetween(String name, String from, String to) {
        return new DerivedFeature.DaysBetween(name, from, to);
    }

    /**
     * The days from a column's date to a fixed one, such as those since the last login as of the day that the table was
     * drawn; negative for a later date, missing for a missing one. The fixed date is kept in the model: rows drawn at another
     * day need a column with that day and {@link #daysBetween}. It is never today's date, which would change a customer's
     * score with the clock.
     *
     * @param name the new column's name
     * @param column a date column
     * @param asOf the date up to which days are counted
     * @return the derived feature
     */
    public static DerivedFeature daysSince(String name, String column, LocalDate asOf) {
        return new DerivedFeature.DaysSince(name, column, asOf);
    }

    /**
     * A part of a date as a number; missing if the date is missing.
     *
     * @param name the new column's name
     * @param column a date column
     * @param part which part
     * @return the derived feature
     */
    public static DerivedFeature datePart(String name, String column, DatePart part) {
        return new DerivedFeature.PartOfDate(name, column, part);
    }

    /**
     * The pair of levels that stands in two columns, as a level {@code first & second} of its own; missing if either is
     * missing, and unknown if the pair was not seen in training. The 10,000 most frequent pairs are known.
     *
     * @param name the new column's name
     * @param first a column of levels
     * @param second another column of levels
     * @return the derived feature
     */
    public static DerivedFeature interaction(String name, String first, String second) {
        return new DerivedFeature.Interaction(name, first, second);
    }

    /**
     * The interval that a number falls in, as a level, as {@link #bucket} with edges learnt from training rows: the quantiles
     * for 1/k, 2/k … of the values present, of type 7 in Hyndman and Fan 1996. Edges between which no training value lies
     * are left out, so that there may be fewer intervals; a single one if all values are equal or missing.
     *
     * @param name the new column's name
     * @param column a numeric column
     * @param buckets how many intervals of equal frequency, from 2 to 1000
     * @return the derived feature
     */
    public static DerivedFeature quantileBucket(String name, String column, int buckets) {
        return new DerivedFeature.QuantileBucket(name, column, buckets);
    }
}
