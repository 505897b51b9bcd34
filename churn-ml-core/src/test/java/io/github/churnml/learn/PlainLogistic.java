package io.github.churnml.learn;

import io.github.churnml.data.Progress;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import java.util.Map;

/** Logistic regression by Newton's method, for tests that need a linear predictor and not any particular learner. */
public record PlainLogistic() implements Learner {

    private static final int STEPS = 12;
    private static final double LAMBDA = 1;

    @Override
    public String name() {
        return "plain-logistic";
    }

    @Override
    public Takes takes() {
        return new Takes(false, true, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of();
    }

    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        double[] at = new double[data.features().columns().length + 1];
        for (int step = 0; step < STEPS; step++) {
            progress.at("fitting", step, STEPS);
            double[] move = solve(equations(data, at));
            for (int j = 0; j < at.length; j++) {
                at[j] += move[j];
            }
        }
        progress.at("fitting", STEPS, STEPS);
        int last = at.length - 1;
        return new FittedLearner(new LinearPredictor(at[last], Arrays.copyOf(at, last)), this, Map.of());
    }

    /** The second derivatives of the penalised loss at a point, and what is left to climb beside them; the intercept is last. */
    private static double[][] equations(TrainingData data, double[] at) {
        int size = at.length;
        double[] weights = data.relativeWeights();
        double[] row = new double[size - 1];
        double[][] equations = new double[size][size + 1];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            double[] x = Arrays.copyOf(row, size);
            x[size - 1] = 1;
            double score = 0;
            for (int j = 0; j < size; j++) {
                score += at[j] * x[j];
            }
            double probability = LogOdds.toProbability(score);
            double curvature = weights[i] * probability * (1 - probability);
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    equations[j][k] += curvature * x[j] * x[k];
                }
                equations[j][size] += weights[i] * (data.labels()[i] - probability) * x[j];
            }
        }
        for (int j = 0; j < size - 1; j++) {
            equations[j][j] += LAMBDA;
            equations[j][size] -= LAMBDA * at[j];
        }
        equations[size - 1][size - 1] += 1e-9;
        return equations;
    }

    /** Gauss and Jordan's elimination; the matrix is positive definite, so no pivot is looked for. */
    private static double[] solve(double[][] equations) {
        int size = equations.length;
        for (int j = 0; j < size; j++) {
            double pivot = equations[j][j];
            for (int k = j; k <= size; k++) {
                equations[j][k] /= pivot;
            }
            for (int i = 0; i < size; i++) {
                double times = equations[i][j];
                for (int k = j; k <= size && i != j; k++) {
                    equations[i][k] -= times * equations[j][k];
                }
            }
        }
        return Arrays.stream(equations).mapToDouble(row -> row[size]).toArray();
    }
}
