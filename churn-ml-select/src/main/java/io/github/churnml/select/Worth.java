package io.github.churnml.select;

import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.metrics.Metric;
import io.github.churnml.recipe.Recipe;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What decisions on rows are worth: what each customer is, what contacting costs, and from which probability it is done.
 *
 * @param value what customers are worth, and the campaign
 * @param amounts one per row
 * @param rule the probability from which a customer is contacted; only {@link Metric#PROFIT} uses it
 */
record Worth(CustomerValue value, double[] amounts, ThresholdRule rule) {

    /** A metric of money in one fold, per customer. */
    double of(Metric metric, OutOfFold out, int fold, double threshold) {
        OutOfFold part = out.fold(fold);
        int[] rows = IntStream.range(0, amounts.length)
                .filter(row -> out.folds()[row] == fold)
                .toArray();
        return metric.compute(part.labels(), part.probabilities(), threshold, value.campaign(), amounts(rows));
    }

    /**
     * The threshold of each fold, all repeats after each other. One that is learnt is learnt inside the fold's training part: the recipe
     * is fitted to the rest of it and says what it thinks of {@link Compared#THRESHOLD_SHARE} of it.
     */
    double[] thresholds(CrossValidation folds, Recipe recipe) {
        int count = folds.divisions().get(0).size();
        return IntStream.range(0, count * folds.divisions().size())
                .parallel()
                .mapToDouble(i -> rule.isFixed()
                        ? rule.numbers().get(0)
                        : learnt(
                                folds,
                                recipe,
                                folds.divisions().get(i / count).get(i % count).train()))
                .toArray();
    }

    private double learnt(CrossValidation folds, Recipe recipe, int[] train) {
        int[] labels = folds.labels();
        RowGroups groups = folds.groups().select(train);
        Division inner = groups.holdOut(
                Arrays.stream(train).map(row -> labels[row]).toArray(), Compared.THRESHOLD_SHARE, folds.seed());
        int[] learnt = Arrays.stream(inner.train()).map(place -> train[place]).toArray();
        int[] judged = Arrays.stream(inner.test()).map(place -> train[place]).toArray();
        double[] logOdds = recipe.fit(
                        folds.rows().select(learnt),
                        Arrays.stream(learnt).map(row -> labels[row]).toArray(),
                        groups.select(inner.train()),
                        folds.seed(),
                        Progress.none())
                .fitted()
                .logOdds(folds.rows().select(judged));
        return rule.learn(
                Arrays.stream(judged).map(row -> labels[row]).toArray(),
                Arrays.stream(logOdds).map(Calibrator.none()::probability).toArray(),
                value.campaign(),
                amounts(judged));
    }

    private double[] amounts(int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> amounts[row]).toArray();
    }
}
