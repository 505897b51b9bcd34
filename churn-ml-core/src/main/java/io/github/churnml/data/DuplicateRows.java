package io.github.churnml.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows that are equal in every one of some columns. Numbers are equal by value (0 and -0 are), levels and text exactly,
 * a missing value equals a missing value.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class DuplicateRows {

    private final List<Column> columns;
    private final int rows;
    private final long[] hashes;

    private DuplicateRows(Dataset dataset, Predicate<Field> compared) {
        columns = dataset.columns().stream()
                .filter(column -> compared.test(column.field()))
                .toList();
        rows = dataset.rows();
        hashes = new long[rows];
    }

    /**
     * The rows that are left when of equal rows the first is kept. Hashes find the candidates, values are compared.
     *
     * @param dataset the table
     * @param compared the columns that count; where it takes none, all rows are equal
     * @return the rows kept, ascending; all of them if no two are equal
     */
    public static int[] firstOfEach(Dataset dataset, Predicate<Field> compared) {
        DuplicateRows search = new DuplicateRows(dataset, compared);
        for (Column column : search.columns) {
            search.addHashes(column);
        }
        return search.first();
    }

    private int[] first() {
        // Free slots hold -1; at most half are taken, so that probing stays short.
        int[] slots = new int[(int) Math.min(1L << 30, Math.max(4, Long.highestOneBit(Math.max(1, rows)) * 4L))];
        Arrays.fill(slots, -1);
        int[] kept = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            int slot = (int) Chars.mix(hashes[row]) & slots.length - 1;
            while (slots[slot] >= 0 && !same(slots[slot], row)) {
                slot = slot + 1 & slots.length - 1;
            }
            if (slots[slot] < 0) {
                slots[slot] = row;
                kept[count++] = row;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private void addHashes(Column column) {
        for (int row = 0; row < rows; row++) {
            hashes[row] = Chars.mix(hashes[row] ^ hash(column, row));
        }
    }

    private static long hash(Column column, int row) {
        if (column.isMissing(row)) {
            return 1;
        }
        if (column instanceof NumericColumn numbers) {
            // Adding zero makes a zero of negative zero.
            return Double.doubleToLongBits(numbers.value(row) + 0.0);
        }
        return column instanceof CodedColumn coded ? coded.code(row) : ((TextColumn) column).hash(row);
    }

    private boolean same(int row, int other) {
        if (hashes[row] != hashes[other]) {
            return false;
        }
        for (Column column : columns) {
            if (!same(column, row, other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Column column, int row, int other) {
        if (column instanceof NumericColumn numbers) {
            double a = numbers.value(row);
            double b = numbers.value(other);
            return a == b || Double.isNaN(a) && Double.isNaN(b);
        }
        if (column instanceof CodedColumn coded) {
            return coded.code(row) == coded.code(other);
        }
        return ((TextColumn) column).same(row, other);
    }
}
