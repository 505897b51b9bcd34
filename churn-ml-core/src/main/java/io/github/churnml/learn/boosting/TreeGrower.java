package io.github.churnml.learn.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree on the rows drawn for it. Which node is split next does not depend on threads: ties go to the node that was
 * made first. Nodes that will be split soon are divided ahead of their turn, several at a time, where there is more than one
 * thread; one that never comes to its turn is put together again.
 */
final class TreeGrower {

    /** From how many rows on, times the columns, nodes are worth dividing ahead on other threads. */
    private static final long WORTH_AHEAD = 50_000;
    /** All threads' histograms of nodes that are divided at a time have so many bins at most, 32 MB, unless those of one have more. */
    private static final int MOST_BINS = 1 << 22;
    /** So many nodes are divided at a time where rows are kept elsewhere, and each time is a journey. */
    private static final int AHEAD_AWAY = 16;

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final Gains gains;
    private final SplitFinder finder;
    private final LevelFinder levels;
    private final Constraints constraints;
    private final double learningRate;
    private final double mostWeight;
    private final LocalRows here;
    private final Rows rows;
    private final Histograms histograms;

    /** @param away the rows if they are kept elsewhere; then the gradients are of none */
    TreeGrower(
            BinnedTable table,
            Gradients gradients,
            double @Nullable [] weights,
            GrowthSettings settings,
            double learningRate,
            Constraints constraints,
            @Nullable Rows away) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.gains = new Gains(gradients, settings);
        int threads = away == null ? Parallel.threads() : 1;
        this.here = new LocalRows(away == null ? table : table.empty(), gradients, 0, threads);
        this.rows = away == null ? here : away;
        RowCounts counting = new RowCounts(table, gradients, settings, weights, rows);
        LevelOrder levelOrder = new LevelOrder(table, gradients, settings);
        this.finder = new SplitFinder(table, gradients, settings, counting, levelOrder, constraints, gains);
        this.levels = new LevelFinder(table, gradients, settings, counting, levelOrder, constraints, gains);
        this.constraints = constraints;
        this.learningRate = learningRate;
        this.mostWeight = weights == null ? 1 : Arrays.stream(weights).max().orElse(1);
        this.histograms = here.histograms;
    }

    /** Sets the standard deviation of what is added to gains before they are compared, for the trees to come. */
    void noise(double deviation) {
        gains.noise(deviation);
    }

    /**
     * Makes the gradients for a tree to come, at the rows' scores.
     *
     * @param sample the rows that it is grown on; null where rows are kept elsewhere, which {@link Rows#update} tells
     */
    void update(@Nullable RowSample sample, int[] columns, double share, long draw, long rounding) {
        if (sample == null) {
            gradients.update(
                    () -> rows.update(columns, share, draw, rounding, gradients.gradientScale, gradients.hessianScale));
        } else {
            here.draw(sample);
            gradients.update(() -> here.differentiate(rounding));
        }
    }

    /**
     * Grows a tree and adds its values to the scores of all rows.
     *
     * @param columns the columns it may split on, ascending
     * @param key decides every draw of the tree, but for the rows, which were drawn with their gradients
     * @return the tree; a single leaf where no split helps, and then the scores are left as they are
     */
    GrownTree grow(int[] columns, long key) {
        histograms.begin(columns);
        return new Growing(rows.begin(columns), columns).grow(key);
    }

    /** The rows that trees grow on. */
    Rows rows() {
        return rows;
    }

    private boolean isAway() {
        return rows != here;
    }

    /** Histograms of stretches of the order of rows. */
    private long[][] histograms(int[] from, int[] to) {
        long[][] made = rows.histograms(from, to);
        if (isAway()) {
            histograms.took(made.length);
        }
        return made;
    }

    /** One tree being grown. */
    private final class Growing {
        private final GrownTree tree = new GrownTree();
        private final int[] columns;
        private final int drawn;
        private final PriorityQueue<OpenNode> open;
        private final List<OpenNode> nodes = new ArrayList<>();
        private int leaves = 1;

        Growing(int drawn, int[] columns) {
            this.columns = columns;
            this.drawn = drawn;
            this.open = new PriorityQueue<>(
                    settings.growth() == Growth.LEAF_WISE
                            ? Comparator.comparingDouble((OpenNode node) -> -gainOf(node))
                                    .thenComparingInt(node -> node.id)
                            : Comparator.comparingInt((OpenNode node) -> node.depth)
                                    .thenComparingInt(node -> node.id));
        }

        GrownTree grow(long key) {
            long[] histogram = histograms(new int[] {0}, new int[] {drawn})[0];
            OpenNode root = new OpenNode(0, 0, drawn, histograms.total(histogram), key);
            root.histogram = histogram;
            search(root, leaves);
            add(root);
            if (settings.growth() == Growth.OBLIVIOUS) {
                splitLevels(root);
            }
            while (leaves < settings.maxLeaves()) {
                OpenNode node = open.peek();
                if (node == null) {
                    break;
                }
                if (node.left == null) {
                    divideAhead();
                }
                open.poll();
                split(node);
            }
            if (tree.size() > 1) {
                finish();
            }
            return tree;
        }

        /** Splits level by level, as long as one has room in the tree. */
        private void splitLevels(OpenNode root) {
            int[] offsets = new int[columns.length];
            Arrays.setAll(offsets, histograms::offset);
            List<OpenNode> level = new ArrayList<>();
            keep(root, level);
            for (int depth = 0; depth < settings.maxDepth() && !level.isEmpty(); depth++) {
                List<OpenNode> now = level;
                int split = levels.cut(now, columns, offsets, Hash.of(root.key, -1 - depth));
                if (split == 0 || leaves + split > settings.maxLeaves()) {
                    break;
                }
                divide(now.stream().filter(node -> node.cut != null).toList());
                level = new ArrayList<>();
                for (OpenNode node : now) {
                    if (node.cut == null) {
                        level.add(node);
                    } else {
                        split(node);
                        keep(required(node.left), level);
                        keep(required(node.right), level);
                    }
                }
            }
            level.forEach(this::drop);
        }

        private void keep(OpenNode node, List<OpenNode> level) {
            if (node.histogram != null) {
                level.add(node);
            }
        }

        /** Makes a node part of the tree, and lets it wait for its turn if it can be split. */
        private void add(OpenNode node) {
            node.id = tree.add();
            nodes.add(node);
            if (node.cut != null) {
                open.add(node);
            }
        }

        private void split(OpenNode node) {
            Cut cut = required(node.cut);
            OpenNode left = required(node.left);
            OpenNode right = required(node.right);
            leaves++;
            add(left);
            add(right);
            int missing = table.columns[cut.column()].missing();
            boolean missingLeft = cut.missingSeen() ? cut.left()[missing] : left.rows() >= right.rows();
            tree.split(node.id, cut, left.id, right.id, missing, missingLeft);
        }

        /** Divides the node whose turn it is, and with other threads those that are likely to be next. */
        private void divideAhead() {
            OpenNode due = required(open.peek());
            int threads = here.threads();
            int room = threads == 1 ? 1 : Math.min(2 * threads, MOST_BINS / (threads * histograms.size()));
            int most = Math.min(isAway() ? AHEAD_AWAY : room, (settings.maxLeaves() - leaves) / 2);
            if (most < 2) {
                divide(List.of(due));
                return;
            }
            List<OpenNode> next = new ArrayList<>();
            List<OpenNode> taken = new ArrayList<>();
            long work = 0;
            while (!open.isEmpty() && next.size() < most) {
                OpenNode node = open.poll();
                taken.add(node);
                if (node.left == null) {
                    next.add(node);
                    work += (long) node.rows() * columns.length;
                }
            }
            open.addAll(taken);
            divide(isAway() || work >= WORTH_AHEAD ? next : List.of(due));
        }

        /** Divides nodes and finds the best cuts of their children, unless the tree is full with them. */
        private void divide(List<OpenNode> nodes) {
            int count = nodes.size();
            int[] from = new int[count];
            int[] to = new int[count];
            int[] cutColumns = new int[count];
            boolean[][] left = new boolean[count][];
            for (int i = 0; i < count; i++) {
                from[i] = nodes.get(i).from;
                to[i] = nodes.get(i).to;
                Cut cut = required(nodes.get(i).cut);
                cutColumns[i] = cut.column();
                left[i] = cut.left();
            }
            int[] middles = rows.divide(from, to, cutColumns, left);
            List<OpenNode> open = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                OpenNode node = nodes.get(i);
                makeChildren(node, middles[i]);
                if (maySplit(required(node.left), leaves + 1) || maySplit(required(node.right), leaves + 1)) {
                    open.add(node);
                } else {
                    drop(node);
                }
            }
            if (!open.isEmpty()) {
                addUp(open);
                Parallel.each(2 * open.size(), 4L * open.size() * histograms.size(), i -> {
                    OpenNode node = open.get(i / 2);
                    search(required(i % 2 == 0 ? node.left : node.right), leaves + 1);
                });
            }
        }

        private void makeChildren(OpenNode node, int middle) {
            Cut cut = required(node.cut);
            long leftSum = cut.leftSum();
            OpenNode left = new OpenNode(node.depth + 1, node.from, middle, leftSum, Hash.of(node.key, 0));
            OpenNode right = new OpenNode(node.depth + 1, middle, node.to, node.sum - leftSum, Hash.of(node.key, 1));
            node.left = left;
            node.right = right;
            constraints.pass(
                    node,
                    cut,
                    finder.separatesMissing(cut),
                    gains.value(left.sum, node),
                    gains.value(right.sum, node),
                    left,
                    right);
        }

        /** Makes the histograms of nodes' children: of the one with fewer rows, the other's is what is left of the node's. */
        private void addUp(List<OpenNode> nodes) {
            List<OpenNode> made = new ArrayList<>();
            for (OpenNode node : nodes) {
                made.add(node.smaller());
                if (node.histogram == null) {
                    made.add(node.larger());
                }
            }
            int[] from = made.stream().mapToInt(node -> node.from).toArray();
            int[] to = made.stream().mapToInt(node -> node.to).toArray();
            long[][] sums = histograms(from, to);
            for (int i = 0; i < sums.length; i++) {
                made.get(i).histogram = sums[i];
            }
            for (OpenNode node : nodes) {
                long[] all = node.histogram;
                if (all != null) {
                    node.larger().histogram = histograms.minus(all, required(node.smaller().histogram));
                    node.histogram = null;
                }
            }
        }

        /** @param then how many leaves the tree has with it */
        private boolean maySplit(OpenNode node, int then) {
            return then < settings.maxLeaves()
                    && node.depth < settings.maxDepth()
                    && node.rows() >= 2
                    && node.rows() * mostWeight >= 2.0 * settings.minLeafRows()
                    && gradients.hessian(node.sum) >= 2 * settings.minChildWeight();
        }

        /** Finds the node's best cut; a node without one stays a leaf. */
        private void search(OpenNode node, int then) {
            if (maySplit(node, then)) {
                if (settings.growth() == Growth.OBLIVIOUS) {
                    return; // the cut is that of its level
                }
                node.cut = finder.best(node, required(node.histogram), histograms, columns);
            }
            if (node.cut == null || !histograms.mayKeep()) {
                drop(node);
            }
        }

        private void drop(OpenNode node) {
            long[] histogram = node.histogram;
            if (histogram != null) {
                histograms.giveBack(histogram);
                node.histogram = null;
            }
        }

        /** Gives the leaves their values, and adds these to the scores of all rows. */
        private void finish() {
            int count = tree.size();
            int[] from = new int[count];
            int[] to = new int[count];
            int[] middle = new int[count];
            int[] unsure = new int[count];
            for (int node = 0; node < count; node++) {
                if (tree.isLeaf(node)) {
                    OpenNode leaf = nodes.get(node);
                    from[node] = leaf.from;
                    to[node] = leaf.to;
                    middle[node] = leaf.left == null ? leaf.from : leaf.left.to;
                    boolean sure = gradients.tells(leaf.rows(), valueOf(leaf), curvatureOf(leaf));
                    unsure[node] = sure ? leaf.from : leaf.to;
                }
            }
            double[][] sums = rows.sums(from, middle, unsure);
            for (int node = 0; node < count; node++) {
                if (tree.isLeaf(node)) {
                    OpenNode leaf = nodes.get(node);
                    double value = valueOf(leaf);
                    if (sums[node].length > 0) {
                        double[] total = Gradients.total(sums[node]);
                        value = gains.value(total[0], total[1] + settings.l2(), leaf);
                    }
                    tree.setLeaf(node, value * learningRate, leaf.rows());
                }
            }
            tree.addCover(tree.addTo(rows, from, to));
        }

        /** What a leaf answers by its packed sum. */
        private double valueOf(OpenNode leaf) {
            return gains.value(leaf.sum, leaf);
        }

        private double curvatureOf(OpenNode leaf) {
            return gradients.hessian(leaf.sum) + settings.l2();
        }
    }

    private static double gainOf(OpenNode node) {
        return required(node.cut).gain();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a node without its histogram, cut or children");
        }
        return value;
    }
}
