package io.github.churnml.learn.additive;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes an {@link AdditiveBoosting} by name.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class AdditiveBoostingProvider implements LearnerProvider {

    /** For the service loader. */
    public AdditiveBoostingProvider() {}

    @Override
    public String name() {
        return AdditiveBoosting.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return AdditiveSettings.read(settings).build();
    }
}
