package io.github.churnml.data;

import java.util.Locale;

/**
 * A number as spreadsheets and banks write it, read in both ways: with a point and with a comma before the decimals. The one
 * place where a formatted text becomes a number; {@code docs/data.md} has the table of forms.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class FormattedNumber {

    private static final FormattedNumber NONE = new FormattedNumber(Double.NaN, Double.NaN);

    /** Longer texts hide no number, though they may be one; the limit keeps the work small. */
    private static final int LONGEST = 64;

    /** From here on whole numbers are names, of which a double would merge some. */
    private static final int MOST_WHOLE_DIGITS = 15;

    /** Fixed lists, since the JDK's own grow from release to release. */
    private static final String SIGNS = "$€£¥₹₽₺₩₫₪₴₦₱฿%";

    private static final String UNITS =
            " $ € £ ¥ ₹ ₽ ₺ ₩ ₫ ₪ ₴ ₦ ₱ ฿ % R$ US$ A$ AU$ C$ CA$ NZ$ HK$ S$ KR ZŁ KČ FT LEI SFR FR. RS EURO "
                    + "EUROS USD EUR GBP JPY CNY INR AUD CAD CHF SEK NOK DKK PLN CZK HUF RON BRL MXN ARS CLP COP ZAR "
                    + "NGN KES EGP RUB UAH TRY KRW SGD HKD TWD NZD ILS AED SAR THB IDR MYR PHP VND PKR BDT ";

    private final double point;
    private final double comma;

    private FormattedNumber(double point, double comma) {
        this.point = point;
        this.comma = comma;
    }

    /** {@return the number if a point separates the decimals, {@code NaN} if it cannot} */
    public double point() {
        return point;
    }

    /** {@return the number if a comma separates the decimals, {@code NaN} if it cannot} */
    public double comma() {
        return comma;
    }

    /**
     * Reads a text.
     *
     * @param text the text; blanks around it are ignored
     * @return the number in both ways, each {@code NaN} if there is none
     */
    public static FormattedNumber of(String text) {
        double plain = Numbers.parse(text);
        if (!Double.isNaN(plain)) {
            return plain(text, plain);
        }
        return text.length() > LONGEST ? NONE : new Reading(text).number();
    }

    /** Of a plain number a comma says nothing, and a point may stand for thousands. */
    private static FormattedNumber plain(String text, double value) {
        int point = text.indexOf('.');
        if (point < 0) {
            return new FormattedNumber(value, value);
        }
        String bare = text.strip();
        int first = bare.charAt(0) == '-' || bare.charAt(0) == '+' ? 1 : 0;
        point = bare.indexOf('.') - first;
        boolean grouped = point > 0
                && point <= 3
                && bare.charAt(first) != '0'
                && bare.length() == first + point + 4
                && digits(bare, first + point + 1, bare.length()) == 3;
        return new FormattedNumber(value, grouped ? Math.rint(value * 1000) : Double.NaN);
    }

    private static int digits(String s, int from, int to) {
        int i = from;
        while (i < to && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }

    /** Takes signs, brackets and units off at both ends, each at most once, until the digits are left. */
    private static final class Reading {
        private final String s;
        private int from;
        private int to;
        private boolean signed;
        private boolean negative;
        private boolean unit;
        private boolean open;

        Reading(String text) {
            s = text;
            to = text.length();
        }

        FormattedNumber number() {
            while (begin()) {
                // One thing after the other.
            }
            boolean closed = false;
            String decimals = "";
            while (from < to) {
                char last = s.charAt(to - 1);
                if (isBlank(last)) {
                    to--;
                } else if (last == ')' && open && !closed) {
                    closed = true;
                    to--;
                } else if (isMinus(last) && decimals.isEmpty()) {
                    to--;
                    while (from < to && isMinus(s.charAt(to - 1))) {
                        to--;
                    }
                    char mark = from < to ? s.charAt(to - 1) : ' ';
                    if (mark == ',' || mark == '.') {
                        // 5,- and 5.-- are prices without cents.
                        decimals = "0";
                    } else if (signed || open) {
                        return NONE;
                    } else {
                        signed = true;
                        negative = true;
                    }
                } else if (!endsWithUnit()) {
                    break;
                }
            }
            // A code before zeros, as in INR007, belongs to a name.
            if (open != closed
                    || unit && to - from > 1 && s.charAt(from) == '0' && digits(s, from + 1, from + 2) == 1) {
                return NONE;
            }
            String core = s.substring(from, to) + decimals;
            double point = value(core, '.', ',');
            double comma = value(core, ',', '.');
            return negative ? new FormattedNumber(-point, -comma) : new FormattedNumber(point, comma);
        }

        private boolean begin() {
            if (from == to) {
                return false;
            }
            char first = s.charAt(from);
            if (isBlank(first)) {
                from++;
                return true;
            }
            if (first == '(' && !open && !signed) {
                open = true;
                negative = true;
                from++;
                return true;
            }
            if ((isMinus(first) || first == '+') && !open && !signed) {
                signed = true;
                negative = first != '+';
                from++;
                return true;
            }
            int end = from;
            while (end < to && isOfUnit(s.charAt(end))) {
                end++;
            }
            if (end > from && end < to && s.charAt(end) == '.' && Character.isLetter(s.charAt(end - 1))) {
                end++;
            }
            if (!takeUnit(from, end)) {
                return false;
            }
            from = end;
            return true;
        }

        private boolean endsWithUnit() {
            int end = to;
            int start =
                    end - 1 > from && s.charAt(end - 1) == '.' && Character.isLetter(s.charAt(end - 2)) ? end - 1 : end;
            while (start > from && isOfUnit(s.charAt(start - 1))) {
                start--;
            }
            if (!takeUnit(start, end)) {
                return false;
            }
            to = start;
            return true;
        }

        private boolean takeUnit(int start, int end) {
            if (unit || start == end) {
                return false;
            }
            String name = s.substring(start, end).toUpperCase(Locale.ROOT);
            unit = isUnit(name) || name.endsWith(".") && isUnit(name.substring(0, name.length() - 1));
            return unit;
        }
    }

    private static boolean isUnit(String name) {
        return UNITS.contains(" " + name + " ");
    }

    private static boolean isOfUnit(char c) {
        return Character.isLetter(c) || SIGNS.indexOf(c) >= 0;
    }

    private static boolean isMinus(char c) {
        return c == '-' || c == '\u2212' || c == '\u2013' || c == '\u2014';
    }

    /** Blanks, among them the unbreakable ones that spreadsheets write, and marks of direction that nobody sees. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isGroupMark(char c, char group) {
        return c == group || c == '\'' || c == '\u2019' || Character.isSpaceChar(c);
    }

    /** The value of digits, perhaps in groups, with decimals behind the mark or an exponent; {@code NaN} for anything else. */
    private static double value(String s, char mark, char group) {
        StringBuilder plain = new StringBuilder();
        int length = s.length();
        int i = digits(s, 0, length);
        int first = i;
        plain.append(s, 0, i);
        char by = i > 0 && i <= 3 && i < length && isGroupMark(s.charAt(i), group) ? s.charAt(i) : 0;
        if (by != 0) {
            int twos = 0;
            int threes = 0;
            while (i < length && s.charAt(i) == by) {
                int size = digits(s, i + 1, length);
                // As in India: the last group has three digits, those before have two.
                if (size == 2 && threes == 0) {
                    twos++;
                } else if (size == 3 && (twos == 0 || threes == 0)) {
                    threes++;
                } else {
                    return Double.NaN;
                }
                plain.append(s, i + 1, i + 1 + size);
                i += 1 + size;
            }
            if (threes == 0 || s.charAt(0) == '0' || twos > 0 && (by != ',' || first > 2)) {
                return Double.NaN;
            }
        }
        int whole = plain.length();
        boolean fraction = i < length && s.charAt(i) == mark;
        if (fraction) {
            int count = digits(s, i + 1, length);
            if (count == 0 && mark == ',') {
                return Double.NaN;
            }
            plain.append('.').append(s, i + 1, i + 1 + count);
            i += 1 + count;
        }
        if (i < length && by == 0 && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
            plain.append(s, i, length);
            i = length;
        } else if (!fraction && whole > MOST_WHOLE_DIGITS) {
            return Double.NaN;
        }
        return i < length ? Double.NaN : Numbers.parse(plain.toString());
    }
}
