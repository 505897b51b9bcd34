package io.github.churnml.learn;

import io.github.churnml.settings.Settings;

/** Makes a learner from settings by name; found through {@link java.util.ServiceLoader}. */
public interface LearnerProvider {

    /** {@return the learner's name} */
    String name();

    /**
     * Makes the learner. Absent keys take the defaults; the caller checks for unknown keys afterwards.
     *
     * @param settings the learner's keys
     * @return the learner
     * @throws io.github.churnml.error.ConfigurationException if a value is not allowed
     */
    Learner create(Settings settings);
}
