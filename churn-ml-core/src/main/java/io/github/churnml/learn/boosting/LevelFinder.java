package io.github.churnml.learn.boosting;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one cut by which all nodes of a level are split, as CatBoost's symmetric trees are: that whose gains over the
 * nodes add up to most. Candidates are those of {@link SplitFinder}, read from the sum of the nodes' histograms.
 *
 * <p>A node that the cut would leave with a side of too little weight, too few rows or none, an answer against the
 * column's direction or nothing to gain, adds nothing and is not split: both halves of the symmetric tree would have its value. So no leaf is
 * ever empty.
 */
final class LevelFinder {

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final Constraints constraints;
    private final Gains gains;
    private final RowCounts counting;
    private final LevelOrder levelOrder;
    /**
     * A score that a column of the level has reached: one with less cannot be the best. What threads write at the same time may
     * be lost, which takes longer and changes nothing.
     */
    private volatile double reached;

    LevelFinder(
            BinnedTable table,
            Gradients gradients,
            GrowthSettings settings,
            RowCounts counting,
            LevelOrder levelOrder,
            Constraints constraints,
            Gains gains) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.constraints = constraints;
        this.gains = gains;
        this.counting = counting;
        this.levelOrder = levelOrder;
    }

    /**
     * Gives each node its part of the best cut, or none to a node that is not split. A column is tried where every node may
     * be split on it: one that an earlier level left whole knows fewer columns than the others.
     *
     * @param nodes of one level, with their histograms
     * @param offsets where the bins of each of the columns begin in them
     * @param draws decides what is drawn on this level
     * @return how many nodes are split; 0 where no cut helps
     */
    int cut(List<OpenNode> nodes, int[] columns, int[] offsets, long draws) {
        @Nullable Search[] searches = new Search[columns.length];
        reached = gains.leastScore();
        Parallel.each(columns.length, columns.length * 512L * nodes.size(), place -> {
            if (settings.draws(draws, place)
                    && nodes.stream().allMatch(node -> constraints.allows(node, columns[place]))) {
                Search search = new Search(nodes, columns[place], offsets[place], Hash.of(draws, place));
                search.run();
                searches[place] = search;
                if (search.bestLeft != null) {
                    reached = Math.max(reached, search.bestScore);
                }
            }
        });
        Search best = null;
        for (Search search : searches) {
            if (search != null && search.bestLeft != null && (best == null || search.bestScore > best.bestScore)) {
                best = search;
            }
        }
        return best == null ? 0 : best.assign();
    }

    /** The search in one column over all nodes. */
    private final class Search {
        private final List<OpenNode> nodes;
        private final int column;
        private final FeatureBins bins;
        private final int offset;
        private final long draw;
        private final int direction;
        private final double[] ownScores;
        /** The bins of all nodes together. */
        private final long[] all;

        private final double[] @Nullable [] counts;
        /** What is left of the cut that is tried, by node. */
        private final long[] sums;
        /** What is left of each cut of numbers, by node. */
        private final long[][] lefts;

        private final double[] gained;

        private double bestScore;
        private boolean @Nullable [] bestLeft;
        private int bestThreshold = -1;
        private long[] bestSums = {};
        private double[] bestGains = {};

        Search(List<OpenNode> nodes, int column, int offset, long draw) {
            this.nodes = nodes;
            this.column = column;
            this.bins = table.columns[column];
            this.offset = offset;
            this.draw = draw;
            this.direction = constraints.direction(column);
            this.bestScore = Math.max(gains.leastScore(), Math.nextDown(reached));
            this.ownScores = nodes.stream().mapToDouble(gains::ownScore).toArray();
            this.counts = new double[nodes.size()][];
            this.sums = new long[nodes.size()];
            this.lefts = new long[nodes.size()][bins.nominal() ? 0 : bins.size()];
            this.gained = new double[nodes.size()];
            this.all = new long[bins.size()];
            for (OpenNode node : nodes) {
                for (int bin = 0; bin < all.length; bin++) {
                    all[bin] += bin(node, bin);
                }
            }
        }

        private long bin(OpenNode node, int bin) {
            long[] histogram = node.histogram;
            return histogram == null ? 0 : histogram[offset + bin];
        }

        void run() {
            if (bins.nominal()) {
                levels();
            } else {
                numbers();
            }
        }

        private void join(int bin) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += bin(nodes.get(i), bin);
            }
        }

        private void numbers() {
            int first = 0;
            int last = bins.values() - 1;
            while (first <= last && all[first] == 0) {
                first++;
            }
            while (last > first && all[last] == 0) {
                last--;
            }
            boolean missing = all[bins.missing()] != 0;
            int only = settings.extraTrees() && last > first ? first + Hash.below(draw, last - first) : -1;
            for (int side = 0; side < (missing ? 2 : 1); side++) {
                int end = missing && side == 0 ? last : last - 1;
                double[] scores = new double[Math.max(0, end + 1)];
                Arrays.fill(scores, Double.NaN);
                for (int bin = first; bin <= end; bin++) {
                    if (all[bin] != 0 && (only < 0 || bin == only || bin == last)) {
                        scores[bin] = 0;
                    }
                }
                for (int i = 0; i < sums.length; i++) {
                    addGains(i, first, end, side == 1, scores);
                }
                for (int bin = first; bin <= end; bin++) {
                    scores[bin] = scores[bin] > 0 ? gains.noisy(scores[bin], draw, side == 1 ? ~bin : bin) : Double.NaN;
                }
                keepBest(first, end, side == 1, scores);
            }
        }

        /** Adds what a node gains by each cut to the cuts that are tried. */
        private void addGains(int i, int first, int end, boolean missingLeft, double[] scores) {
            OpenNode node = nodes.get(i);
            long[] histogram = node.histogram;
            if (histogram == null) {
                return;
            }
            boolean plain = direction == 0 && !node.bounded() && settings.l1() == 0;
            double least = Math.max(settings.minChildWeight(), Double.MIN_VALUE);
            double l2 = settings.l2();
            double own = ownScores[i];
            long sum = missingLeft ? histogram[offset + bins.missing()] : 0;
            for (int bin = first; bin <= end; bin++) {
                sum += histogram[offset + bin];
                lefts[i][bin] = sum;
                double gain = plain
                        ? (gradients.scores(sum, node.sum - sum, l2, least) - own) / 2
                        : gains.of(node, own, sum, l2, bin < bins.values() - 1 ? direction : 0);
                scores[bin] += gain > 0 ? gain : 0;
            }
        }

        /** Keeps the best cut if it is better than the best so far; the rows of a cut are counted when it seems to be. */
        private void keepBest(int first, int end, boolean missingLeft, double[] scores) {
            while (true) {
                int best = -1;
                double most = bestScore;
                for (int bin = first; bin <= end; bin++) {
                    if (scores[bin] > most) {
                        most = scores[bin];
                        best = bin;
                    }
                }
                if (best < 0) {
                    return;
                }
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = lefts[i][best];
                }
                boolean[] left = new boolean[bins.size()];
                Arrays.fill(left, 0, best + 1, true);
                left[bins.missing()] = missingLeft;
                int way = best < bins.values() - 1 ? direction : 0;
                // Counting only takes gains away, so that a cut that keeps the lead is the best one.
                double lost = most - bestOf(left, settings.l2(), way, missingLeft ? ~best : best);
                if (lost <= 0) {
                    keep(left, best, most);
                    return;
                }
                scores[best] = lost < Double.POSITIVE_INFINITY ? most - lost : Double.NaN;
            }
        }

        private void levels() {
            int[] order = levelOrder.of(column, all, 0);
            boolean each = order.length <= settings.oneHotLevels();
            int candidates = each ? order.length : order.length - 1;
            if (order.length < 2) {
                return;
            }
            int only = settings.extraTrees() ? Hash.below(draw, candidates) : -1;
            for (int place = 0; place < candidates; place++) {
                if (each) {
                    Arrays.fill(sums, 0);
                }
                join(order[place]);
                if (only < 0 || place == only) {
                    boolean[] left = new boolean[bins.size()];
                    for (int other = each ? place : 0; other <= place; other++) {
                        left[order[other]] = true;
                    }
                    tryCut(left, each ? settings.l2() : settings.l2() + settings.levelL2(), place);
                }
            }
        }

        private void tryCut(boolean[] left, double l2, int candidate) {
            double score = bestOf(left, l2, 0, candidate);
            if (score > bestScore) {
                keep(left, -1, score);
            }
        }

        private void keep(boolean[] left, int threshold, double score) {
            bestScore = score;
            bestLeft = left;
            bestThreshold = threshold;
            bestSums = sums.clone();
            bestGains = gained.clone();
        }

        /** The score of the cut that the sums are of, over the nodes that it may split; without any, none at all. */
        private double bestOf(boolean[] left, double l2, int way, int candidate) {
            double gain = 0;
            for (int i = 0; i < sums.length; i++) {
                gained[i] = gains.of(nodes.get(i), ownScores[i], sums[i], l2, way);
                if (gained[i] > 0 && enoughRows(i, left)) {
                    gain += gained[i];
                } else {
                    gained[i] = Double.NaN;
                }
            }
            return gain > 0 ? gains.noisy(gain, draw, candidate) : Double.NEGATIVE_INFINITY;
        }

        private boolean enoughRows(int i, boolean[] left) {
            OpenNode node = nodes.get(i);
            double[] byBin = counts[i];
            if (byBin == null) {
                if (node.rows() > FeatureBins.MOST || counting.certainlyEnough(node, sums[i])) {
                    return counting.enough(node, column, left, sums[i]);
                }
                byBin = counting.of(column, node);
                counts[i] = byBin;
            }
            return counting.enough(left, byBin);
        }

        /** Gives the nodes their cuts; what was not seen goes to the side with more weight, as everywhere. */
        int assign() {
            boolean[] left = bestLeft == null ? new boolean[0] : bestLeft;
            boolean swapped = bestThreshold < 0 && leftOutweighs(left);
            if (swapped) {
                for (int bin = 0; bin <= bins.missing(); bin++) {
                    left[bin] = !left[bin] && all[bin] != 0;
                }
            }
            int split = 0;
            for (int i = 0; i < sums.length; i++) {
                OpenNode node = nodes.get(i);
                node.cut = null;
                if (!Double.isNaN(bestGains[i])) {
                    long sum = swapped ? node.sum - bestSums[i] : bestSums[i];
                    double gain = Math.max(0, bestGains[i]);
                    node.cut = new Cut(column, left, bestThreshold, gain, gain, sum, all[bins.missing()] != 0);
                    split++;
                }
            }
            return split;
        }

        /** Whether the sides of a cut of levels are to be swapped, so that there is a level on the left and most on the right. */
        private boolean leftOutweighs(boolean[] left) {
            double leftWeight = 0;
            double rightWeight = 0;
            int leftLevels = 0;
            int rightLevels = 0;
            for (int bin = 0; bin <= bins.missing(); bin++) {
                double weight = gradients.hessian(all[bin]);
                int level = bin < bins.missing() && all[bin] != 0 ? 1 : 0;
                leftWeight += left[bin] ? weight : 0;
                rightWeight += left[bin] ? 0 : weight;
                leftLevels += left[bin] ? level : 0;
                rightLevels += left[bin] ? 0 : level;
            }
            return leftLevels == 0 || rightLevels > 0 && leftWeight > rightWeight;
        }
    }
}
