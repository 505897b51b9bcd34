package io.github.churnml.learn.boosting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the best cut of a column from a node's histogram, by its {@link Gains}. Of cuts with the same gain the first wins.
 *
 * <p>Whether a column's best cut leaves rows enough on both sides {@link RowCounts} tell; where they do not, the column is
 * searched again. A column has to do better than those before it.
 *
 * <p>Up to a number of levels each is tried against the rest. More are cut in their {@link LevelOrder}; their leaves are shrunk
 * more, since the order itself is fitted.
 */
final class SplitFinder {

    /** So much of the best so far is worth a closer look: the sums of few rows are rounded. */
    private static final double NEARLY = 1 - 1e-5;

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final RowCounts counting;
    private final LevelOrder levelOrder;
    private final Constraints constraints;
    private final Gains gains;

    SplitFinder(
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
        this.counting = counting;
        this.levelOrder = levelOrder;
        this.constraints = constraints;
        this.gains = gains;
    }

    /** Whether a cut has all values on one side and only missing ones on the other. */
    boolean separatesMissing(Cut cut) {
        return cut.threshold() == table.columns[cut.column()].values() - 1;
    }

    /**
     * The best cut of a node, or null if none helps.
     *
     * @param histogram the node's
     * @param columns the columns of the tree
     */
    @Nullable
    Cut best(OpenNode node, long[] histogram, Histograms histograms, int[] columns) {
        Search best = null;
        for (int place = 0; place < columns.length; place++) {
            int column = columns[place];
            if (settings.draws(node.key, place) && constraints.allows(node, column)) {
                double least = best == null ? gains.leastScore() : best.bestScore;
                int offset = histograms.offset(place);
                boolean count = settings.minLevelRows() > 0 && table.columns[column].nominal();
                double[] counts = count ? counting.of(column, node) : null;
                Search search = search(column, node, histogram, offset, place, counts, least);
                if (search.found() && !count && !counting.enough(node, column, search.left(), search.bestSum)) {
                    search = search(column, node, histogram, offset, place, counting.of(column, node), least);
                }
                if (search.found()) {
                    best = search;
                }
            }
        }
        return best == null ? null : best.cut();
    }

    /**
     * Looks for the best cut of a column.
     *
     * @param offset where the column's bins begin in the histogram
     * @param place the column's place among the tree's, which decides what is drawn
     * @param counts how many rows each bin has, by weight; null if a cut may have too few on a side
     * @param least the score that a cut has to exceed
     */
    private Search search(
            int column,
            OpenNode node,
            long[] histogram,
            int offset,
            int place,
            double @Nullable [] counts,
            double least) {
        Search search = new Search(column, node, histogram, offset, counts, Hash.of(node.key, 2 + place), least);
        if (table.columns[column].nominal()) {
            search.levels();
        } else {
            search.numbers();
        }
        return search;
    }

    /** The search in one column of one node. */
    private final class Search {
        private final int column;
        private final FeatureBins bins;
        private final OpenNode node;
        private final long[] histogram;
        private final int offset;
        private final double @Nullable [] counts;
        private final double ownScore;
        private final long draw;
        private double bestGain;
        private double bestScore;
        /** The levels that go left; null for numbers. */
        private boolean @Nullable [] bestLevels;

        private int bestThreshold = -1;
        private boolean bestMissingLeft;
        private long bestSum;

        Search(
                int column,
                OpenNode node,
                long[] histogram,
                int offset,
                double @Nullable [] counts,
                long draw,
                double least) {
            this.column = column;
            this.bins = table.columns[column];
            this.node = node;
            this.histogram = histogram;
            this.offset = offset;
            this.counts = counts;
            this.ownScore = gains.ownScore(node);
            this.bestScore = least;
            this.draw = draw;
        }

        boolean found() {
            return bestLevels != null || bestThreshold >= 0;
        }

        /** By bin, whether the cut that was found sends it left. */
        boolean[] left() {
            boolean[] levels = bestLevels;
            return levels == null ? side(bestThreshold, bestMissingLeft) : levels;
        }

        Cut cut() {
            return new Cut(column, left(), bestThreshold, bestGain, bestScore, bestSum, missing() != 0);
        }

        private long missing() {
            return histogram[offset + bins.missing()];
        }

        void numbers() {
            int first = 0;
            int last = bins.values() - 1;
            while (first <= last && histogram[offset + first] == 0) {
                first++;
            }
            while (last > first && histogram[offset + last] == 0) {
                last--;
            }
            if (first > last) {
                return;
            }
            long missing = missing();
            int only = settings.extraTrees() && last > first ? first + Hash.below(draw, last - first) : -1;
            scan(first, missing != 0 ? last : last - 1, only, last, false);
            if (missing != 0) {
                scan(first, last - 1, only, -1, true);
            }
        }

        /**
         * Tries to cut after each bin that has rows.
         *
         * @param only the one cut to try, or −1 for all
         * @param also a cut to try beside it: the one that divides missing values from the others
         */
        private void scan(int first, int end, int only, int also, boolean missingLeft) {
            boolean plain = constraints.direction(column) == 0
                    && !node.bounded()
                    && settings.l1() == 0
                    && settings.randomStrength() == 0;
            long sum = missingLeft ? missing() : 0;
            int from = first;
            int to = end;
            if (counts != null) {
                // The nearer a cut is to an end, the fewer rows are beyond it.
                double rows = missingLeft ? counts[bins.missing()] : 0;
                while (from <= to && (rows += counts[from]) < settings.minLeafRows()) {
                    sum += histogram[offset + from++];
                }
                rows = missingLeft ? 0 : counts[bins.missing()];
                for (int bin = bins.values() - 1; bin > to; bin--) {
                    rows += counts[bin];
                }
                while (to >= from && rows < settings.minLeafRows()) {
                    rows += counts[to--];
                }
            }
            if (plain) {
                scanPlain(from, to, sum, only, also, missingLeft);
                return;
            }
            for (int bin = from; bin <= to; bin++) {
                sum += histogram[offset + bin];
                if (eligible(bin, only, also)) {
                    tryNumbers(bin, sum, missingLeft);
                }
            }
        }

