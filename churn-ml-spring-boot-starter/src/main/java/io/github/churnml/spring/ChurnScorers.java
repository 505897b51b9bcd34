package io.github.churnml.spring;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Duration;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;

/** Opens the scorers of the models that are configured; the factory of their beans. */
final class ChurnScorers implements BeanClassLoaderAware {

    /** The name of the model of {@code churn.model}. */
    static final String DEFAULT = "default";

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ChurnProperties properties;
    private final ObjectProvider<ScoreObserver.Factory> observers;
    private ClassLoader loader = ChurnScorers.class.getClassLoader();

    ChurnScorers(ChurnProperties properties, ObjectProvider<ScoreObserver.Factory> observers) {
        this.properties = properties;
        this.observers = observers;
    }

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.loader = classLoader;
    }

    /**
     * The scorer of a name; called by Spring.
     *
     * @throws ModelStartException if it has no model that can answer
     */
    ChurnScorer open(String name) {
        ModelSetting setting = properties.setting(name);
        ScoreObserver.Factory factory = observers.getIfAvailable();
        try {
            require("reload-interval", setting, setting.reloadInterval(), "10s, or 0 for never");
            require("drift-window", setting, setting.driftWindow(), "1h, or 0 for not at all");
            ScoreObserver observer = factory == null ? ScoreObserver.NONE : factory.of(name);
            FollowingScorer scorer = new FollowingScorer(setting, ModelPlace.of(setting, loader), observer);
            if (factory != null) {
                factory.opened(scorer);
            }
            return scorer;
        } catch (ChurnException e) {
            throw new ModelStartException(setting, e);
        }
    }

    private static void require(String name, ModelSetting setting, Duration time, String other) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    "The " + name + " of " + setting.property() + " is " + Wording.value(time.toString())
                            + " where a time from 0 to " + LONGEST.toDays() + "d is required.",
                    "Maybe write " + other + ".",
                    Where.nowhere());
        }
    }
}
