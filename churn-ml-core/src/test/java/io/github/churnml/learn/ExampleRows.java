package io.github.churnml.learn;

import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up customers with a known way of churning: two numbers that matter, one that does not, a level that matters. */
public record ExampleRows(FeatureMatrix features, int[] labels) {

    public static final int LEVELS = 5;

    /** Rows with a nominal feature as codes if {@code nominal}, else one-hot. */
    public static ExampleRows of(int rows, long seed, boolean nominal) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] numbers = new double[3][rows];
        double[] level = new double[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            for (double[] column : numbers) {
                column[i] = random.nextDouble() * 2 - 1;
            }
            level[i] = random.nextInt(LEVELS);
            double logOdds = 3 * numbers[0][i] - 2 * numbers[1][i] + (level[i] == 3 ? 2 : -1);
            labels[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds)) ? 1 : 0;
        }
        return new ExampleRows(matrix(numbers, level, nominal), labels);
    }

    private static FeatureMatrix matrix(double[][] numbers, double[] level, boolean nominal) {
        List<Feature> features = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int j = 0; j < numbers.length; j++) {
            features.add(new Feature("number" + j, "number" + j, 0));
            columns.add(numbers[j]);
        }
        if (nominal) {
            features.add(new Feature("level", "level", LEVELS));
            columns.add(level);
        }
        for (int code = 0; code < LEVELS && !nominal; code++) {
            double[] hot = new double[level.length];
            for (int i = 0; i < hot.length; i++) {
                hot[i] = level[i] == code ? 1 : 0;
            }
            features.add(new Feature("level=" + code, "level", 0));
            columns.add(hot);
        }
        return new FeatureMatrix(features, columns.toArray(new double[0][]), level.length);
    }

    /** The same rows with the columns in the order given. */
    public ExampleRows reordered(int... order) {
        List<Feature> moved = new ArrayList<>();
        double[][] columns = new double[order.length][];
        for (int j = 0; j < order.length; j++) {
            moved.add(features.features().get(order[j]));
            columns[j] = features.columns()[order[j]];
        }
        return new ExampleRows(new FeatureMatrix(moved, columns, features.rows()), labels);
    }

    /** The same rows with one column of numbers multiplied. */
    public ExampleRows scaled(int column, double factor) {
        double[][] columns = features.columns().clone();
        columns[column] = columns[column].clone();
        for (int i = 0; i < columns[column].length; i++) {
            columns[column][i] *= factor;
        }
        return new ExampleRows(new FeatureMatrix(features.features(), columns, features.rows()), labels);
    }

    public double[] row(int row) {
        double[] into = new double[features.columns().length];
        features.row(row, into);
        return into;
    }
}
