package io.github.churnml.decide;

import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Plain logistic regression of few columns, without any penalty, by Newton's method; a step that does not lower the loss is
 * halved until it does. Columns are centred and scaled inside. Sums run in the order of the rows.
 */
final class LogisticFit {

    private static final int MOST_STEPS = 100;

    /** A step that is the last one: each leaves about the square of its length to go. */
    private static final double SHORT = 1e-6;

    private final double[][] columns;
    private final int[] labels;
    private final double[] weights;
    private final double[] logOdds;
    private final double total;

    private LogisticFit(double[][] columns, int[] labels, double[] weights) {
        this.columns = columns;
        this.labels = labels;
        this.weights = weights;
        this.logOdds = new double[labels.length];
        this.total = Arrays.stream(weights).sequential().sum();
    }

    /**
     * The intercept and one coefficient per column.
     *
     * @param columns {@code [columns][rows]}, overwritten
     * @return null where there is no such fit: a column that says nothing new, or losses that fall for ever
     */
    static double @Nullable [] of(double[][] columns, int[] labels, double[] weights) {
        LogisticFit fit = new LogisticFit(columns, labels, weights);
        double[] means = new double[columns.length];
        double[] scales = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            means[j] = fit.mean(columns[j], 0, 1);
            scales[j] = StrictMath.sqrt(fit.mean(columns[j], means[j], 2));
            if (!(scales[j] > 1e-9 * Math.abs(means[j]))) {
                return null;
            }
            for (int i = 0; i < labels.length; i++) {
                columns[j][i] = (columns[j][i] - means[j]) / scales[j];
            }
        }
        double[] found = fit.minimum();
        if (found != null) {
            for (int j = 0; j < columns.length; j++) {
                found[j + 1] /= scales[j];
                found[0] -= found[j + 1] * means[j];
            }
        }
        return found;
    }

    /** The weighted mean of the distances from a centre, or of their squares. */
    private double mean(double[] column, double centre, int power) {
        double sum = 0;
        for (int i = 0; i < column.length; i++) {
            double distance = column[i] - centre;
            sum += weights[i] * (power == 2 ? distance * distance : distance);
        }
        return sum / total;
    }

    private double @Nullable [] minimum() {
        int size = columns.length + 1;
        double[] at = new double[size];
        double loss = loss(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[][] equations = equations(size);
            if (!solve(equations)) {
                return null;
            }
            double longest = 0;
            for (double[] equation : equations) {
                longest = Math.max(longest, Math.abs(equation[size]));
            }
            double length = 2;
            double[] next;
            double there;
            do {
                length /= 2;
                next = at.clone();
                for (int j = 0; j < size; j++) {
                    next[j] -= length * equations[j][size];
                }
                if (longest <= SHORT) {
                    return next;
                }
                there = loss(next);
            } while (there > loss && length > SHORT);
            if (!(there <= loss)) {
                return null;
            }
            at = next;
            loss = there;
        }
        return null;
    }

    /** The mean loss; keeps the log-odds of the rows. */
    private double loss(double[] at) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double z = at[0];
            for (int j = 0; j < columns.length; j++) {
                z += at[j + 1] * columns[j][i];
            }
            logOdds[i] = z;
            sum += weights[i] * loss(z, labels[i]);
        }
        return sum / total;
    }

    /** The log loss of log-odds: ln(1 + e<sup>∓z</sup>). */
    static double loss(double z, int label) {
        double against = label == 1 ? -z : z;
        return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
    }

    /** The mean loss's second derivatives at the kept log-odds, and in the last column its first ones. */
    private double[][] equations(int size) {
        double[][] equations = new double[size][size + 1];
        double[] row = new double[size];
        row[0] = 1;
        for (int i = 0; i < labels.length; i++) {
            double p = LogOdds.toProbability(logOdds[i]);
            double share = weights[i] / total;
            for (int j = 1; j < size; j++) {
                row[j] = columns[j - 1][i];
            }
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    equations[j][k] += share * p * (1 - p) * row[j] * row[k];
                }
                equations[j][size] += share * (p - labels[i]) * row[j];
            }
        }
        return equations;
    }

    /** Elimination without exchanging rows, which positive definite equations do not need; false if they are not. */
    private static boolean solve(double[][] equations) {
        int size = equations.length;
        for (int j = 0; j < size; j++) {
            double pivot = equations[j][j];
            if (!(pivot > 1e-14)) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                double factor = i == j ? 0 : equations[i][j] / pivot;
                for (int k = j; k <= size; k++) {
                    equations[i][k] -= factor * equations[j][k];
                }
            }
        }
        for (int j = 0; j < size; j++) {
            equations[j][size] /= equations[j][j];
        }
        return true;
    }
}
