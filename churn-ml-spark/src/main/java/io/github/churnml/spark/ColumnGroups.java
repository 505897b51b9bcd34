package io.github.churnml.spark;

import io.github.churnml.profile.GroupNames;
import io.github.churnml.profile.GroupRate;
import io.github.churnml.profile.Wilson;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * The groups that a column's customers fall into, for people: its ten most frequent levels and all others, its values if there are up to
 * ten, else tenths of equal frequency; and those without a value, who come last. As {@code TargetRelation} has them.
 *
 * @param column which column it is
 * @param isNumbers whether it has numbers and not levels
 * @param names what the groups are called
 * @param ofText of levels the group of each; empty for numbers
 * @param cuts of numbers the greatest value of each group but the last; empty for levels
 * @param fences numbers below the first and above the second are counted, too; NaN for none
 */
record ColumnGroups(
        NumberCell.Column column,
        boolean isNumbers,
        ArrayList<String> names,
        HashMap<String, Integer> ofText,
        double[] cuts,
        double[] fences)
        implements Serializable {

    private static final int MOST = 10;
    private static final double[] NONE = {Double.NaN, Double.NaN};

    /** Of a column of levels that are all known. */
    static ColumnGroups ofLevels(NumberCell.Column column, ColumnFacts facts) {
        List<String> order = facts.mostFrequent();
        int own = Math.min(MOST, order.size());
        ArrayList<String> names = new ArrayList<>(order.subList(0, own));
        names.add(GroupNames.others(order.size() - own));
        names.add(GroupNames.MISSING);
        HashMap<String, Integer> ofText = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            ofText.put(order.get(i), Math.min(i, own));
        }
        return new ColumnGroups(column, false, names, ofText, new double[0], NONE);
    }

    /**
     * Of a column of numbers or dates.
     *
     * @param ranks its values by their places
     * @param fences beyond which values are to be counted, or NaN
     */
    static ColumnGroups ofNumbers(NumberCell.Column column, ColumnFacts facts, Quantiles.Ranks ranks, double[] fences) {
        double[] values =
                facts.counted() == null ? new double[0] : facts.counted().distinct();
        boolean byValue = facts.counted() != null && values.length <= MOST;
        double[] cuts = byValue
                ? Arrays.copyOf(values, Math.max(0, values.length - 1))
                : Quantiles.cuts(ranks, facts.present(), facts.max());
        ArrayList<String> names = new ArrayList<>();
        for (int i = 0; i <= cuts.length; i++) {
            names.add(
                    byValue && values.length > 0
                            ? GroupNames.value(values[i], facts.type())
                            : GroupNames.range(facts.type(), cuts, i));
        }
        names.add(GroupNames.MISSING);
        return new ColumnGroups(column, true, names, new HashMap<>(), cuts, fences);
    }

    /** The same groups, of a column that has another place. */
    ColumnGroups at(NumberCell.Column moved) {
        return new ColumnGroups(moved, isNumbers, names, ofText, cuts, fences);
    }

    /** The group of a number; {@code NaN} is missing. */
    int of(double value) {
        if (Double.isNaN(value)) {
            return names.size() - 1;
        }
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= cuts[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many of each group left, of customers who stayed and who left by group; groups without any are left out. */
    List<GroupRate> rates(long[][] counts) {
        List<GroupRate> rates = new ArrayList<>();
        for (int group = 0; group < counts.length; group++) {
            long rows = counts[group][0] + counts[group][1];
            if (rows > 0) {
                rates.add(new GroupRate(names.get(group), rows, counts[group][1], Wilson.of(counts[group][1], rows)));
            }
        }
        return rates;
    }
}
