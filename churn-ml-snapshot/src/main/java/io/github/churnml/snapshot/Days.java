package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time in whole days of 24 hours, as YAML writes them: {@code 90d} or {@code 4w}. */
final class Days {

    /** Ten years: longer windows are slips of the pen. */
    static final int MOST = 3_660;

    private static final Pattern LENGTH = Pattern.compile("(0|[1-9][0-9]{0,3})([dw])");

    private Days() {}

    static int read(Settings settings, String key, int least) {
        return of(settings, key, settings.text(key), least);
    }

    static List<Integer> readAll(Settings settings, String key, int least) {
        List<Integer> days = new ArrayList<>();
        for (String text : settings.texts(key)) {
            days.add(of(settings, key, text, least));
        }
        return days;
    }

    private static int of(Settings settings, String key, String text, int least) {
        Matcher found = LENGTH.matcher(text);
        int days = found.matches()
                ? Integer.parseInt(found.group(1)) * (found.group(2).equals("w") ? 7 : 1)
                : -1;
        if (days < least || days > MOST) {
            throw settings.problem(
                    "Key " + settings.quoted(key) + " holds " + Wording.value(text)
                            + " where a length of time is required: " + least + "d to " + MOST
                            + "d, in days or weeks such as 28d or 4w.",
                    text.matches("[0-9]+") ? "Maybe " + text + "d was meant." : "");
        }
        return days;
    }

    static String text(int days) {
        return days + "d";
    }

    static int check(String what, int days, int least) {
        if (days < least || days > MOST) {
            throw new ConfigurationException(
                    "The " + what + " is " + Wording.value(days) + " days where " + least + " to " + MOST
                            + " are required.",
                    "",
                    Where.nowhere());
        }
        return days;
    }
}
