package io.github.churnml.learn.boosting;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up rows: numbers of many and of few values, some missing, and levels. */
public final class Tables {

    private Tables() {}

    /** Columns: a number, a number of five values, a number with a fifth missing, 6 levels, 3 levels with some missing. */
    public static TrainingData mixed(int rows, long seed, boolean weighted) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] columns = new double[5][rows];
        int[] labels = new int[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            columns[0][i] = random.nextDouble() * 2 - 1;
            columns[1][i] = random.nextInt(5);
            columns[2][i] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * 10;
            columns[3][i] = random.nextInt(6);
            columns[4][i] = random.nextInt(10) == 0 ? -1 : random.nextInt(3);
            double logOdds = 2 * columns[0][i]
                    + (columns[1][i] == 2 ? 1 : 0)
                    + (Double.isNaN(columns[2][i]) ? 1.5 : -0.5)
                    + (columns[3][i] % 2 == 0 ? 1 : -1)
                    + (columns[4][i] == -1 ? -1 : 0);
            labels[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds)) ? 1 : 0;
            weights[i] = weighted ? random.nextInt(4) * 0.75 : 1;
        }
        List<Feature> features = new ArrayList<>();
        for (int j = 0; j < 5; j++) {
            features.add(new Feature("c" + j, "c" + j, j == 3 ? 6 : j == 4 ? 3 : 0));
        }
        return new TrainingData(new FeatureMatrix(features, columns, rows), labels, weights);
    }

    /** One column of numbers. */
    public static TrainingData numbers(double[] column, int[] labels) {
        return TrainingData.of(
                new FeatureMatrix(List.of(new Feature("x", "x", 0)), new double[][] {column}, column.length), labels);
    }

    /** One column of levels. */
    public static TrainingData levels(double[] codes, int levels, int[] labels) {
        return TrainingData.of(
                new FeatureMatrix(List.of(new Feature("x", "x", levels)), new double[][] {codes}, codes.length),
                labels);
    }
}
