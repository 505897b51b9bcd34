package io.github.churnml.data.split;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The YAML form of a {@link Split}: {@code auto}, {@code stratified}, {@code grouped: {by: ...}}, {@code time: {...}}.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class SplitSettings {

    private static final Pattern GAP = Pattern.compile("(0|[1-9][0-9]{0,4})([dw])");
    private static final String ALLOWED = "a number of days or weeks such as 30d or 4w";
    private static final List<String> NAMES = List.of("auto", "stratified", "grouped", "time");
    private static final int MOST_DAYS = 36_500;

    private SplitSettings() {}

    /**
     * Reads a split.
     *
     * @param settings where it stands
     * @param key the key that it stands under, which is there
     * @return the split
     */
    public static Split read(Settings settings, String key) {
        if (!(settings.value(key) instanceof Map)) {
            String name = settings.choice(key, NAMES);
            if (name.equals("grouped") || name.equals("time")) {
                throw settings.problem(
                        "Key " + settings.quoted(key) + " holds (" + name + ") without a column to divide by.",
                        "Maybe write it as " + key + ": {" + name + ": {by: "
                                + (name.equals("time") ? "month" : "customer_id") + "}}.");
            }
            return name.equals("auto") ? Split.auto() : Split.stratified();
        }
        Settings section = settings.section(key);
        boolean grouped = section.has("grouped");
        boolean time = section.has("time");
        section.finish();
        if (grouped == time) {
            throw settings.problem(
                    "Key " + settings.quoted(key) + " needs one of 'grouped' and 'time' in it.",
                    "Maybe write it as " + key + ": {grouped: {by: customer_id}}.");
        }
        Settings inner = section.section(grouped ? "grouped" : "time");
        String by = inner.text("by");
        Period gap = time && inner.has("gap") ? gap(inner) : Period.ZERO;
        inner.finish();
        return grouped ? Split.grouped(by) : Split.inTime(by, gap);
    }

    private static Period gap(Settings settings) {
        String text = settings.text("gap");
        Matcher found = GAP.matcher(text);
        int days = found.matches()
                ? Integer.parseInt(found.group(1)) * (found.group(2).equals("w") ? 7 : 1)
                : -1;
        if (days < 0 || days > MOST_DAYS) {
            throw settings.problem(
                    "Key " + settings.quoted("gap") + " holds " + Wording.value(text) + " where " + ALLOWED
                            + " is required.",
                    text.matches("[0-9]+") ? "Maybe " + text + "d was meant." : "");
        }
        return Period.ofDays(days);
    }

    static Map<String, Object> ofTime(String by, Period gap) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("by", by);
        if (days(gap) > 0) {
            time.put("gap", days(gap) + "d");
        }
        return Map.of("time", time);
    }

    /** A gap in days; a year counts as 365, a month as 30. */
    static int days(Period gap) {
        return Math.toIntExact(gap.getYears() * 365L + gap.getMonths() * 30L + gap.getDays());
    }

    static void requireGap(Period gap) {
        long days = gap.getYears() * 365L + gap.getMonths() * 30L + gap.getDays();
        if (days < 0 || days > MOST_DAYS) {
            throw new ConfigurationException(
                    "The gap is " + Wording.value(gap) + " where 0 to " + MOST_DAYS + " days are required.",
                    "Maybe Period.ofDays(30) was meant.",
                    Where.nowhere());
        }
    }
}
