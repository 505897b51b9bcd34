package io.github.churnml.select;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the columns whose shuffling makes the model worse on rows that it has not learnt from (L. Breiman, Random Forests, Machine
 * Learning 45, 2001, section 10; {@link io.github.churnml.explain.PermutationImportance}): the recipe is fitted on inner folds, and each
 * column is shuffled among the rows that a fold judges. A column surely matters where its interval lies above 0. Columns that go
 * together share what they know and may all seem not to matter; then the one-standard-error rule keeps more.
 *
 * @param folds how many inner folds, 2 to 20
 * @param shuffles how often each column is shuffled in each fold, 2 to 1,000
 */
public record PermutationSelection(int folds, int shuffles) implements ImportanceSelection {

    /** The name in YAML and on the command line. */
    public static final String NAME = "permutation";

    /**
     * Checks the bounds.
     *
     * @param folds how many inner folds, 2 to 20
     * @param shuffles how often each column is shuffled in each fold, 2 to 1,000
     * @throws ConfigurationException if one is out of range
     */
    public PermutationSelection {
        SelectionKeys.check(SelectionKeys.FOLDS, folds, 2, SelectionKeys.MOST_FOLDS);
        SelectionKeys.check(SelectionKeys.SHUFFLES, shuffles, 2, SelectionKeys.MOST_SHUFFLES);
    }

    /** {@return 3 inner folds, 10 shuffles} */
    public static PermutationSelection standard() {
        return new PermutationSelection(3, 10);
    }

    static PermutationSelection of(Settings settings) {
        PermutationSelection standard = standard();
        return new PermutationSelection(
                SelectionKeys.folds(settings, standard.folds), SelectionKeys.shuffles(settings, standard.shuffles));
    }

    @Override
    public String method() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("method", NAME);
        settings.put(SelectionKeys.FOLDS, folds);
        settings.put(SelectionKeys.SHUFFLES, shuffles);
        return settings;
    }

    @Override
    public SelectedColumns select(
            Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        progress.at("selecting columns", 0, 1);
        InnerFolds inner = new InnerFolds(recipe, rows, labels, groups, folds, shuffles, seed);
        InnerFolds.Judged all = inner.judge(recipe);
        Map<String, Estimate> importances = all.importances();
        return new ProposedSets(recipe, inner, all, importances)
                .choose(NAME, column -> of(importances, column).low() > 0, column -> Double.NaN);
    }

    private static Estimate of(Map<String, Estimate> importances, String column) {
        Estimate estimate = importances.get(column);
        if (estimate == null) {
            throw new IllegalStateException("no importance of " + column);
        }
        return estimate;
    }
}
