package io.github.churnml.data.excel;

import io.github.churnml.data.Dates;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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

    private static final Pattern ISO_CELL =
            Pattern.compile("\\A(<(?:[\\w.-]+:)?c\\s(?:[^>]*\\s)?t\\s*=\\s*[\"'])d([\"'])");

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

    /** Copies a sheet; cells of the type {@code d}, ISO 8601 dates (ECMA-376 part 1, 18.18.11), become texts. */
    static void copyAsTexts(InputStream in, OutputStream out) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16);
        ByteArrayOutputStream tag = new ByteArrayOutputStream();
        for (int b = bytes.read(); b >= 0; b = bytes.read()) {
            if (b == '<' || tag.size() > 0) {
                tag.write(b);
            } else {
                out.write(b);
            }
            if (b == '>') {
                // Every byte is a character of its own, so all but the type is written as it was.
                String text = tag.toString(StandardCharsets.ISO_8859_1);
                out.write(ISO_CELL.matcher(text).replaceFirst("$1str$2").getBytes(StandardCharsets.ISO_8859_1));
                tag.reset();
            }
        }
        tag.writeTo(out);
    }
}
