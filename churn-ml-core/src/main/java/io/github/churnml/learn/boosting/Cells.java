package io.github.churnml.learn.boosting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bins of a table as histograms are made of them: columns of few bins share a joint column, whose cell says the bin of
 * each, as long as there are no more than {@value FeatureBins#MOST} cells; and the cells of eight such columns stand in one
 * {@code long} a row. A joint histogram is added up once, and gives that of each of its columns exactly, as whole numbers add
 * up to the same in any order.
 */
final class Cells {

    private static final int ROWS_AT_ONCE = 4096;

    static final int TOGETHER = 8;

    /** The columns of the table that share each joint column. */
    final int[][] members;
    /** The joint column of each column of the table. */
    final int[] jointOf;
    /** The bin of a column in each cell of its joint column, by column; null for a column of its own, whose cells are its bins. */
    final byte[] @Nullable [] binOf;
    /** How many cells each joint column has. */
    final int[] sizes;
    /** Eight joint columns each, row by row, the first in the lowest byte. */
    final long[][] packed;

    /** Joins the columns of a table and packs them. */
    Cells(BinnedTable table) {
        int width = table.columns.length;
        int[][] used = new int[width][];
        Parallel.each(width, (long) width * table.rows, column -> used[column] = FeatureBins.used(table.bins[column]));
        List<List<Integer>> groups = group(used);
        int count = groups.size();
        members = new int[count][];
        sizes = new int[count];
        jointOf = new int[width];
        binOf = new byte[width][];
        int[][] stepOf = new int[width][];
        for (int joint = 0; joint < count; joint++) {
            members[joint] =
                    groups.get(joint).stream().mapToInt(Integer::intValue).toArray();
            int first = members[joint][0];
            jointOf[first] = joint;
            sizes[joint] = table.columns[first].size();
            if (members[joint].length > 1) {
                sizes[joint] = join(members[joint], used, joint, stepOf);
            }
        }
        packed = new long[(count + TOGETHER - 1) / TOGETHER][table.rows];
        int blocks = (table.rows + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        Parallel.each(blocks, (long) width * table.rows, block -> pack(table, block * ROWS_AT_ONCE, stepOf));
    }

    /** Which columns share a joint one: the columns of most bins first, each to the first that has room for it. */
    private static List<List<Integer>> group(int[][] used) {
        List<Integer> order = new ArrayList<>();
        for (int column = 0; column < used.length; column++) {
            order.add(column);
        }
        order.sort((a, b) -> used[a].length != used[b].length
                ? Integer.compare(used[b].length, used[a].length)
                : Integer.compare(a, b));
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> cells = new ArrayList<>();
        for (int column : order) {
            int bins = Math.max(1, used[column].length);
            int group = 0;
            while (group < groups.size() && cells.get(group) * bins > FeatureBins.MOST) {
                group++;
            }
            if (group == groups.size()) {
                groups.add(new ArrayList<>());
                cells.add(1);
            }
            groups.get(group).add(column);
            cells.set(group, cells.get(group) * bins);
        }
        return groups;
    }

    /** Numbers the cells of a joint column: a cell is the sum of its columns' steps. Returns how many there are. */
    private int join(int[] columns, int[][] used, int joint, int[][] stepOf) {
        int cells = 1;
        for (int column : columns) {
            cells *= Math.max(1, used[column].length);
        }
        int stride = 1;
        for (int column : columns) {
            jointOf[column] = joint;
            int bins = Math.max(1, used[column].length);
            stepOf[column] = new int[FeatureBins.MOST];
            for (int place = 0; place < used[column].length; place++) {
                stepOf[column][used[column][place]] = place * stride;
            }
            byte[] ofCell = new byte[cells];
            for (int cell = 0; cell < cells && used[column].length > 0; cell++) {
                ofCell[cell] = (byte) used[column][cell / stride % bins];
            }
            binOf[column] = ofCell;
            stride *= bins;
        }
        return cells;
    }

    private void pack(BinnedTable table, int from, int[][] stepOf) {
        int to = Math.min(table.rows, from + ROWS_AT_ONCE);
        for (int joint = 0; joint < members.length; joint++) {
            long[] eight = packed[joint / TOGETHER];
            int shift = shift(joint);
            for (int column : members[joint]) {
                byte[] bins = table.bins[column];
                int[] steps = stepOf[column];
                for (int i = from; i < to; i++) {
                    long step = steps == null ? bins[i] & 0xFF : steps[bins[i] & 0xFF];
                    eight[i] += step << shift;
                }
            }
        }
    }

    static int shift(int joint) {
        return joint % TOGETHER * Byte.SIZE;
    }
}
