package io.github.churnml.select;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The sets of columns that importances propose: those that surely matter, the same with the most important of the others, a fifth of
 * them at a time, up to all. The smallest is taken that is good enough.
 */
final class ProposedSets {

    private static final int STEPS = 5;

    private final Recipe recipe;
    private final InnerFolds folds;
    private final InnerFolds.Judged all;
    private final Map<String, Estimate> importances;
    private final List<String> order;
    private final Set<String> named;

    /**
     * @param importances of all columns, which decide their order
     * @param all what all columns reach on inner folds
     */
    ProposedSets(Recipe recipe, InnerFolds folds, InnerFolds.Judged all, Map<String, Estimate> importances) {
        this.recipe = recipe;
        this.folds = folds;
        this.all = all;
        this.importances = importances;
        this.order = order(importances);
        this.named = Narrowing.named(recipe, order);
    }

    /** The columns, most important first, of equal ones by name. */
    static List<String> order(Map<String, Estimate> importances) {
        List<String> order = new ArrayList<>(importances.keySet());
        order.sort(Comparator.<String>comparingDouble(column -> -value(importances, column))
                .thenComparing(Comparator.naturalOrder()));
        return order;
    }

    private static double value(Map<String, Estimate> importances, String column) {
        Estimate estimate = importances.get(column);
        return estimate == null ? 0 : estimate.value();
    }

    /**
     * Takes the smallest set that is good enough.
     *
     * @param method the name of what selects
     * @param surely which columns matter by more than luck
     * @param luck how important each would seem by luck
     */
    SelectedColumns choose(String method, Predicate<String> surely, Function<String, Double> luck) {
        List<String> doubtful = order.stream()
                .filter(column -> !surely.test(column) && !named.contains(column) && !column.equals(order.get(0)))
                .toList();
        List<Set<String>> dropped = new ArrayList<>();
        for (int step = 0; step < STEPS && !doubtful.isEmpty(); step++) {
            Set<String> goes = Set.copyOf(doubtful.subList(doubtful.size() * step / STEPS, doubtful.size()));
            if (!dropped.contains(goes)) {
                dropped.add(goes);
            }
        }
        List<double[]> losses = new ArrayList<>();
        dropped.forEach(goes -> losses.add(folds.losses(Narrowing.without(recipe, goes))));
        dropped.add(Set.of());
        losses.add(all.losses());
        int taken = InnerFolds.smallestWithinOneStandardError(losses);
        Set<String> goes = dropped.get(taken);
        List<ColumnVerdict> verdicts = new ArrayList<>();
        for (String column : order) {
            Estimate importance = importances.getOrDefault(column, new Estimate(0, 0, 0, 0.95));
            verdicts.add(new ColumnVerdict(
                    column,
                    importance,
                    luck.apply(column),
                    !goes.contains(column),
                    why(column, goes.contains(column), surely)));
        }
        return new SelectedColumns(
                method, Narrowing.without(recipe, goes), verdicts, all.loss(), InnerFolds.mean(losses.get(taken)));
    }

    private String why(String column, boolean goes, Predicate<String> surely) {
        if (goes) {
            return "may matter by luck alone";
        }
        return surely.test(column)
                ? "matters by more than luck"
                : named.contains(column)
                        ? "settings name it"
                        : column.equals(order.get(0)) ? "the most important one" : "the others are worse without";
    }
}
