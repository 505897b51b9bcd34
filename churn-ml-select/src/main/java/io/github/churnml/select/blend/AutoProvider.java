package io.github.churnml.select.blend;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes an {@link Auto} by name.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class AutoProvider implements LearnerProvider {

    /** For the service loader. */
    public AutoProvider() {}

    @Override
    public String name() {
        return Auto.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return AutoSettings.read(settings);
    }
}
