package io.github.churnml.select.tune;

import io.github.churnml.metrics.Estimate;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How far apart two models are on the same customers: percentile bootstrap intervals of both and of the difference, customers who
 * left and who stayed drawn apart (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Both models are
 * judged on the same draws, so that what makes some customers hard for either does not count as a difference.
 */
final class PairedBootstrap {

    private static final int REPLICATES = 1000;
    private static final double LEVEL = 0.95;

    /** With fewer customers of a class draws say nothing, as everywhere that models are judged. */
    private static final int FEWEST_PER_CLASS = 5;

    private PairedBootstrap() {}

    /**
     * What a model says of the customers.
     *
     * @param probabilities one per customer
     * @param yardstick what it is measured by, with a threshold of its own
     */
    record Model(double[] probabilities, Yardstick yardstick) {}

    static Told of(Customers customers, Model tuned, Model own, long seed) {
        int[] labels = customers.labels();
        int[][] classes = IntStream.range(0, 2)
                .mapToObj(label -> IntStream.range(0, labels.length)
                        .filter(row -> labels[row] == label)
                        .toArray())
                .toArray(int[][]::new);
        double[] ofTuned = new double[REPLICATES];
        double[] ofOwn = new double[REPLICATES];
        double[] differences = new double[REPLICATES];
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom[] generators = new SplittableRandom[REPLICATES];
        for (int i = 0; i < REPLICATES; i++) {
            generators[i] = random.split();
        }
        IntStream.range(0, REPLICATES).parallel().forEach(i -> {
            int[] rows = draw(classes, generators[i]);
            ofTuned[i] = value(customers, tuned, rows);
            ofOwn[i] = value(customers, own, rows);
            differences[i] = ofTuned[i] - ofOwn[i];
        });
        double first = tuned.yardstick().of(labels, tuned.probabilities(), customers.amounts());
        double second = own.yardstick().of(labels, own.probabilities(), customers.amounts());
        return new Told(
                own.yardstick().metric(),
                labels.length,
                1,
                estimate(first, ofTuned, classes),
                estimate(second, ofOwn, classes),
                estimate(first - second, differences, classes));
    }

    private static Estimate estimate(double value, double[] replicates, int[][] classes) {
        return Math.min(classes[0].length, classes[1].length) < FEWEST_PER_CLASS
                ? new Estimate(value, Double.NaN, Double.NaN, LEVEL)
                : Estimate.ofReplicates(value, replicates, LEVEL);
    }

    private static int[] draw(int[][] classes, SplittableRandom random) {
        int[] rows = new int[classes[0].length + classes[1].length];
        int at = 0;
        for (int[] ofClass : classes) {
            for (int i = 0; i < ofClass.length; i++) {
                rows[at++] = ofClass[random.nextInt(ofClass.length)];
            }
        }
        return rows;
    }

    private static double value(Customers customers, Model model, int[] rows) {
        double[] amounts = customers.amounts();
        double[] probabilities = model.probabilities();
        return model.yardstick()
                .of(
                        IntStream.of(rows).map(row -> customers.labels()[row]).toArray(),
                        IntStream.of(rows)
                                .mapToDouble(row -> probabilities[row])
                                .toArray(),
                        amounts.length == 0
                                ? amounts
                                : IntStream.of(rows)
                                        .mapToDouble(row -> amounts[row])
                                        .toArray());
    }
}
