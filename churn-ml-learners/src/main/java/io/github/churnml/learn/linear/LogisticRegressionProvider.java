package io.github.churnml.learn.linear;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.settings.Settings;

/**
 * Makes a {@link LogisticRegression} by name.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class LogisticRegressionProvider implements LearnerProvider {

    /** For the service loader. */
    public LogisticRegressionProvider() {}

    @Override
    public String name() {
        return LogisticRegression.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        return RegressionSettings.read(settings).build();
    }
}
