package io.github.churnml.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles a run of trees into a {@link MaskTable}: masks for their tops, walks for what lies below. */
final class MaskCompiler {

    /** The most rows that slots looked up together may need: about those of one numeric column of a histogram learner. */
    private static final int MOST_COMBINATIONS = 256;

    /** The exits of the tops of trees that have more than 64 leaves. */
    private static final int TOP_EXITS = 32;

    /** Runs are made no shorter than this, since each costs a loop of its own. */
    private static final int FEWEST_TREES = 16;

    /** How many words of masks can be joined in the time that walking one level of a tree takes. */
    private static final int WORDS_PER_LEVEL = 12;

    private final Forest forest;
    private final Nodes nodes;
    private final Cuts cuts;
    private final int[] starts;
    private final Tops tops;
    private final int words;
    private final long[] all;
    private int rowsLeft;

    private MaskCompiler(Forest forest, Cuts cuts, int from, int to, int mostExits, long mostBytes) {
        this.forest = forest;
        this.cuts = cuts;
        nodes = forest.parts();
        starts = forest.starts();
        tops = Tops.of(nodes, starts, from, to, mostExits);
        words = Math.max(1, (tops.exits.length + 63) / 64);
        rowsLeft = (int) Math.min(1 << 24, mostBytes / MaskTable.bytesOfRow(words));
        all = new long[words];
        for (int lane = 0; lane < words * (64 / tops.width); lane++) {
            // Trees that there are not have one exit, so that every mask has a bit.
            all[lane * tops.width >> 6] |= (from + lane < to ? tops.all(from + lane) : 1) << lane * tops.width;
        }
    }

