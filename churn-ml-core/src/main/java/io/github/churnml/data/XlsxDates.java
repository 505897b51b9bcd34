package io.github.churnml.data;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of a workbook are dates: those whose format shows a year, a month or a day. A format that shows a time
 * alone makes a duration, which stays a number: the share of a day.
 */
final class XlsxDates {

    /** Serial number 0 of the two date systems, as days since 1970-01-01; that of 1900 counts a 29 February 1900. */
    private static final int ORIGIN_1900 = -25_569;

    private static final int ORIGIN_1904 = -24_107;
    private static final int AFTER_THE_FALSE_DAY = 61;

    /** 9999-12-31, the last day of both systems. */
    private static final double LAST_DAY = 2_932_896;

    private final boolean from1904;
    private final Map<Integer, Boolean> known = new HashMap<>();

    XlsxDates(boolean from1904) {
        this.from1904 = from1904;
    }

    /** Whether a cell of this format shows a date; formats of the same number are the same. */
    boolean isDate(@Nullable Integer id, @Nullable String format) {
        return id != null && known.computeIfAbsent(id, number -> isDateFormat(number, format));
    }

    /** The date as ISO text, or null if the number is before or after all dates. */
    @Nullable
    String text(double serial) {
        double days = serial + (from1904 ? ORIGIN_1904 : ORIGIN_1900);
        if (!from1904 && serial < AFTER_THE_FALSE_DAY) {
            days++;
        }
        return serial >= 0 && days < LAST_DAY + 1 ? Dates.text(days) : null;
    }

    /** The numbers 27 to 36 and 50 to 58 are dates of East Asian editions, whose texts a workbook does not hold. */
    static boolean isDateFormat(int id, @Nullable String format) {
        if (id >= 27 && id <= 36 || id >= 50 && id <= 58) {
            return true;
        }
        if (format == null) {
            return false;
        }
        String bare = bare(format);
        boolean time = bare.indexOf('h') >= 0 || bare.indexOf('s') >= 0;
        boolean digits = bare.indexOf('0') >= 0 || bare.indexOf('#') >= 0 || bare.indexOf('?') >= 0;
        return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || bare.indexOf('m') >= 0 && !time && !digits;
    }

    /** The first section in lower case, without quoted and escaped text, colours, locales and conditions. */
    private static String bare(String format) {
        StringBuilder bare = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == ';') {
                break;
            } else if (c == '"' || c == '[') {
                int end = format.indexOf(c == '"' ? '"' : ']', i + 1);
                String inside = format.substring(i + 1, end < 0 ? format.length() : end);
                // Elapsed time, such as [h]:mm, is the one thing in brackets that counts.
                bare.append(c == '[' && inside.matches("(?i)h+|m+|s+") ? "h" : "");
                i = end < 0 ? format.length() : end;
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else {
                bare.append(c);
            }
        }
        return bare.toString().toLowerCase(Locale.ROOT).replace("general", "");
    }
}
