package io.github.churnml.select.tune;

import io.github.churnml.data.split.Division;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.Learner;
import io.github.churnml.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Judges settings by fitting the learner that has them in a fold; the folds are prepared once. */
final class FoldJudge implements Judge {

    /** Prepared folds of more values than this are not kept, so that memory does not grow with them. */
    private static final long MOST_VALUES_KEPT = 25_000_000;

    private final Learner own;
    private final Map<String, Object> ofOwn;
    private final PreparedFold[] folds;
    private final Yardstick yardstick;

    /**
     * Divides customers into folds, and prepares these.
     *
     * @param recipe how rows are prepared, with the learner whose settings vary
     * @param ofOwn what that learner has for them
     */
    FoldJudge(Recipe recipe, Customers seen, int count, long seed, Map<String, Object> ofOwn, Yardstick yardstick) {
        this.own = recipe.learner();
        this.ofOwn = ofOwn;
        this.yardstick = yardstick;
        List<Division> divisions = CrossValidation.of(recipe, seen.rows(), seen.labels(), seen.groups(), count, 1, seed)
                .divisions()
                .get(0);
        boolean keep = (yardstick.learns() ? 2L : 1L)
                        * count
                        * seen.labels().length
                        * seen.rows().columns().size()
                <= MOST_VALUES_KEPT;
        PreparedFold[] prepared = new PreparedFold[count];
        IntStream.range(0, count)
                .parallel()
                .forEach(fold ->
                        prepared[fold] = PreparedFold.of(recipe, seen, divisions.get(fold), seed, keep, yardstick));
        this.folds = prepared;
    }

    @Override
    public int folds() {
        return folds.length;
    }

    @Override
    public double value(Map<String, Object> settings, int fold) {
        Learner learner = settings.equals(ofOwn) ? own : SearchSpace.learner(own, settings);
        return folds[fold].value(learner, yardstick);
    }

    /** How many rows a fold judges for each that it learns from, on average. */
    double testToTrain() {
        double sum = 0;
        for (PreparedFold fold : folds) {
            sum += fold.testToTrain();
        }
        return sum / folds.length;
    }
}
