package io.github.churnml.cli;

import java.nio.charset.Charset;
import java.util.Map;

/** Bars of characters, all to one scale: of blocks in eighths of a character where the terminal can show them, else of {@code #}. */
final class Bars {

    /** What bars are made of. */
    enum Style {
        /** Characters that everything can show. */
        PLAIN,
        /** Unicode's block elements. */
        BLOCKS;

        /**
         * What a run writes bars with: blocks for a person at a terminal whose character set has them, and who has not asked for
         * plain text.
         */
        static Style of(Surroundings surroundings, Charset charset) {
            Map<String, String> environment = surroundings.environment();
            boolean person = surroundings.colour() && !"dumb".equals(environment.get("TERM"));
            return person && charset.canEncode() && charset.newEncoder().canEncode(EIGHTHS + HEIGHTS) ? BLOCKS : PLAIN;
        }
    }

    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";
    private static final char FULL = '█';
    private static final char LEFT_HALF = '▌';
    private static final char RIGHT_HALF = '▐';
    private static final char MARK = '│';
    private static final int LONGEST = 20;

    private final double largest;
    private final Style style;

    /**
     * Bars of a run.
     *
     * @param largest the size of the longest bar
     * @param style what they are made of
     */
    Bars(double largest, Style style) {
        this.largest = largest;
        this.style = style;
    }

    /** A bar to the right; at least as little as can be shown unless the size is 0. */
    String of(double size) {
        if (style == Style.PLAIN) {
            return "#".repeat(length(size, 1));
        }
        int eighths = length(size, 8);
        return String.valueOf(FULL).repeat(eighths / 8)
                + (eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8 - 1, eighths % 8));
    }

    /** A bar where blocks can be shown, else nothing: for tables that say enough in numbers. */
    String ornament(double size) {
        return style == Style.BLOCKS ? of(size) : "";
    }

    /** A bar to either side of an axis: to the right for what is above 0. */
    String signed(double value) {
        if (style == Style.PLAIN) {
            int half = (length(value, 1) + 1) / 2;
            String bar = "#".repeat(half);
            return value > 0 ? " ".repeat(LONGEST / 2) + "|" + bar : " ".repeat(LONGEST / 2 - half) + bar + "|";
        }
        int halves = length(value, 1);
        String whole = String.valueOf(FULL).repeat(halves / 2);
        if (value > 0) {
            return " ".repeat(LONGEST / 2) + MARK + whole + (halves % 2 == 0 ? "" : LEFT_HALF);
        }
        String bar = (halves % 2 == 0 ? "" : String.valueOf(RIGHT_HALF)) + whole;
        return " ".repeat(LONGEST / 2 - bar.length()) + bar + MARK;
    }

    /** What came as a bar, with a mark where it should have ended, such as a rate beside a probability; empty without blocks. */
    String against(double came, double expected) {
        if (style == Style.PLAIN || !Double.isFinite(came) || !Double.isFinite(expected)) {
            return "";
        }
        int place = Math.min(LONGEST, (int) Math.round(Math.max(0, expected) / largest * LONGEST));
        StringBuilder bar = new StringBuilder(of(came));
        bar.append(" ".repeat(Math.max(0, place + 1 - bar.length())));
        bar.setCharAt(place, MARK);
        return bar.toString();
    }

    /** Sizes beside each other, as heights to the largest of them; empty without blocks. */
    static String heights(double[] sizes, Style style) {
        double highest = 0;
        for (double size : sizes) {
            highest = Math.max(highest, size);
        }
        StringBuilder line = new StringBuilder();
        for (double size : sizes) {
            int height = highest > 0 ? (int) Math.ceil(size / highest * HEIGHTS.length()) : 0;
            line.append(height == 0 ? ' ' : HEIGHTS.charAt(Math.min(HEIGHTS.length(), height) - 1));
        }
        return style == Style.BLOCKS ? line.toString() : "";
    }

    private int length(double value, int parts) {
        double size = Math.abs(value);
        return size > 0 && largest > 0
                ? Math.max(1, (int) Math.round(Math.min(1, size / largest) * LONGEST * parts))
                : 0;
    }
}
