package io.github.churnml.data;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates and points in time as numbers: days since 1970-01-01 in UTC, with a fraction for the time of day. A double keeps
 * that to about a microsecond for the years around ours.
 *
 * <p>A column is a date column if one {@link Format} fits all of its values. In each, a time of day may follow after a
 * blank or a {@code T}: {@code HH:mm}, then {@code :ss}, then a fraction of a second, then {@code Z} or an offset such
 * as {@code +02:00}, each optional. A time without an offset is taken as UTC. Impossible dates such as 2021-02-30 are
 * not dates.
 */
public final class Dates {

    /** Every format, as bits. */
    public static final int ALL_FORMATS = (1 << Format.values().length) - 1;

    private static final double MILLIS_PER_DAY = 86_400_000.0;
    private static final double LARGEST_DAY = 1e8;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Dates() {}

    /** How a table writes its dates: the order of year, month and day, and what stands between them. */
    public enum Format {
        /** {@code yyyy-MM-dd}: ISO 8601. */
        ISO("yyyy-MM-dd"),
        /** {@code yyyy/MM/dd}; one-digit months and days as well. */
        YEAR_SLASH("yyyy/MM/dd"),
        /** {@code dd.MM.yyyy}; one-digit days and months as well. */
        DAY_DOT("dd.MM.yyyy"),
        /** {@code MM/dd/yyyy}; one-digit months and days as well. */
        MONTH_SLASH("MM/dd/yyyy"),
        /** {@code dd/MM/yyyy}; one-digit days and months as well. */
        DAY_SLASH("dd/MM/yyyy");

        private final String pattern;

        Format(String pattern) {
            this.pattern = pattern;
        }

        /** {@return the layout of the date, such as {@code yyyy-MM-dd}} */
        public String pattern() {
            return pattern;
        }

        /** {@return the bit that stands for this format in a set of formats} */
        public int bit() {
            return 1 << ordinal();
        }
    }

    /**
     * Reads an ISO date or point in time.
     *
     * @param text such as {@code 2026-11-21} or {@code 2026-11-21T10:15:00Z}; blanks around it are ignored
     * @return days since 1970-01-01, or {@code NaN} if it is not a date
     */
    public static double parse(String text) {
        return parse(text, Format.ISO);
    }

    /**
     * Reads a date or point in time written in a given format, or in ISO's.
     *
     * @param text the text; blanks around it are ignored
     * @param format how dates are written
     * @return days since 1970-01-01, or {@code NaN} if it is not a date
     */
    public static double parse(String text, Format format) {
        char[] chars = text.toCharArray();
        int from = Chars.start(chars, 0, chars.length);
        int to = Chars.end(chars, from, chars.length);
        int fitting = formats(chars, from, to);
        if ((fitting & format.bit()) != 0) {
            return parse(chars, from, to, format);
        }
        return (fitting & Format.ISO.bit()) != 0 ? parse(chars, from, to, Format.ISO) : Double.NaN;
    }

    /**
     * Finds the one format that fits all texts. Where both month-first and day-first do, it is month-first.
     *
     * @param texts dates as a table writes them; blanks around them are ignored
     * @return the format, or empty if none fits all texts or if there are none
     */
    public static Optional<Format> detect(Iterable<String> texts) {
        int fitting = ALL_FORMATS;
        boolean any = false;
        for (String text : texts) {
            char[] chars = text.toCharArray();
            int from = Chars.start(chars, 0, chars.length);
            fitting &= formats(chars, from, Chars.end(chars, from, chars.length));
            any = true;
        }
        return any ? first(fitting) : Optional.empty();
    }

    /**
     * Writes a date as ISO 8601, to the millisecond: the date alone at midnight, else with {@code T} and the time.
     *
     * @param days days since 1970-01-01
     * @return such as {@code 2026-11-21} or {@code 2026-11-21T10:15:00}; what is no date (not finite, or beyond some
     *     270,000 years from now) is written as a number
     */
    public static String text(double days) {
        if (!(Math.abs(days) < LARGEST_DAY)) {
            return Numbers.text(days);
        }
        long day = (long) Math.floor(days);
        long millis = Math.round((days - day) * MILLIS_PER_DAY);
        if (millis == (long) MILLIS_PER_DAY) {
            day++;
            millis = 0;
        }
        String date = LocalDate.ofEpochDay(day).toString();
        if (millis == 0) {
            return date;
        }
        LocalTime time = LocalTime.ofNanoOfDay(millis * 1_000_000);
        return date + "T" + time.format(millis % 1000 == 0 ? SECONDS : MILLIS);
    }

    /**
     * The first of a set of formats.
     *
     * @param formats the set, as bits
     * @return the format, or empty if the set is
     */
    public static Optional<Format> first(int formats) {
        return Arrays.stream(Format.values())
                .filter(format -> (formats & format.bit()) != 0)
                .findFirst();
    }

    /**
     * Whether month-first and day-first are both left in a set of formats.
     *
     * @param formats the set, as bits
     * @return whether they are
     */
    public static boolean isAmbiguous(int formats) {
        return (formats & Format.MONTH_SLASH.bit()) != 0 && (formats & Format.DAY_SLASH.bit()) != 0;
    }

    /**
     * The formats that a text without blanks around it fits.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return the formats, as bits
     */
    public static int formats(char[] s, int from, int to) {
        return from < to && s[from] >= '0' && s[from] <= '9' ? DateScanner.formats(s, from, to) : 0;
    }

    /**
     * Reads a text without blanks around it in one format only.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @param format how dates are written
     * @return days since 1970-01-01, or {@code NaN} if the text does not fit the format
     */
    public static double parse(char[] s, int from, int to, Format format) {
        return DateScanner.parse(s, from, to, format);
    }
}
