package io.github.churnml.learn.additive;

import io.github.churnml.learn.boosting.FeatureBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of few bins that share one table of cells, one cell for each way their bins combine: gradients are added up once for
 * all of them, and each column's own sums are those of the cells. Only bins that occur count.
 */
final class ColumnGroup {

    final int[] columns;
    /** By member, the bins that occur, ascending. */
    final int[][] bins;
    /** By member and cell, the place of the cell's bin among them. */
    final byte[][] placeOf;

    final char[] cells;
    final int size;

    private ColumnGroup(int[] columns, int[][] used, byte[][] rows) {
        this.columns = columns;
        this.bins = new int[columns.length][];
        this.cells = new char[rows[columns[0]].length];
        int stride = 1;
        for (int m = 0; m < columns.length; m++) {
            bins[m] = used[columns[m]];
            byte[] column = rows[columns[m]];
            char[] part = new char[FeatureBins.MOST];
            for (int place = 0; place < bins[m].length; place++) {
                part[bins[m][place]] = (char) (place * stride);
            }
            for (int i = 0; i < cells.length; i++) {
                cells[i] += part[column[i] & 0xFF];
            }
            stride *= bins[m].length;
        }
        this.size = stride;
        this.placeOf = new byte[columns.length][size];
        int below = 1;
        for (int m = 0; m < columns.length; m++) {
            for (int cell = 0; cell < size; cell++) {
                placeOf[m][cell] = (byte) (cell / below % bins[m].length);
            }
            below *= bins[m].length;
        }
    }

    /**
     * Divides columns into groups. Columns of one bin are in none.
     *
     * @param rows by column and row, the bin
     */
    static List<ColumnGroup> of(byte[][] rows) {
        int[][] used = new int[rows.length][];
        double[] sizes = new double[rows.length];
        for (int j = 0; j < rows.length; j++) {
            used[j] = FeatureBins.used(rows[j]);
            sizes[j] = used[j].length;
        }
        List<ColumnGroup> groups = new ArrayList<>();
        int[] members = new int[rows.length];
        int count = 0;
        int cells = 1;
        for (int j : Order.ascending(sizes)) {
            if (used[j].length < 2) {
                continue;
            }
            if (count > 0 && cells * used[j].length > FeatureBins.MOST) {
                groups.add(new ColumnGroup(Arrays.copyOf(members, count), used, rows));
                count = 0;
                cells = 1;
            }
            members[count++] = j;
            cells *= used[j].length;
        }
        if (count > 0) {
            groups.add(new ColumnGroup(Arrays.copyOf(members, count), used, rows));
        }
        return groups;
    }
}
