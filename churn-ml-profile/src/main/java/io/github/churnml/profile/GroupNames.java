package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import java.util.Locale;

/**
 * What groups of customers are called, for people.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class GroupNames {

    /** Of those without a value. */
    public static final String MISSING = "missing";

    private GroupNames() {}

    /**
     * Of those whose level has no group of its own.
     *
     * @param levels how many such levels there are
     * @return such as {@code 3 other levels}
     */
    public static String others(long levels) {
        return String.format(Locale.ROOT, "%,d other %s", levels, levels == 1 ? "level" : "levels");
    }

    /**
     * Of those with one value.
     *
     * @param value the number, or the day since 1970
     * @param type whether it is a number or a date
     * @return the value
     */
    public static String value(double value, ColumnType type) {
        return Say.value(value, type);
    }

    /**
     * Of those whose values lie in a range.
     *
     * @param type whether values are numbers or dates
     * @param cuts the greatest values of all groups but the last, ascending
     * @param group the group, from 0
     * @return such as {@code over 12 to 29}
     */
    public static String range(ColumnType type, double[] cuts, int group) {
        if (cuts.length == 0) {
            return "any value";
        }
        if (group == cuts.length) {
            return "over " + Say.value(cuts[group - 1], type);
        }
        String to = Say.value(cuts[group], type);
        return group == 0 ? "up to " + to : "over " + Say.value(cuts[group - 1], type) + " to " + to;
    }
}
