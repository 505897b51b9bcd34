package io.github.churnml.data.split;

import io.github.churnml.data.Dataset;
import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a table are divided into those that are learnt from and those that are judged on. A model must be judged
 * on what it will meet: customers it has never seen, or months that come after those it learnt from.
 *
 * <p>A value; the same rows, labels and seed give the same division everywhere. {@link #groups} says which rows belong
 * together, and goes with them into every inner division.
 */
public sealed interface Split {

    /** {@return customers by themselves where an identifier repeats, otherwise at random} */
    static Split auto() {
        return new Auto();
    }

    /** {@return at random, each class by itself; right where every row is a customer of its own} */
    static Split stratified() {
        return new Stratified();
    }

    /**
     * Customers are drawn at random, with all their rows.
     *
     * @param by the column that says whose a row is; a row without a value is a customer of its own
     * @return the split
     */
    static Split grouped(String by) {
        return new Grouped(by);
    }

    /**
     * The latest rows are held out.
     *
     * @param by the column that says when a row was: dates, points in time, or months such as {@code 2026-03}
     * @param gap how long before the rows held out no row is learnt from: as long as an outcome takes to be known, such as
     *     30 days; years and months count as 365 and 30 days
     * @return the split
     */
    static Split inTime(String by, Period gap) {
        return new Time(by, gap);
    }

    /**
     * Which rows of a table belong together.
     *
     * @param data the rows
     * @return the groups, one per row
     * @throws io.github.churnml.error.DataException if the table has no such column, or it does not say what it should
     */
    RowGroups groups(Dataset data);

    /**
     * What is done with a table, once it is known.
     *
     * @param data the rows
     * @return one that is not {@link Auto}
     */
    default Split in(Dataset data) {
        return this;
    }

    /** {@return how rows are divided, as the end of a sentence; empty if at random, each class by itself} */
    String describe();

    /** {@return the split as YAML has it: a text, or a mapping with one key} */
    Object settings();

    /**
     * Holds a share of the rows out.
     *
     * @param data the rows
     * @param labels one per row: the class
     * @param fraction the share to hold out, in (0, 1)
     * @param seed decides which rows
     * @return the division
     * @throws io.github.churnml.error.DataException if there is none with every class on both sides
     */
    default Division holdOut(Dataset data, int[] labels, double fraction, long seed) {
        return groups(data).holdOut(labels, fraction, seed);
    }

    /**
     * Divides the rows into parts, each of which is judged by what is learnt from others, and in time from earlier ones.
     *
     * @param data the rows
     * @param labels one per row: the class
     * @param k how many divisions
     * @param seed decides which rows
     * @return the k divisions
     * @throws io.github.churnml.error.DataException if there are none with every class on both sides
     */
    default List<Division> folds(Dataset data, int[] labels, int k, long seed) {
        return groups(data).folds(labels, k, seed);
    }

    /** Whatever fits the table: {@link Grouped} where {@link Customers#repeated} finds a column, else {@link Stratified}. */
    record Auto() implements Split {
        @Override
        public RowGroups groups(Dataset data) {
            return in(data).groups(data);
        }

        @Override
        public Split in(Dataset data) {
            return Customers.repeated(data).<Split>map(Grouped::new).orElseGet(Stratified::new);
        }

        @Override
        public String describe() {
            return "";
        }

        @Override
        public Object settings() {
            return "auto";
        }
    }

    /** At random, each class by itself. */
    record Stratified() implements Split {
        @Override
        public RowGroups groups(Dataset data) {
            return RowGroups.none();
        }

        @Override
        public String describe() {
            return "";
        }

        @Override
        public Object settings() {
            return "stratified";
        }
    }

    /**
     * Customers with all their rows.
     *
     * @param by the column that says whose a row is
     */
    record Grouped(String by) implements Split {
        @Override
        public RowGroups groups(Dataset data) {
            return RowGroups.ofCustomers(data.column(by).name(), Customers.of(data.column(by)));
        }

        @Override
        public String describe() {
            return "all rows with the same '" + by + "' on one side";
        }

        @Override
        public Object settings() {
            return Map.of("grouped", Map.of("by", by));
        }
    }

    /**
     * In the order of time.
     *
     * @param by the column that says when a row was
     * @param gap how long before the rows held out no row is learnt from
     */
    record Time(String by, Period gap) implements Split {
        /** Checks the gap. */
        public Time {
            SplitSettings.requireGap(gap);
        }

        @Override
        public RowGroups groups(Dataset data) {
            return RowGroups.inTime(data.column(by).name(), Customers.days(data.column(by)), SplitSettings.days(gap));
        }

        @Override
        public String describe() {
            int days = SplitSettings.days(gap);
            return "the latest rows by '" + by + "' held out" + (days == 0 ? "" : " after a gap of " + days + " days");
        }

        @Override
        public Object settings() {
            return SplitSettings.ofTime(by, gap);
        }
    }
}
