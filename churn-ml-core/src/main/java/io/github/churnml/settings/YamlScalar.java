package io.github.churnml.settings;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The core schema of YAML 1.2 (section 10.3.2): which value a plain scalar stands for, and how a value is spelt. */
final class YamlScalar {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]++");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]++");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]++");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)");

    private YamlScalar() {}

    /**
     * The value of a plain, untagged scalar.
     *
     * @param text the scalar
     * @return null, a boolean, an {@code Integer} or (where that is too small) a {@code Long}, a {@code Double}, or the
     *     text itself
     * @throws NumberFormatException if it is a number beyond the range of {@code Long} or {@code Double}
     */
    static @Nullable Object plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> numberOrText(text);
        };
    }

    /** The name of the core tag that a value has. */
    static String tagOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof Double ? "float" : value instanceof Number ? "int" : "str";
    }

    /** How a number or boolean is written, the same on every JDK. */
    static String spell(Object value) {
        if (value instanceof Double number) {
            if (Double.isNaN(number)) {
                return ".nan";
            }
            return Double.isInfinite(number) ? (number > 0 ? ".inf" : "-.inf") : NumberOutput.toString(number, true);
        }
        return value.toString();
    }

    /** Whether every surrogate in a text has its other half. */
    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    private static Object numberOrText(String text) {
        if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return text;
        }
        if (DECIMAL.matcher(text).matches()) {
            return whole(text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text.substring(2), 16);
        }
        if (FLOAT.matcher(text).matches()) {
            return finite(text);
        }
        if (INFINITE.matcher(text).matches()) {
            return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return text;
    }

    private static Object whole(String digits, int radix) {
        long number = Long.parseLong(digits, radix);
        boolean small = number == (int) number;
        return small ? (Object) (int) number : (Object) number;
    }

    private static double finite(String text) {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new NumberFormatException("too large");
        }
        return number;
    }
}
