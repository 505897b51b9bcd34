package io.github.churnml.learn.smile;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes a {@link SmileGradientBoosting} by name; needs no Smile jar itself.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class SmileGradientBoostingProvider implements LearnerProvider {

    /** For the service loader. */
    public SmileGradientBoostingProvider() {}

    @Override
    public String name() {
        return SmileGradientBoosting.NAME;
    }

    @Override
    public int defaultRank() {
        return 100;
    }

    @Override
    public Learner create(Settings settings) {
        return BoostingSettings.read(settings).build();
    }
}
