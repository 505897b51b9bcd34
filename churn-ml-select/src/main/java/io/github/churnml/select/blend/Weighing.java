package io.github.churnml.select.blend;

import java.util.stream.IntStream;

/**
 * Whether a blend is really better than the best single model, and how much each model counts in it.
 *
 * <p>Weights are found without each fold in turn and judged on that fold, and so is the best single model: neither is judged on
 * rows that chose it. What is kept is a blend whose weights are the mean of those found (many selections averaged are steadier
 * than one: Caruana, Munson and Niculescu-Mizil, Getting the Most Out of Ensemble Selection, ICDM 2006, section 3.2), or the
 * single model, where the blend's gain is less than one standard error.
 *
 * @param weights one per model, adding up to 1
 * @param gain by how much the blend's mean log loss is less than the single model's, in nats; negative where it is more
 * @param standardError of the gain, over rows
 */
record Weighing(double[] weights, double gain, double standardError) {

    /** A model of less weight is not worth its time. */
    private static final double LEAST_WEIGHT = 0.05;

    static Weighing of(GreedyBlend models, int[] folds, int count) {
        double[][] found = new double[count][];
        int[] single = new int[count];
        IntStream.range(0, count).parallel().forEach(fold -> {
            int[] others = IntStream.range(0, folds.length)
                    .filter(row -> folds[row] != fold)
                    .toArray();
            found[fold] = models.weights(others);
            single[fold] = models.best(others);
        });
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < folds.length; row++) {
            int fold = folds[row];
            double gained = models.loss(row, models.alone(single[fold])) - models.loss(row, found[fold]);
            sum += gained;
            squares += gained * gained;
        }
        double mean = sum / folds.length;
        double error = Math.sqrt(Math.max(0, squares / folds.length - mean * mean) / folds.length);
        double[] weights = mean > error
                ? pruned(found)
                : models.alone(models.best(IntStream.range(0, folds.length).toArray()));
        return new Weighing(weights, mean, error);
    }

    /** The mean weights without the small ones, in thousandths. */
    private static double[] pruned(double[][] found) {
        double[] weights = new double[found[0].length];
        for (double[] one : found) {
            for (int model = 0; model < weights.length; model++) {
                weights[model] += one[model] / found.length;
            }
        }
        double total = 0;
        for (int model = 0; model < weights.length; model++) {
            weights[model] = weights[model] < LEAST_WEIGHT ? 0 : weights[model];
            total += weights[model];
        }
        for (int model = 0; model < weights.length; model++) {
            weights[model] = Math.round(weights[model] / total * 1000) / 1000.0;
        }
        return weights;
    }

    /** Whether more than one model counts. */
    boolean blends() {
        int counting = 0;
        for (double weight : weights) {
            counting += weight > 0 ? 1 : 0;
        }
        return counting > 1;
    }
}
