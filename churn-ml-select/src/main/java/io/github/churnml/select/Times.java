package io.github.churnml.select;

import io.github.churnml.data.Dataset;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Recipe;
import java.util.stream.IntStream;

/**
 * How long a candidate takes, by the clock of the machine that compared it: told, but never a reason.
 *
 * @param fitSeconds to fit the rows of one fold, alone, on all cores
 * @param microsPerRow to prepare and score one row in a batch, on one thread
 */
public record Times(double fitSeconds, double microsPerRow) {

    /** Rows that are scored in one piece, and so by one thread. */
    private static final int BATCH = 1000;

    private static final long LONG_ENOUGH_NANOS = 50_000_000L;

    static Times of(Recipe recipe, CrossValidation folds) {
        long before = System.nanoTime();
        FittedRecipe fitted = folds.fit(recipe, 0, 0).fitted();
        double fitSeconds = (System.nanoTime() - before) / 1e9;
        int[] test = folds.divisions().get(0).get(0).test();
        Dataset rows = folds.rows().select(IntStream.of(test).limit(BATCH).toArray());
        fitted.warmUp();
        double best = Double.POSITIVE_INFINITY;
        long started = System.nanoTime();
        while (System.nanoTime() - started < LONG_ENOUGH_NANOS) {
            long from = System.nanoTime();
            fitted.logOdds(rows);
            best = Math.min(best, (System.nanoTime() - from) / 1e3 / rows.rows());
        }
        return new Times(fitSeconds, best);
    }
}
