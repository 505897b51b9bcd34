package io.github.churnml.report;

import io.github.churnml.metrics.Estimate;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * How a report writes names from outside, measures and intervals. Public for the pages of this module alone.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Words {

    private static final int LONGEST = 60;

    private Words() {}

    /**
     * A name from outside within a sentence: cut, without what would turn the direction of the sentence, and set apart so that
     * right-to-left letters turn no others.
     *
     * @param name the name
     * @return the text
     */
    public static String name(String name) {
        return text(name, LONGEST);
    }

    /**
     * A text from outside within a sentence, as {@link #name} has it.
     *
     * @param name the text
     * @param most how many letters of it are shown
     * @return the text
     */
    public static String text(String name, int most) {
        StringBuilder clean = new StringBuilder();
        int letters = 0;
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            int point = name.codePointAt(i);
            if (letters++ == most) {
                clean.append('…');
                break;
            }
            boolean turns = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
            boolean shown = !turns && !Character.isISOControl(point) && point != 0x200E && point != 0x200F;
            clean.appendCodePoint(shown ? point : ' ');
        }
        boolean rightToLeft = clean.codePoints().anyMatch(Words::isRightToLeft);
        return rightToLeft ? "\u2068" + clean + "\u2069" : clean.toString();
    }

    /**
     * A level beside others, as {@link #name} has it; {@link #quoted} where blanks would hide that it is another.
     *
     * @param level the level
     * @return the text
     */
    public static String level(String level) {
        boolean hidden = level.isEmpty() || !level.equals(level.strip()) || level.contains("  ");
        return hidden || level.codePoints().anyMatch(Words::isUnseen) ? quoted(level) : name(level);
    }

    /**
     * A level in quotes, as {@link #name} has it, with those blanks kept that a page would not show.
     *
     * @param level the level
     * @return the text
     */
    public static String quoted(String level) {
        return "“" + name(level).replaceAll("^ | $|(?<= ) | (?= )", "\u00A0") + "”";
    }

    /** Blanks other than the usual one, and letters without a shape. */
    private static boolean isUnseen(int point) {
        return point != ' '
                && (Character.isISOControl(point)
                        || Character.isSpaceChar(point)
                        || Character.getType(point) == Character.FORMAT);
    }

    private static boolean isRightToLeft(int point) {
        byte direction = Character.getDirectionality(point);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /**
     * A measure with four decimals.
     *
     * @param value the measure
     * @return the text; a dash if it is not finite
     */
    public static String measure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
    }

    /**
     * An estimate with its interval, such as {@code 0.8435 (95 % interval 0.8301 to 0.8561)}.
     *
     * @param estimate the estimate
     * @param number how its numbers are written
     * @return the text; the value alone where there is no interval
     */
    public static String with(Estimate estimate, DoubleFunction<String> number) {
        return estimate.hasInterval()
                ? number.apply(estimate.value()) + " (95 % interval " + interval(estimate, number) + ")"
                : number.apply(estimate.value());
    }

    /**
     * An interval, such as {@code 0.8301 to 0.8561}.
     *
     * @param estimate the estimate
     * @param number how its numbers are written
     * @return the text; a dash where there is no interval
     */
    static String interval(Estimate estimate, DoubleFunction<String> number) {
        return estimate.hasInterval() ? number.apply(estimate.low()) + " to " + number.apply(estimate.high()) : "-";
    }
}
