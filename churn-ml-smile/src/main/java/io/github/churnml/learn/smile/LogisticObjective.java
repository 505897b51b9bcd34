package io.github.churnml.learn.smile;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.math.DifferentiableMultivariateFunction;
import smile.math.MathEx;

/**
 * What a logistic regression makes least: Σ weight · log loss + ½ · lambda · Σ coefficient², the intercept, which comes
 * last, not being penalised. Where all rows weigh 1 it adds up as Smile's own, which has no weights, bit by bit.
 */
final class LogisticObjective implements DifferentiableMultivariateFunction {

    private static final long serialVersionUID = 1;

    /** How many rows are added up in one go; where a sum is cut decides how it rounds, so never change it. */
    private static final int PART = 1000;

    private final transient double[][] rows;
    private final transient int[] labels;
    private final transient double[] rowWeights;
    private final transient double lambda;
    private final transient double[][] slopes;

    LogisticObjective(double[][] rows, int[] labels, double[] rowWeights, double lambda) {
        this.rows = rows;
        this.labels = labels;
        this.rowWeights = rowWeights;
        this.lambda = lambda;
        slopes = new double[(rows.length + PART - 1) / PART][rows[0].length + 1];
    }

    @Override
    public double f(double[] at) {
        return penalty(at)
                + IntStream.range(0, rows.length)
                        .parallel()
                        .mapToDouble(i -> loss(i, dot(rows[i], at)))
                        .sum();
    }

    @Override
    public double g(double[] at, double[] gradient) {
        double loss = IntStream.range(0, slopes.length)
                .parallel()
                .mapToDouble(part -> addPart(part, at))
                .sum();
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = 0;
            for (double[] part : slopes) {
                gradient[j] += part[j];
            }
            gradient[j] += j < gradient.length - 1 ? lambda * at[j] : 0;
        }
        return loss + penalty(at);
    }

    private double addPart(int part, double[] at) {
        double[] sums = slopes[part];
        Arrays.fill(sums, 0);
        int last = sums.length - 1;
        return IntStream.range(part * PART, Math.min((part + 1) * PART, rows.length))
                .mapToDouble(i -> {
                    double[] row = rows[i];
                    double score = dot(row, at);
                    double error = rowWeights[i] * (labels[i] - MathEx.logistic(score));
                    for (int j = 0; j < last; j++) {
                        sums[j] -= error * row[j];
                    }
                    sums[last] -= error;
                    return loss(i, score);
                })
                .sum();
    }

    private double loss(int i, double score) {
        return rowWeights[i] * (MathEx.log1pe(score) - labels[i] * score);
    }

    private double penalty(double[] at) {
        double squares = 0;
        for (int j = 0; j < at.length - 1; j++) {
            squares += at[j] * at[j];
        }
        return 0.5 * lambda * squares;
    }

    private static double dot(double[] row, double[] at) {
        double dot = at[row.length];
        for (int j = 0; j < row.length; j++) {
            dot += row[j] * at[j];
        }
        return dot;
    }
}
