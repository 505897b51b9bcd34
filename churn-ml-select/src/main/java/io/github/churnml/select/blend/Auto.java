package io.github.churnml.select.blend;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.prepare.Variable;
import io.github.churnml.recipe.PreparedRecipe;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.recipe.RecipeLearner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses by itself: tries a fixed portfolio of learners over the same folds of the training rows, blends what they say of rows
 * that they have not learnt from, and keeps the blend only where its gain is real, else the best single learner.
 *
 * <p>The portfolio is {@code boosting} as it stands, leaf-wise and with extra trees; and, where churn-ml-learners is on the class
 * path, {@code logistic-regression}, {@code additive} and {@code perceptron}. Weights are found by forward selection on log loss.
 * What is kept is then fitted to all training rows, boosting in four copies with seeds of their own. How much is tried is
 * decided by the number of rows: from some 200,000 rows on there are fewer learners and folds, and beyond a million the standard
 * one is taken at once; so it is of fewer than 20 customers of a class.
 *
 * <p>The choice sees training rows only: wherever the pipeline is fitted in a fold or beside a hold-out, it chooses anew. The same
 * seed gives the same bits whatever the number of threads, unless {@link AutoBuilder#maxSeconds} ended the trials. What was
 * tried, the weights and the reason stand under {@code auto} in what was found.
 */
public final class Auto implements RecipeLearner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "auto";

    private final AutoSettings settings;

    /** The learners that are tried, by the levels of the column that has the most. */
    private final IntFunction<List<PortfolioEntry>> portfolio;

    Auto(AutoSettings settings) {
        this(settings, Portfolio::all);
    }

    /** For tests, which need learners that take little time. */
    Auto(AutoSettings settings, IntFunction<List<PortfolioEntry>> portfolio) {
        this.settings = settings;
        this.portfolio = portfolio;
    }

    /** {@return a builder with every setting at its default} */
    public static AutoBuilder builder() {
        return new AutoBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@return weights and missing values: learners that cannot take them are left out} */
    @Override
    public Takes takes() {
        return new Takes(false, false, true, true);
    }

    @Override
    public Map<String, Object> settings() {
        return settings.toMap();
    }

    @Override
    public Recipe.Fit fit(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        PreparedRecipe prepared = PreparedRecipe.of(recipe, rows, labels, groups);
        int mostLevels = prepared.preparation().variables().stream()
                .filter(Variable::feature)
                .mapToInt(variable -> variable.levels().size())
                .max()
                .orElse(0);
        AutoChoice choice = new AutoRun(
                        settings, portfolio.apply(mostLevels), recipe, rows, labels, groups, seed, progress)
                .choose();
        Learner kept = choice.learner();
        Recipe.Fit fit = kept instanceof Blend blend
                ? blend.fit(recipe, prepared, seed, progress)
                : prepared.fit(kept, seed, progress);
        Map<String, Object> found = new LinkedHashMap<>(fit.found());
        found.put(NAME, choice.told());
        return new Recipe.Fit(fit.fitted(), fit.refit(), found, fit.priorOffset());
    }

    /** {@return whether the other has the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Auto that && settings.equals(that.settings);
    }

    /** {@return the settings' hash code} */
    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** {@return the name and the settings} */
    @Override
    public String toString() {
        return NAME + settings.toMap();
    }
}
