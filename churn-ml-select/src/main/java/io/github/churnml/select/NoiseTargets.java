package io.github.churnml.select;

import io.github.churnml.data.Progress;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Metric;
import io.github.churnml.recipe.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The leak test: outcomes are shuffled among customers, so that no column tells them, and the whole recipe is cross-validated on
 * them, again and again. A mean area under the ROC curve far from one half says that something has seen the rows that it is judged
 * by. What a column knows of the true outcomes is not found by this: that is for the profile.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param areas the mean area over folds for each shuffled target
 */
public record NoiseTargets(List<Double> areas) {

    /** How far from one half is farther than luck: in about 7 of 1,000 tests of 20 targets it is. */
    static final double SURE = 3;

    /** Copies the list. */
    public NoiseTargets {
        areas = List.copyOf(areas);
    }

    /**
     * Runs the test. Targets are fitted at the same time, in the common pool; the same seed gives the same bits.
     *
     * @param folds the rows, divided; its recipe is tested in as many folds, on other targets
     * @param units one number per row, the same for rows of one customer, who all leave or all stay; else a number of each row's own
     * @param targets how many targets, at least 2; 20 are enough to tell
     * @param seed decides how outcomes are shuffled
     * @param progress told after each target
     * @return the areas
     * @throws io.github.churnml.error.DataException if a shuffled target leaves a fold with one class only
     */
    public static NoiseTargets of(CrossValidation folds, int[] units, int targets, long seed, Progress progress) {
        if (targets < 2) {
            throw new IllegalArgumentException(targets + " targets where at least 2 are required");
        }
        Recipe recipe = folds.recipe();
        int parts = folds.divisions().get(0).size();
        Double[] areas = new Double[targets];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, targets).parallel().forEach(target -> {
            int[] labels = shuffled(folds.labels(), units, new SplittableRandom(seed + target).split());
            double[] byFold = CrossValidation.of(recipe, folds.rows(), labels, folds.groups(), parts, 1, seed + target)
                    .run()
                    .get(0)
                    .byFold(Metric.ROC_AUC, 0.5);
            double sum = 0;
            for (double area : byFold) {
                sum += area;
            }
            areas[target] = sum / parts;
            progress.at("learning shuffled outcomes", done.incrementAndGet(), targets);
        });
        return new NoiseTargets(List.of(areas));
    }

    /** Outcomes of whole units, in another order: a unit left if any of its rows did. */
    static int[] shuffled(int[] labels, int[] units, SplittableRandom random) {
        int[] places = IntStream.of(units).distinct().sorted().toArray();
        int[] left = new int[places.length];
        int[] of = new int[units.length];
        for (int row = 0; row < units.length; row++) {
            of[row] = Arrays.binarySearch(places, units[row]);
            left[of[row]] = Math.max(left[of[row]], labels[row]);
        }
        for (int i = left.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = left[i];
            left[i] = left[j];
            left[j] = swap;
        }
        int[] shuffled = new int[labels.length];
        for (int row = 0; row < shuffled.length; row++) {
            shuffled[row] = left[of[row]];
        }
        return shuffled;
    }

    /** {@return the mean area over all targets; one half where nothing leaks} */
    public double mean() {
        double sum = 0;
        for (double area : areas) {
            sum += area;
        }
        return sum / areas.size();
    }

    /** {@return the standard error of the mean} */
    public double standardError() {
        double mean = mean();
        double squares = 0;
        for (double area : areas) {
            squares += (area - mean) * (area - mean);
        }
        return Math.sqrt(squares / (areas.size() - 1) / areas.size());
    }

    /** {@return how many standard errors the mean is above one half, negative below; 0 where every area is one half} */
    public double standardErrors() {
        double above = mean() - 0.5;
        return above == 0 ? 0 : above / standardError();
    }

    /** {@return whether the mean is farther from one half than luck explains, on either side} */
    public boolean isSuspicious() {
        return Math.abs(standardErrors()) > SURE;
    }
}
