package io.github.churnml.select;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Folds;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.explain.ColumnShuffles;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.OneStandardError;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Recipe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Folds of the training rows, on which sets of columns are judged by log loss: with rows that were not learnt from. */
final class InnerFolds {

    /** Only probabilities count, so it does not matter what is predicted from which on. */
    private static final DecisionRule RULE = DecisionRule.of(new Target("target", "1", "0"), Calibrator.none(), 0.5);

    private static final double LEVEL = 0.95;

    /** Of more rows of a fold columns are shuffled in as many, drawn by class: the intervals are narrow by then. */
    private static final int MOST_SHUFFLED = 5000;

    private final CrossValidation folds;
    private final int shuffles;
    private final long seed;

    InnerFolds(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, int folds, int shuffles, long seed) {
        try {
            this.folds = CrossValidation.of(recipe, rows, labels, groups, folds, 1, seed);
        } catch (DataException e) {
            throw new DataException(
                    "Columns cannot be selected by " + folds + " inner folds. " + e.getMessage(),
                    "",
                    Where.nowhere(),
                    e);
        }
        this.shuffles = shuffles;
        this.seed = seed;
    }

    /**
     * What one recipe says of rows that it has not learnt from.
     *
     * @param losses the log loss of each row, fold by fold
     * @param importances by how much shuffling each column raises the log loss
     */
    record Judged(double[] losses, Map<String, Estimate> importances) {

        double loss() {
            return mean(losses);
        }
    }

    /** Judges a recipe, and shuffles its columns. */
    Judged judge(Recipe tried) {
        int count = folds.divisions().get(0).size();
        double[][] losses = new double[count][];
        List<Map<String, Estimate>> drops = IntStream.range(0, count)
                .parallel()
                .mapToObj(fold -> {
                    int[] test = folds.divisions().get(0).get(fold).test();
                    Dataset rows = folds.rows().select(test);
                    int[] labels = of(folds.labels(), test);
                    FittedRecipe fitted = folds.fit(tried, 0, fold).fitted();
                    losses[fold] = losses(fitted.logOdds(rows), labels);
                    return drops(fitted, folds.labels(), test, fold);
                })
                .toList();
        return new Judged(joined(losses), pooled(drops, losses));
    }

    /**
     * What shuffling each column costs in one fold for other outcomes than the true ones.
     *
     * @param tried the recipe
     * @param outcomes one per row, in the place of the labels
     * @param fold which, from 0
     */
    Map<String, Estimate> importances(Recipe tried, int[] outcomes, int fold) {
        Division division = folds.divisions().get(0).get(fold);
        FittedRecipe fitted = tried.fit(
                        folds.rows().select(division.train()),
                        of(outcomes, division.train()),
                        folds.groups().select(division.train()),
                        seed,
                        Progress.none())
                .fitted();
        return drops(fitted, outcomes, division.test(), fold);
    }

    private Map<String, Estimate> drops(FittedRecipe fitted, int[] outcomes, int[] test, int fold) {
        int[] rows = test.length <= MOST_SHUFFLED
                ? test
                : of(
                        test,
                        Folds.holdOut(of(outcomes, test), (double) MOST_SHUFFLED / test.length, seed + fold)
                                .test());
        return new ColumnShuffles(fitted, of(outcomes, rows), Metric.LOG_LOSS, RULE)
                .run(folds.rows().select(rows), shuffles, seed + fold)
                .drops();
    }

    /** The losses of a recipe alone. */
    double[] losses(Recipe tried) {
        int count = folds.divisions().get(0).size();
        double[][] losses = new double[count][];
        IntStream.range(0, count).parallel().forEach(fold -> {
            int[] test = folds.divisions().get(0).get(fold).test();
            losses[fold] = losses(folds.logOdds(tried, 0, fold), of(folds.labels(), test));
        });
        return joined(losses);
    }

    /**
     * The first of several sets, smallest first, whose loss is within one standard error of the least.
     *
     * @param losses those of each set, row by row
     */
    static int smallestWithinOneStandardError(List<double[]> losses) {
        int best = 0;
        for (int set = 1; set < losses.size(); set++) {
            if (mean(losses.get(set)) < mean(losses.get(best))) {
                best = set;
            }
        }
        OneStandardError rule = new OneStandardError(best);
        double[] ofRow = new double[losses.size()];
        for (int row = 0; row < losses.get(0).length; row++) {
            for (int set = 0; set < ofRow.length; set++) {
                ofRow[set] = losses.get(set)[row];
            }
            rule.add(ofRow, 1);
        }
        return rule.first();
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static int[] of(int[] values, int[] places) {
        return Arrays.stream(places).map(place -> values[place]).toArray();
    }

    private static double[] losses(double[] logOdds, int[] labels) {
        double[] losses = new double[labels.length];
        for (int row = 0; row < losses.length; row++) {
            double wrong = labels[row] == 1 ? -logOdds[row] : logOdds[row];
            // Softplus, so that no probability is rounded to 0 or 1.
            losses[row] = Math.max(wrong, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(wrong)));
        }
        return losses;
    }

    private static double[] joined(double[][] parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Mean drops over all rows; a column that a fold has nothing to learn from costs nothing there. */
    private static Map<String, Estimate> pooled(List<Map<String, Estimate>> drops, double[][] losses) {
        int rows = joined(losses).length;
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int fold = 0; fold < losses.length; fold++) {
            double share = (double) losses[fold].length / rows;
            drops.get(fold).forEach((column, drop) -> {
                double[] sum = sums.computeIfAbsent(column, first -> new double[2]);
                double reach = drop.high() - drop.value();
                sum[0] += share * drop.value();
                sum[1] += share * share * reach * reach;
            });
        }
        Map<String, Estimate> pooled = new LinkedHashMap<>();
        sums.forEach((column, sum) -> {
            double reach = Math.sqrt(sum[1]);
            pooled.put(column, new Estimate(sum[0], sum[0] - reach, sum[0] + reach, LEVEL));
        });
        return pooled;
    }
}
