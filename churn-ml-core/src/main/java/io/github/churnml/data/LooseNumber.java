package io.github.churnml.data;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lenient reading of {@link Numbers#looseParse}: undresses a text layer by layer until a plain number is left. */
final class LooseNumber {

    /** Longer texts hide no number, though they may be one; the limit keeps the pattern's work small. */
    private static final int LONGEST = 64;

    private static final String SIGNS = "$€£¥";

    /** A fixed list, since the JDK's own grows from release to release. */
    private static final Set<String> CODES = Set.of(
            "USD", "EUR", "GBP", "JPY", "CNY", "INR", "AUD", "CAD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
            "RON", "BRL", "MXN", "ARS", "CLP", "COP", "ZAR", "NGN", "KES", "EGP", "RUB", "UAH", "TRY", "KRW", "SGD",
            "HKD", "TWD", "NZD", "ILS", "AED", "SAR", "THB", "IDR", "MYR", "PHP", "VND", "PKR", "BDT");

    private static final Pattern GROUPED =
            Pattern.compile("([0-9]{1,3})([,' \u00A0\u202F\u2019])([0-9]{3}(?:\\2[0-9]{3})*)((?:\\.[0-9]*)?)");

    private LooseNumber() {}

    static double parse(String text) {
        String rest = trim(text);
        if (rest.length() > LONGEST) {
            return Numbers.parse(rest);
        }
        boolean negative = rest.startsWith("(") && rest.endsWith(")");
        if (negative) {
            rest = trim(rest.substring(1, rest.length() - 1));
            return isSigned(rest) ? Double.NaN : -unsigned(withoutUnit(rest));
        }
        boolean signed = isSigned(rest);
        negative = rest.startsWith("-");
        String bare = withoutUnit(signed ? trim(rest.substring(1)) : rest);
        if (!signed && isSigned(bare)) {
            // The sign may follow the currency, as in $-5.
            negative = bare.startsWith("-");
            bare = bare.substring(1);
        }
        double size = unsigned(bare);
        return negative ? -size : size;
    }

    /** Takes one currency or percent sign off, whichever side it is on. */
    private static String withoutUnit(String text) {
        if (text.endsWith("%")) {
            return trim(text.substring(0, text.length() - 1));
        }
        if (text.length() < 2) {
            return text;
        }
        if (SIGNS.indexOf(text.charAt(0)) >= 0) {
            return trim(text.substring(1));
        }
        int last = text.length() - 1;
        if (SIGNS.indexOf(text.charAt(last)) >= 0) {
            return trim(text.substring(0, last));
        }
        if (text.length() > 3 && CODES.contains(text.substring(0, 3))) {
            return trim(text.substring(3));
        }
        if (text.length() > 3 && CODES.contains(text.substring(last - 2))) {
            return trim(text.substring(0, last - 2));
        }
        return text;
    }

    private static double unsigned(String text) {
        if (text.isEmpty() || isSigned(text)) {
            return Double.NaN;
        }
        Matcher grouped = GROUPED.matcher(text);
        if (!grouped.matches()) {
            return Numbers.parse(text);
        }
        String further = grouped.group(3).replace(grouped.group(2), "");
        return Numbers.parse(grouped.group(1) + further + grouped.group(4));
    }

    private static boolean isSigned(String text) {
        return text.startsWith("-") || text.startsWith("+");
    }

    /** Strips blanks, among them the unbreakable ones that spreadsheets write. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00A0' || c == '\u202F';
    }
}
