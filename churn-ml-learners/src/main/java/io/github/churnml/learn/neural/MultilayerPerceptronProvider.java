package io.github.churnml.learn.neural;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes a {@link MultilayerPerceptron} by name.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class MultilayerPerceptronProvider implements LearnerProvider {

    /** For the service loader. */
    public MultilayerPerceptronProvider() {}

    @Override
    public String name() {
        return MultilayerPerceptron.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return PerceptronSettings.read(settings).build();
    }
}
