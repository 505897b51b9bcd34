package io.github.churnml.learn.smile;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes a {@link SmileLogisticRegression} by name; needs no Smile jar itself.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class SmileLogisticRegressionProvider implements LearnerProvider {

    /** For the service loader. */
    public SmileLogisticRegressionProvider() {}

    @Override
    public String name() {
        return SmileLogisticRegression.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return LogisticSettings.read(settings).build();
    }
}
