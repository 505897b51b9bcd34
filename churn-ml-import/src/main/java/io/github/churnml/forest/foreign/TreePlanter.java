package io.github.churnml.forest.foreign;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.settings.Blame;
import java.util.Arrays;

/**
 * Puts trees of another numbering into a forest, children after their parents. Nodes that the root does not lead to are left
 * out: what was pruned may stay in a file. The depth of a tree does not matter; a stack of our own stands for recursion.
 */
final class TreePlanter {

    /** Nodes over all trees: a forest of these needs some 1.4 GB while it is put together. */
    static final int MOST_NODES = 1 << 23;

    /** Words of all level sets together; a set is as long as its highest code, whatever the file needs to say so. */
    private static final long MOST_WORDS = 1 << 24;

    /** A tree as its file has it. */
    interface Tree {
        /** Nodes are numbered from 0, the root, to one less than this. */
        int size();

        boolean isLeaf(int node);

        int left(int node);

        int right(int node);

        /** Adds the node, and gives back its new number; says what is wrong with it if it cannot. */
        int add(int node, TreePlanter to);

        /** What messages call the node. */
        String name(int node);
    }

    private final ForestBuilder builder;
    private final int features;
    private final Blame blame;
    private long words;
    private int trees;

    TreePlanter(ForestBuilder builder, int features, Blame blame) {
        this.builder = builder;
        this.features = features;
        this.blame = blame;
    }

    ForestBuilder builder() {
        return builder;
    }

    void plant(Tree tree) {
        builder.startTree();
        int[] numbers = new int[tree.size()];
        Arrays.fill(numbers, -1);
        int[] order = new int[tree.size()];
        int[] waiting = new int[2 * tree.size() + 1];
        int count = 0;
        int top = 1;
        while (top > 0) {
            int node = waiting[--top];
            if (numbers[node] >= 0) {
                throw problem(tree, node, "is reached on two ways, or leads back to itself");
            }
            numbers[node] = tree.add(node, this);
            order[count++] = node;
            if (!tree.isLeaf(node)) {
                waiting[top++] = child(tree, node, tree.right(node));
                waiting[top++] = child(tree, node, tree.left(node));
            }
        }
        for (int i = 0; i < count; i++) {
            if (!tree.isLeaf(order[i])) {
                builder.children(numbers[order[i]], numbers[tree.left(order[i])], numbers[tree.right(order[i])]);
            }
        }
        trees++;
    }

    private int child(Tree tree, int node, int child) {
        if (child < 0 || child >= tree.size()) {
            throw problem(
                    tree,
                    node,
                    "has the child " + Wording.value(child) + " where the tree has " + tree.size() + " nodes");
        }
        return child;
    }

    int feature(Tree tree, int node, int feature) {
        if (feature < 0 || feature >= features) {
            throw problem(tree, node, "asks for feature " + Wording.value(feature) + " where there are " + features);
        }
        return feature;
    }

    double cover(Tree tree, int node, double cover) {
        if (!(cover < Double.POSITIVE_INFINITY)) {
            throw problem(tree, node, "has the cover " + Wording.value(cover));
        }
        return Math.max(0, cover);
    }

    /** Gains decide importances only: one that is no number, or negative, counts as none. */
    static double gain(double gain) {
        return gain > 0 ? Math.min(gain, 1e100) : 0;
    }

    /** Adds a split that sends some codes left and all others right. */
    int splitOn(Tree tree, int node, int feature, int[] codes, boolean missingLeft, double cover, double gain) {
        if (codes.length == 0) {
            // No code goes left, which a level set cannot say.
            return builder.splitAt(feature, -Float.MAX_VALUE, missingLeft, cover, gain);
        }
        int highest = 0;
        for (int code : codes) {
            if (code < 0 || code >= ForestBuilder.MOST_LEVELS) {
                throw problem(
                        tree,
                        node,
                        "splits on the code " + Wording.value(code) + " where codes are from 0 to "
                                + (ForestBuilder.MOST_LEVELS - 1));
            }
            highest = Math.max(highest, code);
        }
        words += (highest >> 6) + 1;
        if (words > MOST_WORDS) {
            throw problem(tree, node, "brings the level sets to more than 128 MB");
        }
        return builder.splitOn(feature, codes, missingLeft, cover, gain);
    }

    ChurnException problem(Tree tree, int node, String problem) {
        return blame.of(
                "Tree " + trees + ", " + tree.name(node) + " " + problem + ".",
                "Maybe the file is damaged; save it again.");
    }

    /** The forest, whose last checks are the builder's own. */
    Forest forest() {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw blame.of(
                    Tokens.upper(String.valueOf(e.getMessage())) + ".", "Maybe the file is damaged; save it again.");
        }
    }
}
