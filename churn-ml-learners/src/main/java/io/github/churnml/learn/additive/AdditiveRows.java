package io.github.churnml.learn.additive;

import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Folds;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.BinnedTable;
import io.github.churnml.learn.boosting.FeatureBins;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rows of an additive fit in bins: those to learn from, and behind them any that are given to validate on. */
final class AdditiveRows {

    /** With fewer rows of a class to judge by in all bags together, the number of rounds would be chance. */
    private static final int FEWEST_ROWS_TO_JUDGE_BY = 10;

    private final AdditiveSettings settings;
    private final TrainingData data;
    final FeatureBins[] columns;
    final byte[][] bins;
    final int[] labels;
    final double[] weights;
    /** How many rows there are to learn from. */
    final int learnt;

    AdditiveRows(AdditiveSettings settings, TrainingData data, long seed) {
        this.settings = settings;
        this.data = data;
        double[] relative = data.relativeWeights();
        BinnedTable table =
                BinnedTable.of(data.features(), data.weighted() ? relative : null, settings.maxBins(), seed);
        this.columns = table.columns;
        this.learnt = data.rows();
        TrainingData given = settings.earlyStopping() ? data.validation() : null;
        if (given == null) {
            this.bins = table.bins;
            this.labels = data.labels();
            this.weights = relative;
            return;
        }
        byte[][] others = table.other(given.features()).bins;
        int all = learnt + given.rows();
        this.bins = new byte[columns.length][];
        for (int j = 0; j < bins.length; j++) {
            bins[j] = Arrays.copyOf(table.bins[j], all);
            System.arraycopy(others[j], 0, bins[j], learnt, given.rows());
        }
        this.labels = Arrays.copyOf(data.labels(), all);
        System.arraycopy(given.labels(), 0, labels, learnt, given.rows());
        this.weights = Arrays.copyOf(relative, all);
        System.arraycopy(given.weights(), 0, weights, learnt, given.rows());
    }

    /** The rows that a bag learns from and those that it judges rounds by, drawn by a seed; none of these without early stopping. */
    Division part(long seed) {
        if (labels.length > learnt) {
            return new Division(
                    drawn(seed), IntStream.range(learnt, labels.length).toArray());
        }
        Division own = settings.earlyStopping() && enough()
                ? data.groups()
                        .slice(data.labels(), settings.validationFraction(), seed)
                        .orElse(null)
                : null;
        return own == null ? new Division(drawn(seed), new int[0]) : own;
    }

    /** What a bag learns from where nothing depends on what it leaves out: all rows if it is the only one. */
    private int[] drawn(long seed) {
        return settings.bags() == 1 || data.smallerClass() * settings.validationFraction() < 1
                ? IntStream.range(0, learnt).toArray()
                : Folds.holdOut(data.labels(), settings.validationFraction(), seed)
                        .train();
    }

    private boolean enough() {
        double rows = data.smallerClass() * settings.validationFraction();
        return rows >= 1 && rows * settings.bags() >= FEWEST_ROWS_TO_JUDGE_BY;
    }

    /** By column and bin, the weight of the rows to learn from. */
    double[][] weightsByBin() {
        double[][] sums = new double[columns.length][];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = new double[FeatureBins.MOST];
            for (int i = 0; i < learnt; i++) {
                sums[j][bins[j][i] & 0xFF] += weights[i];
            }
        }
        return sums;
    }
}
