package io.github.churnml.learn.smile;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes a {@link SmileRandomForest} by name; needs no Smile jar itself.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class SmileRandomForestProvider implements LearnerProvider {

    /** For the service loader. */
    public SmileRandomForestProvider() {}

    @Override
    public String name() {
        return SmileRandomForest.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return ForestSettings.read(settings).build();
    }
}
