package io.github.churnml.select;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out the least important columns, fits and measures again, and so on until one is left (I. Guyon, J. Weston, S. Barnhill and V.
 * Vapnik, Gene selection for cancer classification using support vector machines, Machine Learning 46, 2002). Importances are those of
 * {@link PermutationSelection}, measured anew after each step, so that of columns that go together one stays. Of all sets on the way the
 * smallest is taken whose log loss on the inner folds is within one standard error of the least.
 *
 * @param share how many of the columns go in one step, above 0 and at most 0.5, but at least one column
 * @param folds how many inner folds, 2 to 20
 * @param shuffles how often each column is shuffled in each fold, 2 to 1,000
 */
public record RecursiveElimination(double share, int folds, int shuffles) implements ImportanceSelection {

    /** The name in YAML and on the command line. */
    public static final String NAME = "recursive";

    private static final String SHARE = "share";
    private static final double LEAST_SHARE = 0.001;
    private static final double MOST_SHARE = 0.5;

    /**
     * Checks the bounds.
     *
     * @param share how many of the columns go in one step, 0.001 to 0.5
     * @param folds how many inner folds, 2 to 20
     * @param shuffles how often each column is shuffled in each fold, 2 to 1,000
     * @throws ConfigurationException if one is out of range
     */
    public RecursiveElimination {
        SelectionKeys.check(SHARE, share, LEAST_SHARE, MOST_SHARE);
        SelectionKeys.check(SelectionKeys.FOLDS, folds, 2, SelectionKeys.MOST_FOLDS);
        SelectionKeys.check(SelectionKeys.SHUFFLES, shuffles, 2, SelectionKeys.MOST_SHUFFLES);
    }

    /** {@return a fifth in one step, 3 inner folds, 5 shuffles} */
    public static RecursiveElimination standard() {
        return new RecursiveElimination(0.2, 3, 5);
    }

    static RecursiveElimination of(Settings settings) {
        RecursiveElimination standard = standard();
        return new RecursiveElimination(
                settings.has(SHARE) ? settings.number(SHARE, LEAST_SHARE, MOST_SHARE) : standard.share,
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
        settings.put(SHARE, share);
        settings.put(SelectionKeys.FOLDS, folds);
        settings.put(SelectionKeys.SHUFFLES, shuffles);
        return settings;
    }

    @Override
    public SelectedColumns select(
            Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        InnerFolds inner = new InnerFolds(recipe, rows, labels, groups, folds, shuffles, seed);
        List<Set<String>> dropped = new ArrayList<>(List.of(Set.of()));
        List<InnerFolds.Judged> steps = new ArrayList<>();
        Set<String> named = Set.of();
        while (steps.size() < dropped.size()) {
            Set<String> gone = dropped.get(steps.size());
            progress.at("selecting columns", gone.size(), total(steps));
            steps.add(inner.judge(Narrowing.without(recipe, gone)));
            List<String> left = left(steps.get(steps.size() - 1));
            if (gone.isEmpty()) {
                named = Narrowing.named(recipe, left);
            }
            Set<String> next = next(gone, left, named);
            if (next.size() > gone.size()) {
                dropped.add(next);
            }
        }
        List<double[]> smallestFirst =
                new ArrayList<>(steps.stream().map(InnerFolds.Judged::losses).toList());
        Collections.reverse(smallestFirst);
        int taken = steps.size() - 1 - InnerFolds.smallestWithinOneStandardError(smallestFirst);
        return new SelectedColumns(
                NAME,
                Narrowing.without(recipe, dropped.get(taken)),
                verdicts(steps.subList(0, taken + 1), dropped, named),
                steps.get(0).loss(),
                steps.get(taken).loss());
    }

    private static int total(List<InnerFolds.Judged> steps) {
        return steps.isEmpty() ? 1 : left(steps.get(0)).size();
    }

    private static List<String> left(InnerFolds.Judged step) {
        return ProposedSets.order(step.importances());
    }

    /** The columns that are gone after one more step: the least important ones, but for those that are named, and the best. */
    private Set<String> next(Set<String> gone, List<String> left, Set<String> named) {
        Set<String> next = new HashSet<>(gone);
        int most = Math.max(1, (int) (share * left.size()));
        for (int i = left.size() - 1; i > 0 && next.size() < gone.size() + most; i--) {
            if (!named.contains(left.get(i))) {
                next.add(left.get(i));
            }
        }
        return next;
    }

    /** Those that stay by their importance, then those that go, the last to go first, each as it was when it was last measured. */
    private static List<ColumnVerdict> verdicts(
            List<InnerFolds.Judged> steps, List<Set<String>> dropped, Set<String> named) {
        List<ColumnVerdict> verdicts = new ArrayList<>();
        int taken = steps.size() - 1;
        for (int step = taken; step >= 0; step--) {
            List<String> left = left(steps.get(step));
            for (String column : left) {
                boolean kept = step == taken;
                if (kept || dropped.get(step + 1).contains(column)) {
                    String stays = named.contains(column) ? "settings name it" : "the others are worse without";
                    verdicts.add(new ColumnVerdict(
                            column,
                            steps.get(step).importances().getOrDefault(column, new Estimate(0, 0, 0, 0.95)),
                            Double.NaN,
                            kept,
                            kept ? stays : "among the least important of " + left.size()));
                }
            }
        }
        return verdicts;
    }
}
