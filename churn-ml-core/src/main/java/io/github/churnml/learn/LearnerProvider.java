package io.github.churnml.learn;

import io.github.churnml.settings.Settings;

/** Makes a learner from settings by name; found through {@link java.util.ServiceLoader}. */
public interface LearnerProvider {

    /** {@return the learner's name} */
    String name();

    /**
     * How strongly the learner offers itself to pipelines that name none: of all on the class path the one with the largest
     * number is taken, of equal ones the first by name. The learner {@code boosting} says 200, Smile's gradient boosting
     * 100.
     *
     * @return above 0; by default 0, for a learner that is only taken by its name
     */
    default int defaultRank() {
        return 0;
    }

    /**
     * Makes the learner. Absent keys take the defaults; the caller checks for unknown keys afterwards.
     *
     * @param settings the learner's keys
     * @return the learner
     * @throws io.github.churnml.error.ConfigurationException if a value is not allowed
     */
    Learner create(Settings settings);
}
