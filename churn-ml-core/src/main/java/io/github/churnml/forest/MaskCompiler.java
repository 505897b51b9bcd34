package io.github.churnml.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the masks of a run of trees. The masks of a cell are found by asking every split of the slot, by
 * {@link Nodes#next} itself, where an example of the cell's numbers goes; from one cell to the next only trees with a split
 * that changes there are asked again.
 */
final class MaskCompiler {

    /** The most rows that slots looked up together may need: their table should not outgrow that of one numeric column. */
    private static final int MOST_COMBINATIONS = 256;

    private final Nodes nodes;
    private final Cuts cuts;
    private final int from;
    private final int to;
    private final int width;
    private final int words;
    /** By node: the first leaf to the left, the first to the right, the first behind; counted in the tree. */
    private final int[] first;

    private final int[] middle;
    private final int[] end;
    private final int[] starts;
    private final double[] values;
    /** Each tree's bits, before any is cleared. */
    private final long[] all;

    private MaskCompiler(Forest forest, Cuts cuts, int[] starts, int from, int to, int width) {
        nodes = forest.parts();
        this.cuts = cuts;
        this.starts = starts;
        this.from = from;
        this.to = to;
        this.width = width;
        words = Math.max(1, ((to - from) * width + 63) / 64);
        int size = starts[to] - starts[from];
        first = new int[size];
        middle = new int[size];
        end = new int[size];
        values = Leaves.newValues(words);
        all = new long[words];
    }

    static MaskTable @Nullable [] compile(Forest forest, Cuts cuts) {
        int most = 0;
        int[] starts = forest.starts();
        for (int tree = 0; tree < forest.trees(); tree++) {
            most = Math.max(most, (starts[tree + 1] - starts[tree] + 1) / 2);
        }
        if (most > 64) {
            return null;
        }
        int width = Math.max(8, most <= 1 ? 8 : Integer.highestOneBit(most - 1) * 2);
        int parts = Integer.getInteger("parts", 1);
        MaskTable[] t = new MaskTable[parts];
        for (int i = 0; i < parts; i++) {
            t[i] = new MaskCompiler(
                            forest, cuts, starts, forest.trees() * i / parts, forest.trees() * (i + 1) / parts, width)
                    .table(forest.precision());
        }
        return t;
    }

    private MaskTable table(Precision precision) {
        Arrays.fill(all, 0);
        for (int lane = 0; lane < words * (64 / width); lane++) {
            int leaves = 1;
            if (from + lane < to) {
                leaves = number(starts[from + lane], 0, lane * width);
            }
            all[lane * width >> 6] |= bits(0, leaves) << lane * width;
        }
        int[][] bySlot = splitsBySlot();
        List<SlotMasks> made = new ArrayList<>();
        for (int slot = 0; slot < bySlot.length; slot++) {
            if (bySlot[slot].length > 0) {
                made.add(masks(slot, bySlot[slot]));
            }
        }
        return group(made, precision);
    }

    private int number(int node, int leaf, int offset) {
        if (nodes.isLeaf(node)) {
            values[offset + leaf] = nodes.value[node];
            return leaf + 1;
        }
        int i = node - starts[from];
        first[i] = leaf;
        middle[i] = number(nodes.left[node], leaf, offset);
        end[i] = number(nodes.right[node], middle[i], offset);
        return end[i];
    }

    private int[][] splitsBySlot() {
        int[] counts = new int[cuts.slots()];
        for (int node = starts[from]; node < starts[to]; node++) {
            if (!nodes.isLeaf(node)) {
                counts[cuts.slot(nodes.feature[node])]++;
            }
        }
        int[][] bySlot = new int[counts.length][];
        for (int slot = 0; slot < counts.length; slot++) {
            bySlot[slot] = new int[counts[slot]];
        }
        Arrays.fill(counts, 0);
        for (int node = starts[from]; node < starts[to]; node++) {
            if (!nodes.isLeaf(node)) {
                int slot = cuts.slot(nodes.feature[node]);
                bySlot[slot][counts[slot]++] = node;
            }
        }
        return bySlot;
    }

    /** The rows of one slot, and which of them each of its cells has. */
    private record SlotMasks(int slot, List<long[]> rows, int[] rowOf) {}

    private SlotMasks masks(int slot, int[] splits) {
        int[] treeStart = new int[splits.length]; // first split of the same tree in the list
        int[] lane = new int[splits.length];
        int tree = from;
        for (int i = 0; i < splits.length; i++) {
            while (splits[i] >= starts[tree + 1]) {
                tree++;
            }
            lane[i] = tree - from;
            treeStart[i] = i > 0 && lane[i - 1] == lane[i] ? treeStart[i - 1] : i;
        }
        int cells = cuts.cells[slot + 1] - cuts.cells[slot];
        int[][] changes = new int[splits.length][];
        int[] counts = new int[cells + 1];
        boolean plain = true;
        for (int i = 0; i < splits.length; i++) {
            changes[i] = cuts.changes(nodes, splits[i]);
            plain &= changes[i].length == 1;
            for (int c : changes[i]) {
                counts[c + 1]++;
            }
        }
        for (int c = 0; c < cells; c++) {
            counts[c + 1] += counts[c];
        }
        int[] events = new int[counts[cells]];
        int[] next = counts.clone();
        for (int i = 0; i < splits.length; i++) {
            for (int c : changes[i]) {
                events[next[c]++] = i;
            }
        }
        List<long[]> rows = new ArrayList<>();
        int[] rowOf = new int[cells];
        Map<Row, Integer> known = new HashMap<>();
        long[] row = all.clone();
        for (int i = 0; i < splits.length; i++) {
            if (treeStart[i] == i) {
                refresh(row, splits, treeStart, lane, i, cuts.example(slot, 0));
            }
        }
        rowOf[0] = add(row, rows, known, plain);
        for (int c = 1; c < cells - 1; c++) {
            if (counts[c + 1] == counts[c]) {
                rowOf[c] = rowOf[c - 1];
                continue;
            }
            row = row.clone();
            for (int e = counts[c]; e < counts[c + 1]; e++) {
                refresh(row, splits, treeStart, lane, treeStart[events[e]], cuts.example(slot, c));
            }
            rowOf[c] = add(row, rows, known, plain);
        }
        row = all.clone();
        for (int i = 0; i < splits.length; i++) {
            if (treeStart[i] == i) {
                refresh(row, splits, treeStart, lane, i, Double.NaN);
            }
        }
        if (plain && Arrays.equals(row, rows.get(0))) {
            rowOf[cells - 1] = 0;
        } else if (plain && Arrays.equals(row, rows.get(rows.size() - 1))) {
            rowOf[cells - 1] = rows.size() - 1;
        } else {
            rowOf[cells - 1] = add(row, rows, known, plain);
        }
        return new SlotMasks(slot, rows, rowOf);
    }

    private static int add(long[] row, List<long[]> rows, Map<Row, Integer> known, boolean plain) {
        if (!plain) {
            Integer before = known.putIfAbsent(new Row(row), rows.size());
            if (before != null) {
                return before;
            }
        }
        rows.add(row);
        return rows.size() - 1;
    }

    private static final class Row {
        private final long[] words;
        private final int hash;

        Row(long[] words) {
            this.words = words;
            hash = Arrays.hashCode(words);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row && Arrays.equals(((Row) other).words, words);
        }
    }

    private void refresh(long[] row, int[] splits, int[] treeStart, int[] lane, int start, double x) {
        long mask = -1;
        for (int i = start; i < splits.length && treeStart[i] == start; i++) {
            int n = splits[i] - starts[from];
            mask &= nodes.next(splits[i], x) == nodes.left[splits[i]]
                    ? ~bits(middle[n], end[n])
                    : ~bits(first[n], middle[n]);
        }
        int bit = lane[start] * width;
        long whole = width == 64 ? -1 : (1L << width) - 1;
        int word = bit >> 6;
        row[word] = row[word] & ~(whole << bit) | all[word] & (mask & whole) << bit;
    }

    private static long bits(int from, int to) {
        return to - from == 64 ? -1 : ((1L << to - from) - 1) << from;
    }

    private MaskTable group(List<SlotMasks> made, Precision precision) {
        made.sort((a, b) -> Integer.compare(b.rows.size(), a.rows.size()));
        List<List<SlotMasks>> groups = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (SlotMasks m : made) {
            int g = 0;
            while (g < groups.size() && (long) sizes.get(g) * m.rows.size() > MOST_COMBINATIONS) {
                g++;
            }
            if (g == groups.size()) {
                groups.add(new ArrayList<>());
                sizes.add(1);
            }
            groups.get(g).add(m);
            sizes.set(g, sizes.get(g) * m.rows.size());
        }
        if (groups.isEmpty()) {
            groups.add(List.of());
        }
        List<long[]> rows = new ArrayList<>();
        int[] slots = new int[made.size()];
        int[] bounds = new int[groups.size() + 1];
        int[] parts = new int[cuts.cells()];
        int at = 0;
        for (int g = 0; g < groups.size(); g++) {
            int base = rows.size();
            List<long[]> product = new ArrayList<>();
            product.add(all);
            for (SlotMasks m : groups.get(g)) {
                slots[at++] = m.slot;
                for (int c = 0; c < m.rowOf.length; c++) {
                    parts[cuts.cells[m.slot] + c] = base + m.rowOf[c] * product.size();
                }
                base = 0;
                List<long[]> wider = new ArrayList<>(product.size() * m.rows.size());
                for (long[] mine : m.rows) {
                    for (long[] theirs : product) {
                        long[] both = mine.clone();
                        for (int w = 0; w < words; w++) {
                            both[w] &= theirs[w];
                        }
                        wider.add(both);
                    }
                }
                product = wider;
            }
            rows.addAll(product);
            bounds[g + 1] = at;
        }
        return new MaskTable(
                words, Leaves.of(values, width, precision), rows.toArray(long[][]::new), slots, bounds, parts);
    }
}
