package io.github.churnml.select.blend;

import java.util.stream.IntStream;

/**
 * Weights for models by forward selection with replacement: again and again the model is added that brings the mean log-odds of
 * those chosen to the least log loss, and the weights of the best step are taken (Caruana, Niculescu-Mizil, Crew and Ksikes,
 * Ensemble Selection from Libraries of Models, ICML 2004, section 2). Weights found so are not negative, add up to 1, and few
 * of them are not 0.
 */
final class GreedyBlend {

    /** A weight is a multiple of one over the steps taken. */
    static final int STEPS = 20;

    private final double[][] logOdds;
    private final int[] labels;

    /** Log-odds of each model for each row, by models that have not learnt from it. */
    GreedyBlend(double[][] logOdds, int[] labels) {
        this.logOdds = logOdds;
        this.labels = labels;
    }

    /** The weights, one per model, that suit some rows best. */
    double[] weights(int[] rows) {
        double[] sum = new double[rows.length];
        int[] counts = new int[logOdds.length];
        double least = Double.POSITIVE_INFINITY;
        double[] best = new double[0];
        for (int step = 1; step <= STEPS; step++) {
            int chosen = next(sum, step, rows);
            counts[chosen]++;
            for (int i = 0; i < rows.length; i++) {
                sum[i] += logOdds[chosen][rows[i]];
            }
            double loss = mean(sum, step, rows);
            if (loss < least) {
                int taken = step;
                least = loss;
                best = IntStream.of(counts).mapToDouble(n -> (double) n / taken).toArray();
            }
        }
        return best;
    }

    /** The model that helps most beside those whose log-odds are summed; the first of equal ones. */
    private int next(double[] sum, int step, int[] rows) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double[] tried = new double[rows.length];
        for (int model = 0; model < logOdds.length; model++) {
            for (int i = 0; i < rows.length; i++) {
                tried[i] = sum[i] + logOdds[model][rows[i]];
            }
            double loss = mean(tried, step, rows);
            if (loss < least) {
                least = loss;
                best = model;
            }
        }
        return best;
    }

    private double mean(double[] sum, int count, int[] rows) {
        double loss = 0;
        for (int i = 0; i < rows.length; i++) {
            loss += loss(sum[i] / count, labels[rows[i]]);
        }
        return loss / rows.length;
    }

    /** The mean log loss of one model over all rows. */
    double loss(int model) {
        return mean(logOdds[model], 1, IntStream.range(0, labels.length).toArray());
    }

    /** The log loss of one row under a blend. */
    double loss(int row, double[] weights) {
        double score = 0;
        for (int model = 0; model < weights.length; model++) {
            if (weights[model] > 0) {
                score += weights[model] * logOdds[model][row];
            }
        }
        return loss(score, labels[row]);
    }

    /** The weights of one model alone. */
    double[] alone(int model) {
        double[] weights = new double[logOdds.length];
        weights[model] = 1;
        return weights;
    }

    /** The model of the least loss over some rows; the first of equal ones. */
    int best(int[] rows) {
        return next(new double[rows.length], 1, rows);
    }

    /** −ln of the probability of what came true. */
    private static double loss(double logOdds, int label) {
        double against = label == 1 ? -logOdds : logOdds;
        return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
    }
}
