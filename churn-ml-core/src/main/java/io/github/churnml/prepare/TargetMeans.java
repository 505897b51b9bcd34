package io.github.churnml.prepare;

import io.github.churnml.data.split.Division;
import java.util.List;

/**
 * Smoothed means of the target by level, after D. Micci-Barreca, "A preprocessing scheme for high-cardinality categorical
 * attributes in classification and prediction problems", SIGKDD Explorations 3 (2001): {@code λ p + (1 - λ) prior} with the
 * level's share p of positive rows and the weight {@code λ = n / (n + m)} of its n rows, which is the form that the paper
 * derives from empirical Bayes; m, the smoothing, is the number of rows for which the prior counts.
 */
final class TargetMeans {

    private final long[] rows;
    private final long[] positives;
    private long allRows;
    private long allPositives;

    private TargetMeans(int levels) {
        rows = new long[levels];
        positives = new long[levels];
    }

    /** What rows that were not trained on are encoded by: all training rows count. */
    static EncodedLevels serving(int variable, TrainingTable training, double smoothing) {
        TargetMeans means = counted(variable, training);
        double[] values = new double[means.rows.length];
        for (int code = 0; code < values.length; code++) {
            values[code] = means.mean(code, smoothing);
        }
        return new EncodedLevels(variable, values, means.prior(), Scaling.NONE);
    }

    /** What training rows are encoded by: each by rows outside of its own fold, from which the prior comes as well. */
    static double[] crossFitted(int variable, TrainingTable training, List<Division> folds, double smoothing) {
        TargetMeans means = counted(variable, training);
        double[] codes = training.table().columns()[variable];
        double[] encoded = new double[codes.length];
        for (Division fold : folds) {
            means.count(fold.test(), codes, training.labels(), -1);
            for (int row : fold.test()) {
                encoded[row] = means.mean((int) codes[row], smoothing);
            }
            means.count(fold.test(), codes, training.labels(), 1);
        }
        return encoded;
    }

    private static TargetMeans counted(int variable, TrainingTable training) {
        TypedTable table = training.table();
        TargetMeans means =
                new TargetMeans(table.variables().get(variable).levels().size());
        for (int row = 0; row < table.rows(); row++) {
            means.count(row, table.columns()[variable], training.labels(), 1);
        }
        return means;
    }

    private void count(int[] selected, double[] codes, int[] labels, int times) {
        for (int row : selected) {
            count(row, codes, labels, times);
        }
    }

    private void count(int row, double[] codes, int[] labels, int times) {
        int code = (int) codes[row];
        allRows += times;
        allPositives += (long) times * labels[row];
        if (code >= 0) {
            rows[code] += times;
            positives[code] += (long) times * labels[row];
        }
    }

    private double prior() {
        return allRows == 0 ? 0 : (double) allPositives / allRows;
    }

    /** The smoothed mean of a level; the prior of one that is unknown or has no rows. */
    private double mean(int code, double smoothing) {
        double prior = prior();
        return code < 0 || rows[code] == 0 ? prior : (positives[code] + smoothing * prior) / (rows[code] + smoothing);
    }
}
