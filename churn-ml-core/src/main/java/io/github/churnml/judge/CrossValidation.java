package io.github.churnml.judge;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cross-validation: the rows of a table divided into folds, on which whole recipes are fitted and judged. Whatever learns from
 * rows (imputers, encoders, resamplers, early stopping) learns inside the fold. Recipes that are run on one of these are judged
 * on the same folds and may be compared row by row. Immutable; safe for any thread.
 *
 * <p>Folds are fitted at the same time, in the common pool; bits do not depend on how many threads there are.
 */
public final class CrossValidation {

    private final Recipe recipe;
    private final Dataset rows;
    private final int[] labels;
    private final RowGroups groups;
    private final long seed;
    private final List<List<Division>> repeats;

    private CrossValidation(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed) {
        this.recipe = recipe;
        this.rows = rows;
        this.labels = labels;
        this.groups = groups;
        this.seed = seed;
        this.repeats = new ArrayList<>();
    }

    /**
     * Divides rows into folds: stratified where the groups are none, by whole customers, or each stretch of time judged by what is
     * earlier.
     *
     * @param recipe what {@link #run()} fits; the others may be variants of it
     * @param rows the rows, all of them with a known outcome
     * @param labels 1 for customers who left and 0 for those who stayed, one per row; shared, not copied
     * @param groups which rows belong together
     * @param folds how many folds, at least 2; every one has rows of both classes
     * @param repeats how often the rows are divided anew, at least 1; once in the order of time, where there is one way only
     * @param seed decides which rows are in which fold, and every random step of what is fitted; the first repeat is the same
     *     however many there are
     * @return the rows, divided
     * @throws ConfigurationException if folds or repeats are out of range
     * @throws DataException if a fold would have rows of one class only
     */
    public static CrossValidation of(
            Recipe recipe, Dataset rows, int[] labels, RowGroups groups, int folds, int repeats, long seed) {
        int left = IntStream.of(labels).sum();
        int fewer = Math.min(left, labels.length - left);
        if (folds < 2) {
            throw new ConfigurationException(
                    "The number of folds is " + Wording.value(folds) + " where at least 2 are required.",
                    "Maybe 5 was meant.",
                    Where.nowhere());
        }
        if (repeats < 1 || repeats > 1 && groups.inOrder()) {
            throw new ConfigurationException(
                    "The number of repeats is " + Wording.value(repeats) + " where "
                            + (repeats < 1 ? "at least 1 is" : "1 is") + " required"
                            + (repeats < 1 ? "." : ": there is one way only to divide rows in the order of time."),
                    "Maybe ask for more folds instead.",
                    Where.nowhere());
        }
        if (fewer < folds) {
            throw new DataException(
                    "Only " + Wording.count(fewer) + " of " + Wording.count(labels.length) + " customers "
                            + (fewer == left ? "left" : "stayed") + ", which is too few for " + folds
                            + " folds: each needs one at least.",
                    fewer < 2
                            ? "Maybe the table should hold more customers."
                            : "Maybe ask for " + fewer + " folds at most.",
                    Where.nowhere());
        }
        groups.requireRows(labels.length);
        CrossValidation divided = new CrossValidation(recipe, rows, labels, groups, seed);
        for (int repeat = 0; repeat < repeats; repeat++) {
            List<Division> divisions = groups.folds(labels, folds, divided.seed(repeat));
            divided.repeats.add(divisions);
            divided.requireBothClasses(divisions, folds);
        }
        return divided;
    }

    private void requireBothClasses(List<Division> divisions, int folds) {
        for (int fold = 0; fold < folds; fold++) {
            if (fold >= divisions.size() || !divisions.get(fold).showsAll(labels)) {
                throw new DataException(
                        "Fold " + (fold + 1) + " of " + folds
                                + " judges or learns from customers of whom nobody left or nobody"
                                + " stayed: both classes are needed on both sides.",
                        "Maybe ask for fewer folds, or divide rows in another way (split): rows that belong together stay"
                                + " together.",
                        Where.nowhere());
            }
        }
    }

