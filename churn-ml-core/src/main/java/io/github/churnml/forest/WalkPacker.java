package io.github.churnml.forest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Packs what lies below the tops of a run of trees into {@link Walks}: every left child right behind its parent. */
final class WalkPacker {

    /** The most words of bits by cell: 8 MB. */
    private static final int MOST_WORDS = 1 << 20;

    private final Nodes nodes;
    private final Cuts cuts;
    /** Node 0 is a leaf for the places of trees that there are not. */
    private final long[] packed;

    private final double[] values;
    private int size = 1;
    private int[] bitsAt = {};
    private int byBits;
    private long[] bits = {};
    private int words;

    private WalkPacker(Nodes nodes, Cuts cuts, int count) {
        this.nodes = nodes;
        this.cuts = cuts;
        packed = new long[count + 1];
        packed[0] = Walks.leaf();
        values = new double[count + 1];
    }

    /** The packed trees, or null if they are beyond what a word can say, or their bits too many. */
    static @Nullable Walks pack(Nodes nodes, Cuts cuts, Tops tops, int nodeCount, Precision precision) {
        if (nodeCount >= Walks.MOST_NODES || cuts.slots() > Walks.MOST_SLOTS || cuts.cells() > Walks.MOST_CELLS) {
            return null;
        }
        WalkPacker packer = new WalkPacker(nodes, cuts, nodeCount);
        int[] entries = new int[tops.exits.length];
        for (int i = 0; i < entries.length; i++) {
            if (tops.exits[i] >= 0) {
                entries[i] = packer.size;
                if (!packer.put(tops.exits[i])) {
                    return null;
                }
            }
        }
        return new Walks(
                tops.to - tops.from,
                tops.width,
                entries,
                Arrays.copyOf(packer.packed, packer.size),
                Arrays.copyOf(packer.values, packer.size),
                precision,
                Walks.CellBits.of(packer.bitsAt, packer.byBits, packer.bits, packer.words));
    }

    /** Packs all that lies below a node; without recursion, since a tree may be a chain. @return whether there was room */
    private boolean put(int root) {
        int[] open = {root, 0, 0, 0, 0, 0, 0, 0};
        int[] parents = new int[open.length];
        int depth = 1;
        while (depth > 0) {
            int node = open[--depth];
            int parent = parents[depth];
            if (parent > 0) {
                packed[parent] = Walks.withSkip(packed[parent], size - parent);
            }
            if (nodes.isLeaf(node)) {
                packed[size] = Walks.leaf();
                values[size++] = nodes.value[node];
                continue;
            }
            if (depth + 2 > open.length) {
                open = Arrays.copyOf(open, 2 * open.length);
                parents = Arrays.copyOf(parents, open.length);
            }
            open[depth] = nodes.right[node];
            parents[depth++] = size;
            open[depth] = nodes.left[node];
            parents[depth++] = 0;
            if (!putSplit(node)) {
                return false;
            }
        }
        return true;
    }

    private boolean putSplit(int node) {
        int slot = cuts.slot(nodes.feature[node]);
        if (nodes.hasSet(node) || nodes.zeroMissing[node]) {
            int number = putBits(node, slot);
            packed[size++] = Walks.splitByBits(2 * slot, Math.max(0, number));
            return number >= 0;
        }
        int bound = cuts.cells[slot] + cuts.changes(nodes, node)[0];
        packed[size++] = Walks.split(nodes.missingLeft[node] ? 2 * slot + 1 : 2 * slot, bound);
        return true;
    }

    /** Writes the bits of the cells that a split sends left. @return the split's number, or −1 if there is no room */
    private int putBits(int node, int slot) {
        int firstWord = cuts.cells[slot] >> 6;
        int own = (cuts.cells[slot + 1] - 1 >> 6) - firstWord + 1;
        if (words + own > MOST_WORDS) {
            return -1;
        }
        if (words + own > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(2 * bits.length, words + own));
        }
        if (byBits == bitsAt.length) {
            bitsAt = Arrays.copyOf(bitsAt, 2 * byBits + 8);
        }
        bitsAt[byBits] = words - firstWord;
        int cells = cuts.cells[slot + 1] - cuts.cells[slot];
        int from = 0;
        for (int change : cuts.changes(nodes, node)) {
            fill(node, slot, from, Math.min(change, cells - 1));
            from = Math.min(change, cells - 1);
        }
        fill(node, slot, from, cells - 1);
        fill(node, slot, cells - 1, cells);
        words += own;
        return byBits++;
    }

    /** Sets the bits of a run of cells, counted within the slot, that go the same way, if they go left. */
    private void fill(int node, int slot, int from, int to) {
        if (from < to && nodes.next(node, cuts.example(slot, from)) == nodes.left[node]) {
            int start = bitsAt[byBits];
            for (int cell = cuts.cells[slot] + from; cell < cuts.cells[slot] + to; cell++) {
                bits[start + (cell >> 6)] |= 1L << cell;
            }
        }
    }
}
