package io.github.churnml.cli;

/** Bars of characters, all to one scale. */
final class Bars {

    private static final int LONGEST = 20;

    private final double largest;

    /** @param largest the size of the longest bar */
    Bars(double largest) {
        this.largest = largest;
    }

    /** A bar to the right; at least one character unless the size is 0. */
    String of(double size) {
        return "#".repeat(length(size));
    }

    /** A bar to either side of an axis: to the right for what is above 0. */
    String signed(double value) {
        int half = (length(value) + 1) / 2;
        String bar = "#".repeat(half);
        return value > 0 ? " ".repeat(LONGEST / 2) + "|" + bar : " ".repeat(LONGEST / 2 - half) + bar + "|";
    }

    private int length(double value) {
        double size = Math.abs(value);
        return size > 0 && largest > 0 ? Math.max(1, (int) Math.round(Math.min(1, size / largest) * LONGEST)) : 0;
    }
}
