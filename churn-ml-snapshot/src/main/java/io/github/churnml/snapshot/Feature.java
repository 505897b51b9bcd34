package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;

/**
 * One number about a customer's events before a snapshot.
 *
 * @param statistic what it says
 * @param table the table of events; empty for {@link Statistic#TENURE}
 * @param kind the only kind of event that counts, or empty for all
 * @param value the column of numbers, or empty where events are counted
 * @param days the window in days; 0 where there is none
 */
public record Feature(Statistic statistic, String table, String kind, String value, int days) {

    private static final int WEEK = 7;

    /**
     * Checks that the parts fit together.
     *
     * @param statistic what it says
     * @param table the table of events
     * @param kind the only kind of event that counts, or empty
     * @param value the column of numbers, or empty
     * @param days the window in days
     */
    public Feature {
        String label = statistic.label();
        if (statistic.hasWindow()) {
            Days.check("window of " + label, days, 1);
        } else if (days != 0) {
            throw wrong("Feature " + label + " has no window, but " + Wording.value(days) + " days are given.", "");
        }
        if (statistic.needsValue() && value.isEmpty()) {
            throw wrong(
                    "Feature " + label + " needs a column of numbers.",
                    "Maybe write it as {" + label + ": usage.amount}.");
        }
        if (!value.isEmpty() && !statistic.takesValue()) {
            throw wrong(
                    "Feature " + label + " is about events, but column " + Wording.name(value) + " is given.",
                    "Maybe leave the column out.");
        }
        int least = statistic == Statistic.SLOPE ? 2 * WEEK : statistic == Statistic.ACTIVE_WEEKS ? WEEK : 0;
        if (days < least) {
            throw wrong(
                    "Feature " + label + " looks at whole weeks, at least " + least / WEEK + ", but its window has "
                            + Wording.value(days) + " days.",
                    "Maybe " + least + "d was meant.");
        }
    }

    /**
     * Days since one is a customer, or known.
     *
     * @return the feature
     */
    public static Feature tenure() {
        return new Feature(Statistic.TENURE, "", "", "", 0);
    }

    /**
     * How many events there are in a window.
     *
     * @param table the table of events
     * @param days the window
     * @return the feature
     */
    public static Feature count(String table, int days) {
        return new Feature(Statistic.COUNT, table, "", "", days);
    }

    /**
     * A statistic of a column of numbers in a window.
     *
     * @param statistic such as {@link Statistic#SUM}
     * @param table the table of events
     * @param value the column
     * @param days the window
     * @return the feature
     */
    public static Feature of(Statistic statistic, String table, String value, int days) {
        return new Feature(statistic, table, "", value, days);
    }

    /**
     * A statistic of events in a window.
     *
     * @param statistic such as {@link Statistic#ACTIVE_WEEKS}
     * @param table the table of events
     * @param days the window; 0 for {@link Statistic#DAYS_SINCE}
     * @return the feature
     */
    public static Feature of(Statistic statistic, String table, int days) {
        return new Feature(statistic, table, "", "", days);
    }

    /**
     * The same about one kind of event.
     *
     * @param onlyKind the kind
     * @return a changed copy
     */
    public Feature ofKind(String onlyKind) {
        return new Feature(statistic, table, onlyKind, value, days);
    }

    /** {@return the column's name: the feature said in words with underscores} */
    public String name() {
        String of = kind.isEmpty() ? table : table + "_" + word(kind);
        String what = value.isEmpty() ? "number" : "sum_of_" + word(value);
        String last = "_in_last_" + days + "_days";
        return switch (statistic) {
            case COUNT -> "number_of_" + of + last;
            case SUM -> "sum_of_" + word(value) + "_of_" + of + last;
            case MEAN -> "mean_" + word(value) + "_of_" + of + last;
            case MIN -> "least_" + word(value) + "_of_" + of + last;
            case MAX -> "largest_" + word(value) + "_of_" + of + last;
            case LAST -> "latest_" + word(value) + "_of_" + of + last;
            case DISTINCT_KINDS -> "number_of_kinds_of_" + of + last;
            case ACTIVE_WEEKS -> "share_of_weeks_with_" + of + last;
            case SLOPE -> "weekly_slope_of_" + what + "_of_" + of + last;
            case RATIO -> what + "_of_" + of + last + "_to_" + days + "_days_before";
            case MEAN_GAP -> "mean_days_between_" + of + last;
            case LONGEST_GAP -> "most_days_between_" + of + last;
            case CURRENT_GAP -> "days_since_" + of + "_to_mean_gap" + last;
            case DAYS_SINCE -> "days_since_last_" + of;
            case FIRST_DAYS -> what + "_of_" + of + "_in_first_" + days + "_days";
            case TENURE -> "tenure_in_days";
        };
    }

    /** {@return what it is computed from, in a sentence} */
    public String describe() {
        if (statistic == Statistic.TENURE) {
            return "Days from the beginning of the customer, or of what is known of one, to the snapshot.";
        }
        String rows = "rows of " + table + (kind.isEmpty() ? "" : " of kind " + kind);
        String from = statistic == Statistic.FIRST_DAYS
                ? " in the first " + days + " days"
                : statistic.hasWindow() ? " in [t - " + statistic.windows() * days + " days, t)" : " before t";
        String words = name().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ": of " + rows + from
                + ", known before the snapshot t.";
    }

    private static String word(String text) {
        return text.strip().replaceAll("[^\\p{L}\\p{N}]+", "_");
    }

    private static ConfigurationException wrong(String problem, String maybe) {
        return new ConfigurationException(problem, maybe, Where.nowhere());
    }
}
