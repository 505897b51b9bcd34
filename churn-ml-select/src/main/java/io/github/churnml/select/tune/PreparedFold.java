package io.github.churnml.select.tune;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.CrossFitted;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.TrainingTable;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import io.github.churnml.recipe.PreparedRecipe;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.NoResampling;
import io.github.churnml.select.Compared;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A division of rows on which learners are fitted and judged again and again. What does not depend on the learner's settings, the
 * preparation and, where classes are not balanced, the encoding of its training rows, is fitted once; all of it anew where the
 * pipeline selects its columns. The same bits as {@link Recipe#fit} gives. Safe for any thread.
 */
final class PreparedFold {

    private final Recipe recipe;
    private final Customers learnt;
    private final Customers judged;
    private final long seed;
    private final @Nullable Ready ready;
    private final @Nullable PreparedRecipe prepared;

    /** A division of the rows that are learnt from, on which a threshold is learnt; null where none is. */
    private final @Nullable PreparedFold inner;

    /** What learners that take the same share. */
    private record Ready(
            FittedPreparation preparation, CrossFitted encoded, TrainingData training, TypedTable test, Takes takes) {}

    private PreparedFold(
            Recipe recipe,
            Customers learnt,
            Customers judged,
            long seed,
            @Nullable Ready ready,
            @Nullable PreparedRecipe prepared,
            @Nullable PreparedFold inner) {
        this.recipe = recipe;
        this.learnt = learnt;
        this.judged = judged;
        this.seed = seed;
        this.ready = ready;
        this.prepared = prepared;
        this.inner = inner;
    }

    /**
     * Prepares a division.
     *
     * @param keep whether the prepared rows are kept, which takes some ten bytes for each value of the table; if not, each fit
     *     prepares them anew
     * @param yardstick whose threshold, where it is learnt, is so inside the training side: by a fit to the rest of it, from what
     *     that says of {@link Compared#THRESHOLD_SHARE} of it
     */
    static PreparedFold of(
            Recipe recipe, Customers all, Division division, long seed, boolean keep, Yardstick yardstick) {
        Customers learnt = all.select(division.train());
        if (!yardstick.learns()) {
            return of(recipe, learnt, all.select(division.test()), seed, keep, (PreparedFold) null);
        }
        Division inside = learnt.groups().holdOut(learnt.labels(), Compared.THRESHOLD_SHARE, seed);
        PreparedFold inner = of(
                recipe, learnt.select(inside.train()), learnt.select(inside.test()), seed, keep, (PreparedFold) null);
        return of(recipe, learnt, all.select(division.test()), seed, keep, inner);
    }

    private static PreparedFold of(
            Recipe recipe, Customers learnt, Customers judged, long seed, boolean keep, @Nullable PreparedFold inner) {
        if (!keep || recipe.selection() != null) {
            return new PreparedFold(recipe, learnt, judged, seed, null, null, inner);
        }
        if (!(recipe.balance() instanceof NoResampling)) {
            PreparedRecipe prepared = PreparedRecipe.of(recipe, learnt.rows(), learnt.labels(), learnt.groups());
            return new PreparedFold(recipe, learnt, judged, seed, null, prepared, inner);
        }
        FittedPreparation preparation = recipe.preparation().fit(learnt.rows());
        Takes takes = recipe.learner().takes();
        CrossFitted encoded = recipe.encoding()
                .crossFit(
                        new TrainingTable(preparation.table(learnt.rows()), learnt.labels(), learnt.groups()),
                        takes.nominal(),
                        takes.scaled(),
                        seed);
        TrainingData training =
                TrainingData.of(encoded.training(), learnt.labels()).withGroups(learnt.groups());
        return new PreparedFold(
                recipe,
                learnt,
                judged,
                seed,
                new Ready(preparation, encoded, training, preparation.table(judged.rows()), takes),
                null,
                inner);
    }

    Customers judged() {
        return judged;
    }

    double testToTrain() {
        return (double) judged.labels().length / learnt.labels().length;
    }

    double value(Learner learner, Yardstick yardstick) {
        return yardstick(learner, yardstick).of(judged.labels(), probabilities(learner), judged.amounts());
    }

    /** What a learner is measured by: with a threshold of its own where that is learnt. */
    Yardstick yardstick(Learner learner, Yardstick asked) {
        return inner == null ? asked : asked.learnt(inner.judged(), inner.probabilities(learner));
    }

    /** What a learner says of the judged rows, uncalibrated. */
    double[] probabilities(Learner learner) {
        double[] logOdds = ready != null && ready.takes().equals(learner.takes())
                ? shared(learner, ready)
                : prepared != null
                        ? prepared.fit(learner, seed, Progress.none()).fitted().logOdds(judged.rows())
                        : alone(learner);
        return Arrays.stream(logOdds).map(Calibrator.none()::probability).toArray();
    }

    private double[] shared(Learner learner, Ready with) {
        FittedLearner fitted = learner.fit(with.training(), seed, Progress.none());
        Member member = new Member(with.encoded().serving(), fitted.predictor());
        return new FittedRecipe(with.preparation(), List.of(member)).logOdds(with.test());
    }

    private double[] alone(Learner learner) {
        Dataset rows = learnt.rows();
        return recipe.with(learner, recipe.balance())
                .fit(rows, learnt.labels(), learnt.groups(), seed, Progress.none())
                .fitted()
                .logOdds(judged.rows());
    }
}