    /**
     * The same folds, judged on the same rows, of whose training sides only a share is learnt from: of each class that share, of
     * whole customers, or in time the latest whole days. A smaller share is part of a larger one.
     *
     * @param share above 0, below 1
     * @return the folds
     * @throws ConfigurationException if the share is out of range
     * @throws DataException if a training side cannot be divided so
     */
    public CrossValidation learningFrom(double share) {
        CrossValidation fewer = new CrossValidation(recipe, rows, labels, groups, seed);
        for (int repeat = 0; repeat < repeats.size(); repeat++) {
            List<Division> thinned = new ArrayList<>();
            for (Division division : repeats.get(repeat)) {
                int[] train = division.train();
                int[] kept = groups.select(train)
                        .holdOut(pick(train), share, seed(repeat))
                        .test();
                thinned.add(new Division(
                        Arrays.stream(kept).map(place -> train[place]).toArray(), division.test()));
            }
            fewer.repeats.add(List.copyOf(thinned));
        }
        return fewer;
    }

    /** {@return the recipe that was given with the rows} */
    public Recipe recipe() {
        return recipe;
    }

    /** {@return what decided which rows are in which fold, and decides every random step of the first repeat} */
    public long seed() {
        return seed;
    }

    /** {@return the divisions of each repeat, one per fold} */
    public List<List<Division>> divisions() {
        return List.copyOf(repeats);
    }

    /** {@return the rows} */
    public Dataset rows() {
        return rows;
    }

    /** {@return which rows belong together} */
    public RowGroups groups() {
        return groups;
    }

    /** {@return the outcomes of the rows, 1 for customers who left and 0 for those who stayed} */
    public int[] labels() {
        return labels;
    }

    /**
     * Fits and judges the recipe that was given with the rows.
     *
     * @return out-of-fold predictions, one per repeat
     */
    public List<OutOfFold> run() {
        return run(recipe);
    }

    /**
     * Fits and judges a recipe in every fold of every repeat.
     *
     * @param tried the recipe
     * @return out-of-fold predictions, one per repeat
     * @throws io.github.churnml.error.ConfigurationException if the parts of the recipe do not go together
     */
    public List<OutOfFold> run(Recipe tried) {
        int folds = repeats.get(0).size();
        double[][] parts = new double[folds * repeats.size()][];
        IntStream.range(0, parts.length).parallel().forEach(i -> parts[i] = logOdds(tried, i / folds, i % folds));
        List<OutOfFold> all = new ArrayList<>();
        for (int repeat = 0; repeat < repeats.size(); repeat++) {
            all.add(outOfFold(repeat, Arrays.asList(parts).subList(repeat * folds, (repeat + 1) * folds)));
        }
        return List.copyOf(all);
    }

    /** What one fold's models say, put in the places of their rows. */
    private OutOfFold outOfFold(int repeat, List<double[]> parts) {
        int[] fold = new int[labels.length];
        double[] logOdds = new double[labels.length];
        Arrays.fill(fold, -1);
        Arrays.fill(logOdds, Double.NaN);
        for (int f = 0; f < parts.size(); f++) {
            int[] test = repeats.get(repeat).get(f).test();
            for (int i = 0; i < test.length; i++) {
                fold[test[i]] = f;
                logOdds[test[i]] = parts.get(f)[i];
            }
        }
        return new OutOfFold(labels, fold, logOdds);
    }

    /**
     * Fits a recipe in one fold and scores that fold's rows: for what stops early over folds, as tuning does.
     *
     * @param tried the recipe
     * @param repeat which repeat, from 0
     * @param fold which fold of it, from 0
     * @return log-odds, one per row of the division's test side, in its order
     */
    public double[] logOdds(Recipe tried, int repeat, int fold) {
        int[] test = repeats.get(repeat).get(fold).test();
        return fit(tried, repeat, fold).fitted().logOdds(rows.select(test));
    }

    /**
     * Fits a recipe in one fold.
     *
     * @param tried the recipe
     * @param repeat which repeat, from 0
     * @param fold which fold of it, from 0
     * @return what was learnt from the rows of the division's training side
     */
    public Recipe.Fit fit(Recipe tried, int repeat, int fold) {
        int[] train = repeats.get(repeat).get(fold).train();
        return tried.fit(rows.select(train), pick(train), groups.select(train), seed(repeat), Progress.none());
    }

    private int[] pick(int[] selected) {
        int[] picked = new int[selected.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = labels[selected[i]];
        }
        return picked;
    }

    private long seed(int repeat) {
        return seed + repeat * 0x9E3779B97F4A7C15L;
    }
}
