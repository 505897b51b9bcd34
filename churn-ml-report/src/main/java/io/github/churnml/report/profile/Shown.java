package io.github.churnml.report.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.GroupRate;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Unit;
import java.util.List;

/** How this page writes values, groups and rates. */
final class Shown {

    /** Groups of fewer customers are pointed out, and nothing is concluded from them. */
    static final int SMALL = 30;

    private static final int LONG_NUMBER = 7;

    private Shown() {}

    static Unit unit(ColumnType type) {
        return type == ColumnType.DATE ? Unit.DATE : Unit.PLAIN;
    }

    /** A group beside a picture. Ranges, which the profile has named, are written short; levels as they are. */
    static String group(String group, ColumnSummary column) {
        if (column.numbers() == null) {
            return Words.level(group);
        }
        if (group.startsWith("up to ")) {
            return "≤ " + number(group.substring(6));
        }
        if (!group.startsWith("over ")) {
            return number(group);
        }
        int to = group.indexOf(" to ");
        if (to < 0) {
            return "> " + number(group.substring(5));
        }
        if (column.type() == ColumnType.DATE) {
            return "… to " + group.substring(to + 4);
        }
        String high = number(group.substring(to + 4));
        return number(group.substring(5, to)) + (high.startsWith("-") ? " to " : "–") + high;
    }

    /** A number of at most so many letters; what is none stays as it is. */
    private static String number(String text) {
        double value = Numbers.parse(text);
        return text.length() <= LONG_NUMBER || !Double.isFinite(value) ? text : Unit.PLAIN.text(value);
    }

    static String rate(Estimate rate) {
        return Words.with(rate, Wording::percent);
    }

    static String customers(long count) {
        return Wording.count(count, "customer", "customers");
    }

    /** Groups that something can be concluded from. */
    static List<GroupRate> large(List<GroupRate> groups) {
        return groups.stream().filter(group -> group.rows() >= SMALL).toList();
    }

    /** What is said of the others; empty if there is none. */
    static String small(List<GroupRate> groups) {
        int few = groups.size() - large(groups).size();
        return few == 0
                ? ""
                : " " + (few == 1 ? "One group has" : few + " groups have") + " fewer than " + SMALL
                        + " customers: nothing follows from " + (few == 1 ? "it" : "them") + " alone.";
    }
}
