package io.github.churnml.data.split;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which training rows belong together when they are divided: nothing, rows of one customer, or rows of one day in the order
 * of time. It goes with the rows wherever they are divided again, so that no inner division (early stopping, cross-fitted
 * encoding) puts on two sides what the outer one kept on one. Immutable.
 *
 * <p>Of customers, customers are drawn and not rows: each class by itself, a customer counting as one who left if any of its
 * rows did. Where every customer has one row, that is the very draw that rows alone would get.
 */
public final class RowGroups {

    private static final RowGroups NONE = new RowGroups("", new int[0], false, 0);

    private final String by;
    private final int[] of;
    private final boolean ordered;
    private final int gap;

    private RowGroups(String by, int[] of, boolean ordered, int gap) {
        this.by = by;
        this.of = of;
        this.ordered = ordered;
        this.gap = gap;
    }

    /** {@return no groups: every row stands for itself, in no order} */
    public static RowGroups none() {
        return NONE;
    }

    /**
     * Rows of customers.
     *
     * @param by the column that says whose they are, for messages
     * @param customers one number per row, the same for rows of the same customer
     * @return the groups
     */
    public static RowGroups ofCustomers(String by, int[] customers) {
        Map<Integer, Integer> places = new HashMap<>();
        int[] of = new int[customers.length];
        for (int i = 0; i < of.length; i++) {
            Integer place = places.putIfAbsent(customers[i], places.size());
            of[i] = place == null ? places.size() - 1 : place;
        }
        return new RowGroups(by, of, false, 0);
    }

    /**
     * Rows in the order of time.
     *
     * @param by the column that says when they were, for messages
     * @param days one per row, since 1970-01-01
     * @param gap how many days before the rows that are held out no row is learnt from
     * @return the groups, one per day
     */
    public static RowGroups inTime(String by, int[] days, int gap) {
        return new RowGroups(by, days.clone(), true, gap);
    }

    /** {@return whether every row stands for itself} */
    boolean isNone() {
        return of.length == 0;
    }

    /** {@return whether rows are in the order of time} */
    public boolean inOrder() {
        return ordered;
    }

    /**
     * The groups of some rows.
     *
     * @param rows the rows, each from 0; a row may be taken more than once, as by a resampler, and each copy is of its group
     * @return the groups
     */
    public RowGroups select(int[] rows) {
        if (isNone()) {
            return this;
        }
        int[] selected = Arrays.stream(rows).map(row -> of[row]).toArray();
        return ordered ? new RowGroups(by, selected, true, gap) : ofCustomers(by, selected);
    }

    /**
     * Requires one group per row.
     *
     * @param rows how many rows there are
     * @throws IllegalArgumentException if there are other groups than these
     */
    public void requireRows(int rows) {
        if (!isNone() && of.length != rows) {
            throw new IllegalArgumentException("groups of " + of.length + " rows for " + rows + " rows");
        }
    }

    /**
     * Holds a share of the rows out: of each class that share, of whole customers, or the latest rows by whole days.
     *
     * @param labels one per row: the class
     * @param fraction the share to hold out, in (0, 1)
     * @param seed decides which rows; of no matter in time
     * @return the division, with every class on both sides
     * @throws DataException if there is no such division
     */
    public Division holdOut(int[] labels, double fraction, long seed) {
        if (isNone()) {
            return Folds.holdOut(labels, fraction, seed);
        }
        if (ordered) {
            return shown(new InTime(by, of, gap).holdOut(fraction), labels);
        }
        int[] classes = customers(labels);
        requireTwo(classes);
        boolean[] held = new boolean[classes.length];
        for (int customer : Folds.holdOut(classes, fraction, seed).test()) {
            held[customer] = true;
        }
        return shown(Folds.divided(of.length, row -> held[of[row]]), labels);
    }

