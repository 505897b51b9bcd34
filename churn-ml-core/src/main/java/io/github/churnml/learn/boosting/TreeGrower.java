package io.github.churnml.learn.boosting;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree on the rows drawn for it. Which node is split next does not depend on threads: ties go to the node that was
 * made first.
 */
final class TreeGrower {

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final SplitFinder finder;
    private final double learningRate;
    private final int[] rows;
    private final int[] spare;
    private final long[] ordered;

    TreeGrower(BinnedTable table, Gradients gradients, double[] weights, GrowthSettings settings, double learningRate) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.finder = new SplitFinder(table, gradients, settings, weights);
        this.learningRate = learningRate;
        this.rows = new int[table.rows];
        this.spare = new int[table.rows];
        this.ordered = new long[table.rows];
    }

    /**
     * Grows a tree and adds its values to the scores of all rows.
     *
     * @param columns the columns it may split on, ascending
     * @param key decides every draw of the tree
     * @return the tree; a single leaf where no split helps, and then the scores are left as they are
     */
    GrownTree grow(RowSample sample, int[] columns, long key, double[] scores) {
        return new Growing(sample, columns, key).grow(scores);
    }

    /** One tree being grown. */
    private final class Growing {
        private final GrownTree tree = new GrownTree();
        private final Histograms histograms;
        private final int[] columns;
        private final long key;
        private final int drawn;
        private final PriorityQueue<OpenNode> open;
        private final int[] leafFrom;
        private final int[] leafTo;
        private int leaves = 1;

        Growing(RowSample sample, int[] columns, long key) {
            this.histograms = new Histograms(table, gradients.packed, ordered, columns);
            this.columns = columns;
            this.key = key;
            this.drawn = sample.fill(rows, spare);
            this.open = new PriorityQueue<>(
                    settings.growth() == Growth.LEAF_WISE
                            ? Comparator.comparingDouble((OpenNode node) -> -gainOf(node))
                                    .thenComparingInt(node -> node.id)
                            : Comparator.comparingInt((OpenNode node) -> node.depth)
                                    .thenComparingInt(node -> node.id));
            this.leafFrom = new int[2 * settings.maxLeaves()];
            this.leafTo = new int[2 * settings.maxLeaves()];
        }

        GrownTree grow(double[] scores) {
            long sum = 0;
            for (int i = 0; i < drawn; i++) {
                sum += gradients.packed[rows[i]];
            }
            OpenNode root = node(0, 0, drawn, sum);
            if (maySplit(root)) {
                root.histogram = histograms.of(rows, 0, drawn);
                enqueue(root);
            }
            while (leaves < settings.maxLeaves()) {
                OpenNode node = open.poll();
                if (node == null) {
                    break;
                }
                split(node);
            }
            if (tree.size() > 1) {
                finish(scores);
            }
            return tree;
        }

        private OpenNode node(int depth, int from, int to, long sum) {
            int id = tree.add();
            leafFrom[id] = from;
            leafTo[id] = to;
            return new OpenNode(id, depth, from, to, sum);
        }

        private boolean maySplit(OpenNode node) {
            return leaves < settings.maxLeaves()
                    && node.depth < settings.maxDepth()
                    && node.rows() >= 2
                    && gradients.hessian(node.sum) >= 2 * settings.minChildWeight();
        }

        private void split(OpenNode node) {
            Cut cut = required(node.cut);
            int middle = divide(node, cut);
            leaves++;
            OpenNode left = node(node.depth + 1, node.from, middle, cut.leftSum());
            OpenNode right = node(node.depth + 1, middle, node.to, node.sum - cut.leftSum());
            int missing = table.columns[cut.column()].missing();
            tree.split(
                    node.id,
                    cut,
                    left.id,
                    right.id,
                    cut.missingSeen() ? cut.left()[missing] : left.rows() >= right.rows());
            long[] all = required(node.histogram);
            node.histogram = null;
            OpenNode smaller = left.rows() <= right.rows() ? left : right;
            OpenNode larger = smaller == left ? right : left;
            boolean splitSmaller = maySplit(smaller);
            boolean splitLarger = maySplit(larger);
            if (!splitSmaller && !splitLarger) {
                histograms.giveBack(all);
                return;
            }
            long[] part = histograms.of(rows, smaller.from, smaller.to);
            histograms.minus(all, part);
            offer(smaller, part, splitSmaller);
            offer(larger, all, splitLarger);
        }

        private void offer(OpenNode node, long[] histogram, boolean maySplit) {
            node.histogram = histogram;
            if (maySplit) {
                enqueue(node);
            } else {
                histograms.giveBack(histogram);
            }
        }

        /** Finds the node's best cut; a node without one stays a leaf. */
        private void enqueue(OpenNode node) {
            long[] histogram = required(node.histogram);
            Cut[] cuts = new Cut[columns.length];
            long draws = Hash.of(key, node.id);
            Parallel.each(columns.length, columns.length * 512L, place -> {
                if (settings.columnsPerNode() >= 1
                        || Hash.fraction(Hash.of(draws, -1 - place)) < settings.columnsPerNode()) {
                    cuts[place] = finder.best(
                            columns[place], node, histogram, histograms.offset(place), rows, Hash.of(draws, place));
                }
            });
            Cut best = null;
            for (Cut cut : cuts) {
                if (cut != null && (best == null || cut.gain() > best.gain())) {
                    best = cut;
                }
            }
            if (best == null) {
                histograms.giveBack(histogram);
                node.histogram = null;
            } else {
                node.cut = best;
                open.add(node);
            }
        }

        /** Brings the rows that go left before the others, both in their order; returns where the others begin. */
        private int divide(OpenNode node, Cut cut) {
            byte[] bins = table.bins[cut.column()];
            boolean[] left = cut.left();
            int place = node.from;
            int others = 0;
            for (int i = node.from; i < node.to; i++) {
                int row = rows[i];
                if (left[bins[row] & 0xFF]) {
                    rows[place++] = row;
                } else {
                    spare[others++] = row;
                }
            }
            System.arraycopy(spare, 0, rows, place, others);
            return place;
        }

        private void finish(double[] scores) {
            Parallel.each(tree.size(), drawn * 4L, node -> {
                if (tree.isLeaf(node)) {
                    settle(node, scores);
                }
            });
            for (int i = drawn; i < rows.length; i++) {
                int leaf = tree.leaf(table, rows[i]);
                scores[rows[i]] += tree.value(leaf);
                tree.addCover(leaf, 1);
            }
        }

        /** A leaf's value from its rows in full precision, in their order. */
        private void settle(int leaf, double[] scores) {
            double gradient = 0;
            double hessian = 0;
            for (int i = leafFrom[leaf]; i < leafTo[leaf]; i++) {
                gradient += gradients.gradient[rows[i]];
                hessian += gradients.hessian[rows[i]];
            }
            double shrunk = Math.max(0, Math.abs(gradient) - settings.l1());
            double value = -Math.copySign(shrunk, gradient) / (hessian + settings.l2()) * learningRate;
            tree.setValue(leaf, value);
            tree.addCover(leaf, leafTo[leaf] - leafFrom[leaf]);
            for (int i = leafFrom[leaf]; i < leafTo[leaf]; i++) {
                scores[rows[i]] += value;
            }
        }
    }

    private static double gainOf(OpenNode node) {
        return required(node.cut).gain();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a node without its histogram or cut");
        }
        return value;
    }
}
