package io.github.churnml.explain;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.drift.NumberProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;

/** Numbers, dates and shares as people write them, the same in every locale. */
final class NumberWords {

    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double DAYS_OF_SOME_MILLENNIA = 3e6;
    private static final int DECIMALS = 4;

    private NumberWords() {}

    /** A number without trailing zeros, to four decimals or four digits; a date by its day. */
    static String of(ColumnType type, double value) {
        if (type == ColumnType.DATE && Math.abs(value) < DAYS_OF_SOME_MILLENNIA) {
            return LocalDate.ofEpochDay((long) Math.floor(value)).toString();
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= LARGEST_PLAIN || size < SMALLEST_PLAIN || Double.isNaN(value)) {
            return Numbers.text(value);
        }
        BigDecimal exact = new BigDecimal(value);
        return plain(
                size >= 1
                        ? exact.setScale(DECIMALS, RoundingMode.HALF_EVEN)
                        : exact.round(new MathContext(DECIMALS, RoundingMode.HALF_EVEN)));
    }

    /** Where the middle half of a column's values lies, in brackets; empty where the profile does not tell. */
    static String range(NumberProfile profile) {
        double low = profile.quantile(0.25);
        double high = profile.quantile(0.75);
        if (Double.isNaN(low)) {
            return "";
        }
        boolean whole = isWhole(profile);
        String from = rough(profile.type(), low, whole);
        String to = rough(profile.type(), high, whole);
        return " (typically " + (from.equals(to) ? from : from + " to " + to) + ")";
    }

    /** A share in whole percent. */
    static String wholePercent(double share) {
        long percent = Math.round(100 * share);
        return percent == 0 ? "fewer than 1 %" : percent + " %";
    }

    /** Whether a column seems to hold whole numbers: its ends are, and so are most quantiles. */
    private static boolean isWhole(NumberProfile profile) {
        long whole =
                profile.edges().stream().filter(edge -> edge == Math.rint(edge)).count();
        return profile.min() == Math.rint(profile.min())
                && profile.max() == Math.rint(profile.max())
                && 2 * whole >= profile.edges().size();
    }

    /** A number that is not exact anyway: whole where its column is, else to three digits. */
    private static String rough(ColumnType type, double value, boolean whole) {
        if (type == ColumnType.DATE || whole || Math.abs(value) >= LARGEST_PLAIN || value == 0) {
            return of(type, type == ColumnType.DATE ? value : Math.rint(value));
        }
        return Math.abs(value) < SMALLEST_PLAIN
                ? Numbers.text(value)
                : plain(new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal rounded) {
        return rounded.stripTrailingZeros().toPlainString();
    }
}
