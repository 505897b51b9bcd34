package io.github.churnml.snapshot;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.DataException;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Customers as they were, one row per customer and snapshot, with what became of them.
 *
 * @param plan the plan, with the values of each table named
 * @param features the features, in the order of their columns
 * @param data the rows: the customer's name, {@code snapshot}, attributes, features, target; by customer, then by time
 * @param counts how many rows each snapshot has; empty where snapshots are those of events
 */
public record SnapshotTable(SnapshotPlan plan, List<Feature> features, Dataset data, List<SnapshotCount> counts) {

    /** The column that says when the snapshot was. */
    public static final String TIME = Sweep.TIME;

    /** The label of rows whose outcome happened. */
    public static final String POSITIVE = Sweep.YES;

    /** The label of rows whose outcome did not happen. */
    public static final String NEGATIVE = Sweep.NO;

    private static final double HELD_OUT = 0.2;
    private static final int FOLDS = 5;

    /**
     * Copies the lists.
     *
     * @param plan the plan, with the values of each table named
     * @param features the features
     * @param data the rows
     * @param counts how many rows each snapshot has
     */
    public SnapshotTable {
        features = List.copyOf(features);
        counts = List.copyOf(counts);
    }

    /** {@return the column to predict} */
    public String target() {
        return plan.label().targetName();
    }

    /** {@return the column that names the customer} */
    public String group() {
        return plan.customers().id();
    }

    /** {@return what was noticed while the tables were read and joined} */
    public List<Notice> notices() {
        return data.notices();
    }

    /**
     * How the rows are to be divided. In time where there are enough snapshots: the latest are held out, and nothing is learnt
     * from rows whose window reaches into theirs, nor in the folds inside training. Else by customer, and at random if each has
     * one row.
     *
     * @return the split
     */
    public Split split() {
        Split inTime = Split.inTime(TIME, Period.ofDays(Window.days(plan.label())));
        int[] labels = labels();
        if (isUsable(inTime, labels)) {
            return inTime;
        }
        return repeats() ? Split.grouped(group()) : Split.stratified();
    }

    private boolean isUsable(Split split, int[] labels) {
        try {
            var division = split.holdOut(data, labels, HELD_OUT, 0);
            Dataset train = data.select(division.train());
            int[] trained = java.util.Arrays.stream(division.train())
                    .map(row -> labels[row])
                    .toArray();
            split.folds(train, trained, FOLDS, 0);
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    private int[] labels() {
        Column target = data.column(target());
        int[] labels = new int[data.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = POSITIVE.equals(target.text(row)) ? 1 : 0;
        }
        return labels;
    }

    private boolean repeats() {
        Column names = data.column(group());
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < data.rows(); row++) {
            if (!seen.add(String.valueOf(names.text(row)))) {
                return true;
            }
        }
        return false;
    }
}
