package io.github.churnml.benchmarks.defaults;

import java.util.ArrayList;
import java.util.List;

/**
 * What a kind of generated tables is like. None is made after a table that exists: each stands for one thing that may make
 * other settings right.
 *
 * @param kind the kind's name
 * @param numbers columns of numbers: bell-shaped, skewed, counts, half zero, two values
 * @param levels how many levels each categorical column has, common and rare ones
 * @param terms how many terms the log-odds are a sum of, each of columns drawn anew; columns that none draws are noise
 * @param depth how many columns a term takes: 1 is additive, and with more the customer must meet as many conditions
 * @param signal the standard deviation of the true log-odds: 0.7 is a ROC-AUC of about 0.67, 2 of about 0.87
 * @param missing the share of values that are missing
 * @param rate the share of customers who leave
 * @param sizes how many rows are learnt from, and how many tables there are of that size, each by a law of its own
 */
record Shape(
        String kind,
        int numbers,
        List<Integer> levels,
        int terms,
        int depth,
        double signal,
        double missing,
        double rate,
        List<Size> sizes) {

    /** Rows beyond these are left to the finalists. */
    static final int LARGE = 100_000;

    /**
     * @param rows how many rows are learnt from
     * @param tables how many tables of that size there are
     */
    record Size(int rows, int tables) {

        /** {@return the same in a quick run: two tables at most} */
        Size quick() {
            return new Size(rows, Math.min(tables, 2));
        }
    }

    private static final List<Shape> ALL = List.of(
            new Shape("few-weak", 5, List.of(4), 6, 1, 0.7, 0, 0.25, sizes(300, 5, 1000, 3, 10_000, 1)),
            new Shape("few-deep", 6, List.of(), 10, 3, 2, 0, 0.15, sizes(1000, 3, 6000, 2, 100_000, 1)),
            new Shape("many-weak", 60, List.of(), 20, 1, 1, 0, 0.2, sizes(1000, 3, 10_000, 1)),
            new Shape("many-deep", 50, levels(10, 6), 25, 4, 2, 0, 0.3, sizes(6000, 2, 40_000, 1)),
            new Shape(
                    "levels", 6, List.of(3, 5, 8, 12, 20, 40, 80, 150), 14, 2, 1.3, 0, 0.2, sizes(2000, 3, 20_000, 1)),
            new Shape("gaps", 16, levels(4, 5), 12, 2, 1.3, 0.3, 0.12, sizes(2000, 3, 20_000, 1)),
            new Shape("rare", 17, List.of(3, 6, 25), 12, 2, 1.5, 0.02, 0.03, sizes(3000, 3, 50_000, 1)),
            new Shape("plain", 10, List.of(2, 4), 10, 1, 2.5, 0, 0.4, sizes(500, 4, 5000, 2)),
            new Shape("large", 15, List.of(2, 4, 4, 10, 50), 30, 3, 1.5, 0.05, 0.2, sizes(100_000, 1, 1_000_000, 1)));

    /** {@return every kind} */
    static List<Shape> all() {
        return ALL;
    }

    int columns() {
        return numbers + levels.size();
    }

    private static List<Integer> levels(int columns, int each) {
        return java.util.Collections.nCopies(columns, each);
    }

    private static List<Size> sizes(int... rowsAndTables) {
        List<Size> sizes = new ArrayList<>();
        for (int i = 0; i < rowsAndTables.length; i += 2) {
            sizes.add(new Size(rowsAndTables[i], rowsAndTables[i + 1]));
        }
        return List.copyOf(sizes);
    }
}
