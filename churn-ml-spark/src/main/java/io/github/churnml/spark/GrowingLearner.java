package io.github.churnml.spark;

import io.github.churnml.data.Progress;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.learn.boosting.Rows;
import java.util.Map;

/** The learner {@code boosting} with rows that may be kept on executors while its trees grow. */
final class GrowingLearner implements Learner {

    private final HistogramGradientBoosting learner;
    private final TreePlaces places;

    GrowingLearner(HistogramGradientBoosting learner, TreePlaces places) {
        this.learner = learner;
        this.places = places;
    }

    @Override
    public String name() {
        return learner.name();
    }

    @Override
    public Takes takes() {
        return learner.takes();
    }

    @Override
    public Map<String, Object> settings() {
        return learner.settings();
    }

    @Override
    public double validationFraction() {
        return learner.validationFraction();
    }

    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        TreePlaces.OfFit place = places.fit(data);
        try (place) {
            return growing(Rows.fit(learner, data, seed, progress, place::take));
        } catch (DataException e) {
            if (!place.isLost()) {
                throw e;
            }
        }
        return growing(learner.fit(data, seed, progress));
    }

    private FittedLearner growing(FittedLearner fitted) {
        Learner refit = fitted.refit() instanceof HistogramGradientBoosting again
                ? new GrowingLearner(again, places)
                : fitted.refit();
        return new FittedLearner(fitted.predictor(), refit, fitted.found());
    }
}
