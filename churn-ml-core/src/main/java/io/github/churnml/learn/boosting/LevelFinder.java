package io.github.churnml.learn.boosting;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one cut by which all nodes of a level are split, as CatBoost's symmetric trees are: that whose gains over the
 * nodes add up to most. Candidates are those of {@link SplitFinder}, read from the sum of the nodes' histograms.
 *
 * <p>A node that the cut would leave with a side of too little weight, too few rows or none, or an answer against the
 * column's direction, adds nothing and is not split: both halves of the symmetric tree would have its value. So no leaf is
 * ever empty.
 */
final class LevelFinder {

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final double @Nullable [] weights;
    private final Constraints constraints;
    private final SplitFinder finder;

    LevelFinder(
            BinnedTable table,
            Gradients gradients,
            GrowthSettings settings,
            double @Nullable [] weights,
            Constraints constraints,
            SplitFinder finder) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.weights = weights;
        this.constraints = constraints;
        this.finder = finder;
    }

    /**
     * Gives each node its part of the best cut, or none to a node that is not split.
     *
     * @param nodes of one level, with their histograms
     * @param offsets where the bins of each of the columns begin in them
     * @param draws decides what is drawn on this level
     * @return how many nodes are split; 0 where no cut helps
     */
    int cut(List<OpenNode> nodes, int[] columns, int[] offsets, int[] rows, long draws) {
        @Nullable Search[] searches = new Search[columns.length];
        Parallel.each(columns.length, columns.length * 512L * nodes.size(), place -> {
            boolean drawn = settings.columnsPerNode() >= 1
                    || Hash.fraction(Hash.of(draws, -1 - place)) < settings.columnsPerNode();
            if (drawn && constraints.allows(nodes.get(0), columns[place])) {
                Search search = new Search(nodes, columns[place], offsets[place], rows, Hash.of(draws, place));
                search.run();
                searches[place] = search;
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
        private final int[] rows;
        private final long draw;
        private final int direction;
        private final double[] ownScores;
        /** The bins of all nodes together. */
        private final long[] all;

        private final double[] @Nullable [] counts;
        /** What is left of the cut that is tried, by node. */
        private final long[] sums;

        private final double[] gains;

        private double bestScore;
        private boolean @Nullable [] bestLeft;
        private int bestThreshold = -1;
        private long[] bestSums = {};
        private double[] bestGains = {};

        Search(List<OpenNode> nodes, int column, int offset, int[] rows, long draw) {
            this.nodes = nodes;
            this.column = column;
            this.bins = table.columns[column];
            this.offset = offset;
            this.rows = rows;
            this.draw = draw;
            this.direction = constraints.direction(column);
            this.bestScore = finder.leastScore();
            this.ownScores = nodes.stream().mapToDouble(finder::ownScore).toArray();
            this.counts = new double[nodes.size()][];
            this.sums = new long[nodes.size()];
            this.gains = new double[nodes.size()];
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
                Arrays.fill(sums, 0);
                if (side == 1) {
                    join(bins.missing());
                }
                int end = missing && side == 0 ? last : last - 1;
                for (int bin = first; bin <= end; bin++) {
                    join(bin);
                    if (all[bin] != 0 && (only < 0 || bin == only || bin == last)) {
                        boolean[] left = new boolean[bins.size()];
                        Arrays.fill(left, 0, bin + 1, true);
                        left[bins.missing()] = side == 1;
                        int way = bin < bins.values() - 1 ? direction : 0;
                        tryCut(left, bin, settings.l2(), way, side == 1 ? ~bin : bin);
                    }
                }
            }
        }

        private void levels() {
            int[] order = finder.order(column, all, 0);
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
                    tryCut(left, -1, each ? settings.l2() : settings.l2() + settings.levelL2(), 0, place);
                }
            }
        }

        private void tryCut(boolean[] left, int threshold, double l2, int way, int candidate) {
            double gain = 0;
            boolean split = false;
            for (int i = 0; i < sums.length; i++) {
                gains[i] = finder.gain(nodes.get(i), ownScores[i], sums[i], l2, way);
                if (!Double.isNaN(gains[i])) {
                    gain += gains[i];
                    split = true;
                }
            }
            // Counting can only take gains away, as long as none is a loss; where some are, it is done at once.
            if (!split || !(finder.noisy(gain, draw, candidate) > bestScore) && !anyLoss()) {
                return;
            }
            gain = 0;
            split = false;
            for (int i = 0; i < sums.length; i++) {
                if (!Double.isNaN(gains[i])) {
                    if (enoughRows(i, left)) {
                        gain += gains[i];
                        split = true;
                    } else {
                        gains[i] = Double.NaN;
                    }
                }
            }
            double score = finder.noisy(gain, draw, candidate);
            if (split && score > bestScore) {
                bestScore = score;
                bestLeft = left;
                bestThreshold = threshold;
                bestSums = sums.clone();
                bestGains = gains.clone();
            }
        }

        private boolean anyLoss() {
            for (double gain : gains) {
                if (gain < 0) {
                    return true;
                }
            }
            return false;
        }

        private boolean enoughRows(int i, boolean[] left) {
            OpenNode node = nodes.get(i);
            double enough = finder.enough();
            if (gradients.hessian(sums[i]) >= enough && gradients.hessian(node.sum - sums[i]) >= enough) {
                return true;
            }
            double[] byBin = counts[i];
            if (byBin == null) {
                byBin = new double[bins.size()];
                for (int row = node.from; row < node.to; row++) {
                    byBin[table.bins[column][rows[row]] & 0xFF] += weights == null ? 1 : weights[rows[row]];
                }
                counts[i] = byBin;
            }
            double leftRows = 0;
            double rightRows = 0;
            for (int bin = 0; bin < byBin.length; bin++) {
                leftRows += left[bin] ? byBin[bin] : 0;
                rightRows += left[bin] ? 0 : byBin[bin];
            }
            return Math.min(leftRows, rightRows) >= settings.minLeafRows();
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
