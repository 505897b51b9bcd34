package io.github.churnml.select;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Keeps the columns that are more important than they are for outcomes that were shuffled, of which nothing can be learnt (A. Altmann, L.
 * Toloşi, O. Sander and T. Lengauer, Permutation importance: a corrected feature importance measure, Bioinformatics 26, 2010; the
 * p-value without a distribution of section 2.1). It corrects what a column of many levels or values gains from being learnt by heart.
 *
 * <p>The importance is that of {@link PermutationSelection}, on rows of inner folds that were not learnt from. For shuffled outcomes it
 * is measured in one fold each, in turn, and the recipe is fitted with the rounds that it found on the true ones, so that it learns as
 * much by heart. A column surely matters where fewer than 5 of 100 shuffled outcomes make it as important: (1 + how many do) / (1 + {@code
 * nulls}) is below 0.05.
 *
 * @param nulls how often outcomes are shuffled, 20 to 10,000
 * @param folds how many inner folds, 2 to 20
 * @param shuffles how often each column is shuffled, 2 to 1,000
 */
public record NullImportance(int nulls, int folds, int shuffles) implements ImportanceSelection {

    /** The name in YAML and on the command line. */
    public static final String NAME = "null-importance";

    private static final String NULLS = "nulls";
    private static final int FEWEST_NULLS = 20;
    private static final int MOST_NULLS = 10_000;
    private static final double SURE = 0.05;

    /**
     * Checks the bounds.
     *
     * @param nulls how often outcomes are shuffled, 20 to 10,000
     * @param folds how many inner folds, 2 to 20
     * @param shuffles how often each column is shuffled, 2 to 1,000
     * @throws ConfigurationException if one is out of range
     */
    public NullImportance {
        SelectionKeys.check(NULLS, nulls, FEWEST_NULLS, MOST_NULLS);
        SelectionKeys.check(SelectionKeys.FOLDS, folds, 2, SelectionKeys.MOST_FOLDS);
        SelectionKeys.check(SelectionKeys.SHUFFLES, shuffles, 2, SelectionKeys.MOST_SHUFFLES);
    }

    /** {@return 20 shuffled outcomes, 3 inner folds, 5 shuffles} */
    public static NullImportance standard() {
        return new NullImportance(FEWEST_NULLS, 3, 5);
    }

    static NullImportance of(Settings settings) {
        NullImportance standard = standard();
        return new NullImportance(
                settings.has(NULLS) ? (int) settings.integer(NULLS, FEWEST_NULLS, MOST_NULLS) : standard.nulls,
                SelectionKeys.folds(settings, standard.folds),
                SelectionKeys.shuffles(settings, standard.shuffles));
    }

    @Override
    public String method() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("method", NAME);
        settings.put(NULLS, nulls);
        settings.put(SelectionKeys.FOLDS, folds);
        settings.put(SelectionKeys.SHUFFLES, shuffles);
        return settings;
    }

    @Override
    public SelectedColumns select(
            Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        progress.at("selecting columns", 0, 2);
        InnerFolds inner = new InnerFolds(recipe, rows, labels, groups, folds, shuffles, seed);
        InnerFolds.Judged all = inner.judge(recipe);
        Map<String, Estimate> importances = all.importances();
        progress.at("selecting columns", 1, 2);
        Recipe settled = recipe.fit(rows, labels, groups, seed, Progress.none()).refit();
        List<Map<String, Estimate>> byLuck = IntStream.range(0, nulls)
                .parallel()
                .mapToObj(draw -> inner.importances(
                        settled, shuffled(labels, new SplittableRandom(seed + draw).split()), draw % folds))
                .toList();
        Map<String, double[]> luck = new LinkedHashMap<>();
        importances.keySet().forEach(column -> luck.put(column, sorted(byLuck, column)));
        return new ProposedSets(recipe, inner, all, importances)
                .choose(
                        NAME,
                        column -> (1.0 + asImportant(importances, luck, column)) / (1 + nulls) < SURE,
                        column -> quantile(luck, column));
    }

    private static int[] shuffled(int[] labels, SplittableRandom random) {
        int[] shuffled = labels.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        return shuffled;
    }

    private static double[] sorted(List<Map<String, Estimate>> byLuck, String column) {
        return byLuck.stream()
                .mapToDouble(
                        drops -> drops.containsKey(column) ? drops.get(column).value() : 0)
                .sorted()
                .toArray();
    }

    private static long asImportant(Map<String, Estimate> importances, Map<String, double[]> luck, String column) {
        double importance =
                importances.getOrDefault(column, new Estimate(0, 0, 0, 0.95)).value();
        return Arrays.stream(luck.getOrDefault(column, new double[0]))
                .filter(value -> value >= importance)
                .count();
    }

    /** The value that 95 of 100 shuffled outcomes do not exceed. */
    private static double quantile(Map<String, double[]> luck, String column) {
        double[] sorted = luck.getOrDefault(column, new double[1]);
        return sorted[(int) Math.ceil((1 - SURE) * sorted.length) - 1];
    }
}
