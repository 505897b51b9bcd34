package io.github.churnml.learn.boosting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the best cut of a column from a node's histogram. The gain of a cut is ½ (s(left) + s(right) − s(all)) with
 * s = T(G)² / (H + l2), T taking l1 off the gradient (Chen and Guestrin, XGBoost, 2016, equation 7). Of cuts with the same
 * gain the first wins.
 *
 * <p>How many rows a side has is not in the histogram. A row's hessian is at most a quarter of its weight, so a side whose
 * hessian is a quarter of what is needed has rows enough; the others are counted, once for a column of a node.
 *
 * <p>Up to a number of levels each is tried against the rest. More are ordered by gradient over hessian, smoothed, and cut in that order, which holds
 * the best division into two (Fisher, On Grouping for Maximum Homogeneity, 1958); their leaves are shrunk more, since the
 * order itself is fitted.
 */
final class SplitFinder {

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final double[] weights;

    SplitFinder(BinnedTable table, Gradients gradients, GrowthSettings settings, double[] weights) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.weights = weights;
    }

    /**
     * The best cut of a column, or null if none helps.
     *
     * @param histogram the node's
     * @param offset where the column's bins begin in it
     * @param draw decides the cut where only one is tried at random
     */
    @Nullable
    Cut best(int column, OpenNode node, long[] histogram, int offset, int[] rows, long draw) {
        Search search = new Search(column, node, histogram, offset, rows);
        if (table.columns[column].nominal()) {
            search.levels(draw);
        } else {
            search.numbers(draw);
        }
        return search.cut();
    }

    /** The score of a sum, of which the better is the larger. */
    private double score(double gradient, double hessian, double l2) {
        double shrunk = Math.max(0, Math.abs(gradient) - settings.l1());
        return shrunk * shrunk / (hessian + l2);
    }

    /** The search in one column of one node. */
    private final class Search {
        private final int column;
        private final FeatureBins bins;
        private final OpenNode node;
        private final long[] histogram;
        private final int offset;
        private final int[] rows;
        private final double ownScore;
        private double @Nullable [] weightByBin;

        private double bestGain;
        private boolean @Nullable [] bestLeft;
        private int bestThreshold;
        private long bestSum;

        Search(int column, OpenNode node, long[] histogram, int offset, int[] rows) {
            this.column = column;
            this.bins = table.columns[column];
            this.node = node;
            this.histogram = histogram;
            this.offset = offset;
            this.rows = rows;
            this.ownScore = score(gradients.gradient(node.sum), gradients.hessian(node.sum), settings.l2());
            this.bestGain = settings.minGain();
        }

        @Nullable
        Cut cut() {
            boolean[] left = bestLeft;
            return left == null ? null : new Cut(column, left, bestThreshold, bestGain, bestSum, missing() != 0);
        }

        private long missing() {
            return histogram[offset + bins.missing()];
        }

        void numbers(long draw) {
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
            long sum = 0;
            int end = missing != 0 ? last : last - 1;
            for (int bin = first; bin <= end; bin++) {
                sum += histogram[offset + bin];
                if (histogram[offset + bin] != 0 && (only < 0 || bin == only || bin == last)) {
                    tryNumbers(bin, sum, false);
                }
            }
            if (missing == 0) {
                return;
            }
            sum = missing;
            for (int bin = first; bin < last; bin++) {
                sum += histogram[offset + bin];
                if (histogram[offset + bin] != 0 && (only < 0 || bin == only)) {
                    tryNumbers(bin, sum, true);
                }
            }
        }

        private void tryNumbers(int threshold, long sum, boolean missingLeft) {
            double gain = gain(sum, settings.l2());
            if (gain > bestGain) {
                boolean[] left = new boolean[bins.size()];
                Arrays.fill(left, 0, threshold + 1, true);
                left[bins.missing()] = missingLeft;
                keepIfEnoughRows(left, threshold, sum, gain);
            }
        }

        void levels(long draw) {
            int[] order = new int[bins.values() + 1];
            int count = 0;
            for (int bin = 0; bin <= bins.missing(); bin++) {
                if (histogram[offset + bin] != 0) {
                    order[count++] = bin;
                }
            }
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
            sort(order, count);
            int only = settings.extraTrees() ? Hash.below(draw, count - 1) : -1;
            long sum = 0;
            double[] rowsOf = settings.minLevelRows() > 0 && only < 0 ? weightByBin() : null;
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
            double gain = gain(sum, l2);
            if (!(gain > bestGain)) {
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
            keepIfEnoughRows(left, -1, swapped ? node.sum - sum : sum, gain);
        }

        /** Whether all but these places hold nothing but missing values. */
        private boolean isMissing(int[] order, int from, int to, int count) {
            int other = from > 0 ? 0 : to;
            return other < count && order[other] == bins.missing();
        }

        /** By gradient over hessian, smoothed; equal ones by bin. */
        private void sort(int[] order, int count) {
            double[] keys = new double[bins.size()];
            for (int i = 0; i < count; i++) {
                long sum = histogram[offset + order[i]];
                keys[order[i]] =
                        gradients.gradient(sum) / (gradients.hessian(sum) + settings.levelSmoothing() + 1e-300);
            }
            for (int i = 1; i < count; i++) {
                int bin = order[i];
                int place = i;
                while (place > 0 && keys[order[place - 1]] > keys[bin]) {
                    order[place] = order[place - 1];
                    place--;
                }
                order[place] = bin;
            }
        }

        /** The gain of sending a sum left; NaN where a side has too little weight. */
        private double gain(long left, double l2) {
            long right = node.sum - left;
            double leftHessian = gradients.hessian(left);
            double rightHessian = gradients.hessian(right);
            if (leftHessian <= 0
                    || rightHessian <= 0
                    || leftHessian < settings.minChildWeight()
                    || rightHessian < settings.minChildWeight()) {
                return Double.NaN;
            }
            return (score(gradients.gradient(left), leftHessian, l2)
                            + score(gradients.gradient(right), rightHessian, l2)
                            - ownScore)
                    / 2;
        }

        private void keepIfEnoughRows(boolean[] left, int threshold, long sum, double gain) {
            double enough = settings.minLeafRows() / 4.0;
            if ((gradients.hessian(sum) < enough || gradients.hessian(node.sum - sum) < enough) && !enoughRows(left)) {
                return;
            }
            bestGain = gain;
            bestLeft = left;
            bestThreshold = threshold;
            bestSum = sum;
        }

        private double[] weightByBin() {
            double[] counts = weightByBin;
            if (counts == null) {
                counts = new double[bins.size()];
                byte[] column = table.bins[this.column];
                for (int i = node.from; i < node.to; i++) {
                    counts[column[rows[i]] & 0xFF] += weights[rows[i]];
                }
                weightByBin = counts;
            }
            return counts;
        }

        private boolean enoughRows(boolean[] left) {
            double[] counts = weightByBin();
            double leftRows = 0;
            double rightRows = 0;
            for (int bin = 0; bin < counts.length; bin++) {
                if (left[bin]) {
                    leftRows += counts[bin];
                } else {
                    rightRows += counts[bin];
                }
            }
            return leftRows >= settings.minLeafRows() && rightRows >= settings.minLeafRows();
        }
    }
}
