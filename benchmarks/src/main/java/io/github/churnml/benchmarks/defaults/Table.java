package io.github.churnml.benchmarks.defaults;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.Kernel;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FeatureMatrix;

/**
 * Rows to learn from, and others to be judged on.
 *
 * @param kind what kind of table it is; each kind counts once
 * @param group the tables that it is averaged with before it is compared
 * @param train what is learnt from
 * @param test the rows that are judged on
 * @param chances how probable it is that each of them leaves: where only the outcome is known, 0 or 1
 */
record Table(String kind, String group, TrainingData train, FeatureMatrix test, double[] chances) {

    private static final int BATCH = 1_000;

    /** {@return the log loss of the true probabilities, which no model is below but by luck; 0 where they are not known} */
    double leastPossible() {
        double loss = 0;
        for (double chance : chances) {
            if (chance > 0 && chance < 1) {
                loss -= chance * Math.log(chance) + (1 - chance) * Math.log(1 - chance);
            }
        }
        return loss / chances.length;
    }

    /** {@return the log-odds that a predictor gives the rows that are judged on} */
    double[] scores(Predictor predictor) {
        int features = test.columns().length;
        Kernel kernel = predictor.kernel();
        double[] rows = new double[BATCH * features];
        double[] some = new double[BATCH];
        double[] scores = new double[test.rows()];
        for (int from = 0; from < scores.length; from += BATCH) {
            int count = Math.min(BATCH, scores.length - from);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < features; j++) {
                    rows[i * features + j] = test.columns()[j][from + i];
                }
            }
            kernel.logOdds(rows, count, some);
            System.arraycopy(some, 0, scores, from, count);
        }
        return scores;
    }
}
