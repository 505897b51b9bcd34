package io.github.churnml.forest;

import java.util.Arrays;

/**
 * The part of each tree, in a run of trees, that masks decide: splits from the root on, always that above the most leaves
 * next, until there are as many exits as wanted. A tree of few leaves is all top, and its exits are its leaves. The exits of
 * a tree are numbered from left to right, each a bit of the tree's mask.
 */
final class Tops {

    /** The run of trees: from the first to the one before the last. */
    final int from;

    final int to;
    /** The first node of the run. */
    final int start;
    /** How many bits of a mask belong to one tree, a power of two up to 64. */
    final int width;
    /** The node of each exit, {@code [(tree − from) · width + exit]}; −1 where a tree has fewer. */
    final int[] exits;
    /** Whether an exit is a split, from which a row is to be walked on. */
    final boolean deep;

    /** By node from {@link #start} on, its first exit to the left; −1 unless it is a split of a top. */
    private final byte[] first;
    /** Its first exit to the right. */
    private final byte[] middle;
    /** The first exit behind it. */
    private final byte[] end;

    private final Nodes nodes;

    private Tops(Nodes nodes, int[] starts, int from, int to, int width) {
        this.nodes = nodes;
        this.from = from;
        this.to = to;
        this.width = width;
        start = starts[from];
        int size = starts[to] - start;
        first = new byte[size];
        middle = new byte[size];
        end = new byte[size];
        Arrays.fill(first, (byte) -1);
        exits = new int[(to - from) * width];
        Arrays.fill(exits, -1);
        int[] below = leavesBelow(nodes, start, starts[to]);
        for (int tree = from; tree < to; tree++) {
            open(starts[tree], below);
            number(starts[tree], (tree - from) * width, 0);
        }
        boolean walked = false;
        for (int exit : exits) {
            walked |= exit >= 0 && !nodes.isLeaf(exit);
        }
        deep = walked;
    }

    /**
     * The tops of a run of trees.
     *
     * @param mostExits how many exits a tree may have: a power of two up to 64
     */
    static Tops of(Nodes nodes, int[] starts, int from, int to, int mostExits) {
        int most = 1;
        for (int tree = from; tree < to; tree++) {
            most = Math.max(most, Math.min(mostExits, (starts[tree + 1] - starts[tree] + 1) / 2));
        }
        return new Tops(nodes, starts, from, to, most == 1 ? 1 : 2 * Integer.highestOneBit(most - 1));
    }

    private static int[] leavesBelow(Nodes nodes, int start, int end) {
        int[] below = new int[end - start];
        // Children follow their parents.
        for (int node = end - 1; node >= start; node--) {
            below[node - start] =
                    nodes.isLeaf(node) ? 1 : below[nodes.left[node] - start] + below[nodes.right[node] - start];
        }
        return below;
    }

    /** Marks the splits of a tree's top. */
    private void open(int root, int[] below) {
        int[] open = new int[width];
        open[0] = root;
        for (int count = 1; count < width; count++) {
            int fullest = 0;
            for (int i = 1; i < count; i++) {
                fullest = below[open[i] - start] > below[open[fullest] - start] ? i : fullest;
            }
            int node = open[fullest];
            if (nodes.isLeaf(node)) {
                return;
            }
            first[node - start] = 0;
            open[fullest] = nodes.left[node];
            open[count] = nodes.right[node];
        }
    }

    /** Numbers the exits below a node, at most 63 splits deep. @return the number behind the last */
    private int number(int node, int at, int exit) {
        int i = node - start;
        if (first[i] < 0) {
            exits[at + exit] = node;
            return exit + 1;
        }
        first[i] = (byte) exit;
        middle[i] = (byte) number(nodes.left[node], at, exit);
        end[i] = (byte) number(nodes.right[node], at, middle[i]);
        return end[i];
    }

    /** Whether a node is a split that masks decide. */
    boolean decides(int node) {
        return first[node - start] >= 0;
    }

    /** The exits that are left of a tree when a split of its top has sent a number on. */
    long left(int node, double x) {
        int i = node - start;
        return nodes.next(node, x) == nodes.left[node] ? ~bits(middle[i], end[i]) : ~bits(first[i], middle[i]);
    }

    /** The bits of all exits of a tree. */
    long all(int tree) {
        int at = (tree - from) * width;
        int count = 0;
        while (count < width && exits[at + count] >= 0) {
            count++;
        }
        return bits(0, count);
    }

    /** Ones from a bit to the one before another. */
    private static long bits(int from, int to) {
        return to == from ? 0 : -1L >>> 64 - (to - from) << from;
    }
}
