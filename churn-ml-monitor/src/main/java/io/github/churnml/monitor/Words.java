package io.github.churnml.monitor;

import io.github.churnml.data.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** How plans put things in words. */
final class Words {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Words() {}

    /** With four significant digits, enough to see on which side of a limit it is in nearly all cases. */
    static String number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.isNaN(value) ? "unknown" : Numbers.text(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
        boolean plain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9;
        return plain
                ? rounded.setScale(Math.max(0, rounded.stripTrailingZeros().scale()))
                        .toPlainString()
                : Numbers.text(rounded.doubleValue());
    }

    /** What a condition looks for. */
    static String limit(Condition condition) {
        String unit = condition.measure() == Measure.VALUE ? "" : " %";
        String clear = Double.isNaN(condition.clear())
                ? ""
                : ", which ends once it is not " + condition.comparison().words() + " " + number(condition.clear())
                        + unit;
        return "where the rule looks for " + condition.comparison().words() + " " + number(condition.limit()) + unit
                + clear;
    }

    /** An action, as what is to be done. */
    static String action(ActionKind kind) {
        return kind.label().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.get(items.size() - 1);
    }

    /** As a sentence: a capital at its beginning, unless that is a name, and a full stop at its end. */
    static String sentence(String text) {
        String bare = text.strip();
        if (bare.isEmpty()) {
            return bare;
        }
        // The name of a metric or of a report's column keeps its spelling.
        boolean ours = bare.startsWith("the ") || bare.startsWith("no ");
        String begin = ours ? bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1) : bare;
        return ".!?".indexOf(begin.charAt(begin.length() - 1)) >= 0 ? begin : begin + ".";
    }
}
