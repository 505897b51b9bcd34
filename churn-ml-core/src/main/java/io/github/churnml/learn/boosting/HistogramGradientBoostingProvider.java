package io.github.churnml.learn.boosting;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes a {@link HistogramGradientBoosting} by name.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class HistogramGradientBoostingProvider implements LearnerProvider {

    /** For the service loader. */
    public HistogramGradientBoostingProvider() {}

    @Override
    public String name() {
        return HistogramGradientBoosting.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return HistogramSettings.read(settings).build();
    }

    /** The learner of pipelines that name none. */
    @Override
    public int defaultRank() {
        return 200;
    }
}
