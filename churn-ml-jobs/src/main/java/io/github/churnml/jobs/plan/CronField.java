package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a cron expression: which values each may have, and how a text names some of them. */
enum CronField {
    SECOND("second", 0, 59),
    MINUTE("minute", 0, 59),
    HOUR("hour", 0, 23),
    DAY_OF_MONTH("day of the month", 1, 31),
    MONTH("month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
    /** Sunday is 0, and 7 too. */
    DAY_OF_WEEK("day of the week", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private static final Pattern PART =
            Pattern.compile("(\\*|([0-9]{1,2}|[A-Z]{3})(-([0-9]{1,2}|[A-Z]{3}))?)(/([0-9]{1,2}))?");

    private final String told;
    private final int least;
    private final int most;
    private final List<String> names;

    CronField(String told, int least, int most, String... names) {
        this.told = told;
        this.least = least;
        this.most = most;
        this.names = List.of(names);
    }

    static boolean isAny(String text) {
        return text.equals("*") || text.equals("?");
    }

    /** The values that a text names: {@code *}, one, a list, ranges, and steps. */
    BitSet values(String text, String cron) {
        if (text.equals("?") && (this == DAY_OF_MONTH || this == DAY_OF_WEEK)) {
            return values("*", cron);
        }
        BitSet values = new BitSet();
        for (String part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            Matcher parts = PART.matcher(part);
            if (!parts.matches()) {
                throw wrong(text, cron);
            }
            boolean isAll = parts.group(1).equals("*");
            int from = isAll ? least : number(parts.group(2), text, cron);
            boolean isOpen = isAll || parts.group(4) == null && parts.group(6) != null;
            int to = isOpen ? last() : parts.group(4) == null ? from : number(parts.group(4), text, cron);
            if (this == DAY_OF_WEEK && parts.group(4) != null && to == 0 && from > 0) {
                to = most; // from Friday to Sunday
            }
            int step = parts.group(6) == null ? 1 : Integer.parseInt(parts.group(6));
            if (from < least || to > most || from > to || step < 1 || step > most) {
                throw wrong(text, cron);
            }
            for (int value = from; value <= to; value += step) {
                values.set(this == DAY_OF_WEEK ? value % most : value);
            }
        }
        return values;
    }

    private int last() {
        return this == DAY_OF_WEEK ? most - 1 : most;
    }

    private int number(String text, String whole, String cron) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int place = names.indexOf(text);
        if (place < 0) {
            throw wrong(whole, cron);
        }
        return this == MONTH ? place + 1 : place;
    }

    private ConfigurationException wrong(String text, String cron) {
        String allowed = names.isEmpty()
                ? "numbers from " + least + " to " + most
                : "numbers from " + least + " to " + most + " or " + names.get(0) + " to "
                        + names.get(names.size() - 1);
        return new ConfigurationException(
                "The schedule " + Wording.value(cron) + " has " + Wording.value(text) + " as its " + told + ", where "
                        + allowed
                        + " are allowed, as one, a list (1,3), a range (1-5), with a step (*/2), or * for all.",
                "Maybe write 0 0 * * MON for Mondays at 00:00.",
                Where.nowhere());
    }
}