        /**
         * The same by the sums alone. G² / H of both sides together exceeds the best so far where G<sub>l</sub>²
         * H<sub>r</sub> + G<sub>r</sub>² H<sub>l</sub> exceeds it times H<sub>l</sub> H<sub>r</sub>: so only those that do, or
         * nearly, are worth a division.
         */
        private void scanPlain(int first, int end, long before, int only, int also, boolean missingLeft) {
            double least = Math.max(settings.minChildWeight(), Double.MIN_VALUE);
            double l2 = settings.l2();
            double penalty = gradients.units(l2);
            double gradient = Gradients.gradientUnits(node.sum);
            double hessian = Gradients.hessianUnits(node.sum) + 2 * penalty;
            double most = 2 * bestScore + ownScore;
            double bound = gradients.scoreUnits(most) * NEARLY;
            long[] sums = histogram;
            int begin = offset;
            long sum = before;
            for (int bin = first; bin <= end; bin++) {
                sum += sums[begin + bin];
                double left = Gradients.gradientUnits(sum);
                double right = gradient - left;
                double leftHessian = Gradients.hessianUnits(sum) + penalty;
                double rightHessian = hessian - leftHessian;
                if (left * left * rightHessian + right * right * leftHessian > bound * leftHessian * rightHessian
                        && eligible(bin, only, also)) {
                    double scores = gradients.scores(sum, node.sum - sum, l2, least);
                    double gain = (scores - ownScore) / 2;
                    if (scores > most && gain > bestScore) {
                        most = scores;
                        bound = gradients.scoreUnits(most) * NEARLY;
                        bestGain = gain;
                        bestScore = gain;
                        keep(bin, sum, missingLeft);
                    }
                }
            }
        }

        /** Whether the bin has rows, and the cut is one to try. */
        private boolean eligible(int threshold, int only, int also) {
            return histogram[offset + threshold] != 0 && (only < 0 || threshold == only || threshold == also);
        }

        private void tryNumbers(int threshold, long sum, boolean missingLeft) {
            int direction = threshold < bins.values() - 1 ? constraints.direction(column) : 0;
            double gain = gains.of(node, ownScore, sum, settings.l2(), direction);
            double score = gains.noisy(gain, draw, missingLeft ? ~threshold : threshold);
            if (score > bestScore) {
                bestGain = gain;
                bestScore = score;
                keep(threshold, sum, missingLeft);
            }
        }

        private void keep(int threshold, long sum, boolean missingLeft) {
            bestThreshold = threshold;
            bestMissingLeft = missingLeft;
            bestSum = sum;
        }

        private boolean[] side(int threshold, boolean missingLeft) {
            boolean[] left = new boolean[bins.size()];
            Arrays.fill(left, 0, threshold + 1, true);
            left[bins.missing()] = missingLeft;
            return left;
        }

        void levels() {
            int[] order = levelOrder.of(column, histogram, offset);
            int count = order.length;
            if (count < 2) {
                return;
            }
            if (count <= settings.oneHotLevels()) {
                int only = settings.extraTrees() ? Hash.below(draw, count) : -1;
                for (int place = 0; place < count; place++) {
                    if (only < 0 || place == only) {
                        long sum = histogram[offset + order[place]];
                        tryLevels(order, place, place + 1, count, sum, settings.l2());
                    }
                }
                return;
            }
            int only = settings.extraTrees() ? Hash.below(draw, count - 1) : -1;
            long sum = 0;
            double[] rowsOf = settings.minLevelRows() > 0 && only < 0 ? counts : null;
            double left = rowsOf == null ? 0 : Arrays.stream(rowsOf).sum();
            double joined = 0;
            for (int place = 0; place < count - 1; place++) {
                sum += histogram[offset + order[place]];
                if (rowsOf != null) {
                    joined += rowsOf[order[place]];
                    left -= rowsOf[order[place]];
                    if (joined < settings.minLevelRows() || left < settings.minLevelRows()) {
                        continue;
                    }
                    joined = 0;
                }
                if (only < 0 || place == only) {
                    tryLevels(order, 0, place + 1, count, sum, settings.l2() + settings.levelL2());
                }
            }
        }

        private void tryLevels(int[] order, int from, int to, int count, long sum, double l2) {
            double gain = gains.of(node, ownScore, sum, l2, 0);
            double score = gains.noisy(gain, draw, to);
            if (!(score > bestScore)) {
                return;
            }
            // What was not seen goes right: the side with more weight.
            boolean swapped = gradients.hessian(sum) > gradients.hessian(node.sum - sum);
            if (swapped
                    ? to - from == count - 1 && isMissing(order, from, to, count)
                    : to - from == 1 && order[from] == bins.missing()) {
                swapped = !swapped; // a split needs a level on its left
            }
            boolean[] left = new boolean[bins.size()];
            for (int place = 0; place < count; place++) {
                left[order[place]] = (place >= from && place < to) != swapped;
            }
            if (counts == null || counting.enough(left, counts)) {
                bestGain = gain;
                bestScore = score;
                bestLevels = left;
                bestSum = swapped ? node.sum - sum : sum;
            }
        }

        /** Whether all but these places hold nothing but missing values. */
        private boolean isMissing(int[] order, int from, int to, int count) {
            int other = from > 0 ? 0 : to;
            return other < count && order[other] == bins.missing();
        }
    }
}
