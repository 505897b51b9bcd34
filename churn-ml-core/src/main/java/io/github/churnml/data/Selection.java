package io.github.churnml.data;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are taken from a table. A column that keeps most of its values, in their order, shows them through a list of their
 * places and copies none: training divides a table several times over, and a copy of each part would be most of the memory
 * that it takes. The columns of one table share the lists. A small part, and one in another order, is copied, so that it does
 * not keep a large table alive and is read as fast.
 */
final class Selection {

    /** At most so many values are kept alive for each one that is shown. */
    private static final int MOST_A_ROW = 2;

    /** The rows taken, each from 0. */
    private final int[] rows;

    private final boolean ascending;
    /** The places of these rows by the list of places that they are selected from. */
    private final Map<int[], int[]> places = new IdentityHashMap<>();

    Selection(int[] selected) {
        this.rows = selected.clone();
        boolean sorted = true;
        for (int i = 1; i < rows.length; i++) {
            sorted &= rows[i - 1] < rows[i];
        }
        this.ascending = sorted;
    }

    int size() {
        return rows.length;
    }

    /** A row that is taken. */
    int row(int i) {
        return rows[i];
    }

    /** Whether these are all rows of a table, in their order. */
    boolean isAll(int tableRows) {
        return ascending && rows.length == tableRows && shows(tableRows);
    }

    /** Whether a column that holds so many values should show them rather than copy. */
    boolean shows(int held) {
        return ascending
                && (long) rows.length * MOST_A_ROW >= held
                && rows.length > 0
                && rows[0] >= 0
                && rows[rows.length - 1] < held;
    }

    /** The places of these rows among the values that are held, where a column showed some of them already. */
    int[] of(int @Nullable [] shown) {
        return shown == null ? rows : places.computeIfAbsent(shown, this::composed);
    }

    private int[] composed(int[] shown) {
        int[] composed = new int[rows.length];
        for (int i = 0; i < composed.length; i++) {
            composed[i] = shown[rows[i]];
        }
        return composed;
    }
}
