package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** How numbers and names read in sentences and tables. */
final class Say {

    private static final int DIGITS = 5;
    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-6;

    private Say() {}

    /** A count with its thousands set apart. */
    static String count(long count) {
        return Wording.count(count);
    }

    /** A count with its noun. */
    static String count(long count, String one, String several) {
        return count(count) + " " + (count == 1 ? one : several);
    }

    /** A measure from 0 to 1 with three decimals, cut rather than rounded at the top so that 0.9996 is not 1. */
    static String measure(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return value < 1 && value >= 0.9995 ? "0.999" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A number with at most five digits that count, without an exponent where that stays short. */
    static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN && size > 0) {
            BigDecimal exact = new BigDecimal(value);
            double rounded =
                    exact.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)).doubleValue();
            // The greatest doubles would be rounded beyond all of them.
            return Numbers.text(
                    Double.isFinite(rounded)
                            ? rounded
                            : exact.round(new MathContext(DIGITS, RoundingMode.DOWN))
                                    .doubleValue());
        }
        if (value == Math.rint(value)) {
            return Numbers.text(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        return Numbers.text(rounded.doubleValue());
    }

    /** A value of a numeric column as it stands, or of a date column as ISO 8601. */
    static String value(double value, ColumnType type) {
        return type == ColumnType.DATE ? Dates.text(value) : Numbers.text(value);
    }

    /** {@code Column 'a'} or {@code Columns 'a', 'b'}. */
    static String columns(List<String> names) {
        return (names.size() == 1 ? "Column " : "Columns ") + Wording.names(names);
    }

    /** At most five phrases, then how many more there are. */
    static String phrases(List<String> phrases) {
        int shown = Math.min(5, phrases.size());
        String joined = String.join(", ", phrases.subList(0, shown));
        return phrases.size() > shown ? joined + " and " + (phrases.size() - shown) + " more" : joined;
    }
}