    /**
     * A slice to stop early by, where one can be had: as {@link #holdOut}, so in time it is the latest rows.
     *
     * @param labels one per row: the class
     * @param fraction the share to set aside, in (0, 1)
     * @param seed decides which rows
     * @return the division, or empty where groups leave a class on one side alone
     */
    public Optional<Division> slice(int[] labels, double fraction, long seed) {
        if (isNone()) {
            return Optional.of(Folds.holdOut(labels, fraction, seed));
        }
        try {
            return Optional.of(holdOut(labels, fraction, seed));
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    /**
     * Divides the rows into parts, each of which is judged by what is learnt from others: from all others, and in time from
     * all earlier ones.
     *
     * @param labels one per row: the class
     * @param k how many divisions
     * @param seed decides which rows; of no matter in time
     * @return the k divisions
     * @throws DataException if there are too few customers or days, or a class is on one side alone
     */
    public List<Division> folds(int[] labels, int k, long seed) {
        if (!ordered) {
            return blocks(labels, k, seed);
        }
        List<Division> folds = new InTime(by, of, gap).onwards(k);
        folds.forEach(fold -> shown(fold, labels));
        return folds;
    }

    /**
     * Divides the rows into parts so that each row is in exactly one test side, with all rows of other parts on the other: for
     * values that training rows take from each other. In time the parts are stretches of it, and the rows of a stretch take
     * their values from earlier and later ones: all of them are rows that are learnt from.
     *
     * @param labels one per row: the class
     * @param k how many parts; fewer where there are fewer customers or days
     * @param seed decides which rows; of no matter in time
     * @return the divisions
     * @throws DataException if there is only one customer
     */
    public List<Division> blocks(int[] labels, int k, long seed) {
        if (isNone()) {
            return Folds.stratified(labels, k, seed);
        }
        if (ordered) {
            List<Division> stretches = new InTime(by, of, gap).stretches(k);
            return stretches.size() > 1 ? stretches : Folds.stratified(labels, k, seed);
        }
        int[] classes = customers(labels);
        requireTwo(classes);
        List<Division> blocks = new ArrayList<>();
        for (Division division : Folds.stratified(classes, Math.min(k, classes.length), seed)) {
            boolean[] tested = new boolean[classes.length];
            for (int customer : division.test()) {
                tested[customer] = true;
            }
            blocks.add(Folds.divided(of.length, row -> tested[of[row]]));
        }
        return List.copyOf(blocks);
    }

    /** The class of each customer: the largest that one of its rows has. */
    private int[] customers(int[] labels) {
        int count = 0;
        for (int customer : of) {
            count = Math.max(count, customer + 1);
        }
        int[] classes = new int[count];
        for (int row = 0; row < of.length; row++) {
            classes[of[row]] = Math.max(classes[of[row]], labels[row]);
        }
        return classes;
    }

    private void requireTwo(int[] classes) {
        int left = (int) Arrays.stream(classes).filter(label -> label > 0).count();
        int stayed = classes.length - left;
        if (classes.length < 2) {
            throw problem("names only one customer, whose rows cannot be on two sides", "");
        }
        if (left == 1 || stayed == 1) {
            throw problem(
                    "names only 1 customer " + (left == 1 ? "with a row that left" : "without a row that left")
                            + " where at least 2 are needed, one to learn from and one to judge on",
                    "");
        }
    }

    private Division shown(Division division, int[] labels) {
        if (!division.showsAll(labels)) {
            throw problem(
                    "divides the rows so that " + Wording.count(division.train().length)
                            + " are learnt from and " + Wording.count(division.test().length)
                            + " are judged on, and one of these sides has only customers who left or only ones who stayed",
                    "Maybe hold out more rows, or divide them in another way (split).");
        }
        return division;
    }

    private DataException problem(String problem, String maybe) {
        return new DataException(
                "Column " + Wording.name(by) + " " + problem + ".",
                maybe.isEmpty() ? "Maybe another column says whose the rows are." : maybe,
                Where.column(by));
    }
}