    /** The tables of a forest, or null if plain traversal is the better way. */
    static MaskTable @Nullable [] compile(Forest forest, Cuts cuts) {
        int[] starts = forest.starts();
        int most = 1;
        long levels = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            int leaves = (starts[tree + 1] - starts[tree] + 1) / 2;
            most = Math.max(most, leaves);
            levels += 32 - Integer.numberOfLeadingZeros(leaves);
        }
        if (cuts.slots() > levels) {
            // Finding a row's place on every feature takes longer than asking for those that it meets.
            return null;
        }
        int exits = most <= 64 ? 64 : TOP_EXITS;
        MaskTable[] tables = null;
        if ((long) forest.trees() * Math.min(exits, most) * 16 <= ForestScorer.MOST_BYTES) {
            int runs = 1;
            do {
                tables = tables(forest, cuts, exits, runs, levels);
                runs *= 2;
            } while (tables == null && most <= 64 && forest.trees() / runs >= FEWEST_TREES);
        }
        return tables != null ? tables : tables(forest, cuts, 1, 1, levels);
    }

    private static MaskTable @Nullable [] tables(Forest forest, Cuts cuts, int exits, int runs, long levels) {
        MaskTable[] tables = new MaskTable[runs];
        long bytes = ForestScorer.MOST_BYTES;
        long joined = 0;
        for (int run = 0; run < runs; run++) {
            int from = (int) ((long) forest.trees() * run / runs);
            int to = (int) ((long) forest.trees() * (run + 1) / runs);
            long left = bytes - MaskTable.bytesOfParts(cuts);
            MaskTable table = new MaskCompiler(forest, cuts, from, to, exits, left).table();
            if (table == null) {
                return null;
            }
            bytes = left - table.bytesOfRows();
            joined += (long) table.lookups() * table.words;
            tables[run] = table;
        }
        return exits == 1 || joined <= WORDS_PER_LEVEL * levels + 256 ? tables : null;
    }

    private @Nullable MaskTable table() {
        List<SlotMasks> slots = new ArrayList<>();
        int[][] bySlot = splitsBySlot();
        for (int slot = 0; slot < bySlot.length; slot++) {
            if (bySlot[slot].length > 0) {
                SlotMasks masks = SlotMasks.of(tops, cuts, nodes, starts, slot, bySlot[slot], all, rowsLeft);
                if (masks == null) {
                    return null;
                }
                rowsLeft -= masks.rows.size();
                slots.add(masks);
            }
        }
        Leaves leaves = null;
        Walks walks = null;
        if (tops.deep) {
            int count = starts[tops.to] - starts[tops.from];
            walks = WalkPacker.pack(nodes, cuts, tops, count, forest.precision());
            if (walks == null) {
                return null;
            }
        } else {
            leaves = leaves();
        }
        return join(slots, leaves, walks);
    }

    private Leaves leaves() {
        double[] values = Leaves.newValues(words * (64 / tops.width) * tops.width);
        for (int i = 0; i < tops.exits.length; i++) {
            if (tops.exits[i] >= 0) {
                values[i] = nodes.value[tops.exits[i]];
            }
        }
        return Leaves.of(values, tops.width, forest.precision());
    }

    private int[][] splitsBySlot() {
        int[] counts = new int[cuts.slots()];
        for (int node = tops.start; node < starts[tops.to]; node++) {
            if (tops.decides(node)) {
                counts[cuts.slot(nodes.feature[node])]++;
            }
        }
        int[][] bySlot = new int[counts.length][];
        for (int slot = 0; slot < counts.length; slot++) {
            bySlot[slot] = new int[counts[slot]];
        }
        Arrays.fill(counts, 0);
        for (int node = tops.start; node < starts[tops.to]; node++) {
            if (tops.decides(node)) {
                int slot = cuts.slot(nodes.feature[node]);
                bySlot[slot][counts[slot]++] = node;
            }
        }
        return bySlot;
    }

    /** Puts slots together, largest first, each with the first others that leave room for it. */
    private static List<List<SlotMasks>> groups(List<SlotMasks> slots) {
        slots.sort(
                Comparator.comparingInt((SlotMasks masks) -> masks.rows.size()).reversed());
        List<List<SlotMasks>> groups = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (SlotMasks masks : slots) {
            int group = 0;
            while (group < groups.size() && (long) sizes.get(group) * masks.rows.size() > MOST_COMBINATIONS) {
                group++;
            }
            if (group == groups.size()) {
                groups.add(new ArrayList<>());
                sizes.add(1);
            }
            groups.get(group).add(masks);
            sizes.set(group, sizes.get(group) * masks.rows.size());
        }
        return groups;
    }

    private @Nullable MaskTable join(List<SlotMasks> masks, @Nullable Leaves leaves, @Nullable Walks walks) {
        List<List<SlotMasks>> groups = groups(masks);
        List<long[]> rows = new ArrayList<>();
        int[] slots = new int[masks.size()];
        int[] bounds = new int[Math.max(1, groups.size()) + 1];
        int[] parts = new int[groups.isEmpty() ? 0 : cuts.cells()];
        int at = 0;
        for (int group = 0; group < groups.size(); group++) {
            int base = rows.size();
            List<long[]> joined = List.of();
            for (SlotMasks own : groups.get(group)) {
                int stride = Math.max(1, joined.size());
                for (int cell = 0; cell < own.rowOf.length; cell++) {
                    parts[cuts.cells[own.slot] + cell] = base + own.rowOf[cell] * stride;
                }
                base = 0;
                slots[at++] = own.slot;
                joined = joined.isEmpty() ? own.rows : product(own.rows, joined);
            }
            rowsLeft -= groups.get(group).size() > 1 ? joined.size() : 0;
            if (rowsLeft < 0) {
                return null;
            }
            rows.addAll(joined);
            bounds[group + 1] = at;
        }
        if (groups.isEmpty()) {
            rows.add(all);
        }
        return new MaskTable(words, leaves, walks, rows.toArray(long[][]::new), slots, bounds, parts);
    }

    /** Every row of the first with every one of the second, the second running faster. */
    private List<long[]> product(List<long[]> slow, List<long[]> fast) {
        List<long[]> product = new ArrayList<>(slow.size() * fast.size());
        for (long[] a : slow) {
            for (long[] b : fast) {
                long[] both = new long[words];
                for (int i = 0; i < words; i++) {
                    both[i] = a[i] & b[i];
                }
                product.add(both);
            }
        }
        return product;
    }
}
