package io.github.churnml.learn;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The learners on the class path, by name. Looked up anew at every call, so a jar added later is found. */
public final class Learners {

    private Learners() {}

    /** {@return the names of all learners, sorted} */
    public static List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /**
     * Makes a learner.
     *
     * @param name its name, such as {@code smile-gradient-boosting}
     * @param settings its keys; absent ones take their defaults, and the caller checks for unknown ones afterwards
     * @return the learner
     * @throws ConfigurationException if there is no such learner, naming the nearest, or if a value is not allowed
     */
    public static Learner byName(String name, Settings settings) {
        SortedMap<String, LearnerProvider> providers = providers();
        LearnerProvider provider = providers.get(name);
        if (provider == null) {
            String maybe = providers.isEmpty()
                    ? "Maybe put churn-ml-core.jar itself on the class path: no learner is found at all."
                    : Wording.maybeNearest(name, providers.keySet());
            throw new ConfigurationException("There is no learner " + Wording.name(name) + ".", maybe, Where.nowhere());
        }
        return provider.create(settings);
    }

    /**
     * Checks that a learner takes weights; for a pipeline that is to weigh its rows, before it reads any.
     *
     * @param learner the learner
     * @throws ConfigurationException if it takes none, naming those that do
     */
    public static void requireWeights(Learner learner) {
        if (learner.takes().weights()) {
            return;
        }
        Settings none = Settings.of(Map.of(), Blame.configuration(null));
        List<String> able = providers().values().stream()
                .filter(provider -> provider.create(none).takes().weights())
                .map(LearnerProvider::name)
                .toList();
        String others = able.isEmpty() ? "leave the weights out" : "take one that does: " + Wording.names(able);
        throw new ConfigurationException(
                "Learner " + Wording.name(learner.name()) + " takes no weights, but the rows weigh differently.",
                "Maybe " + others + "; or resample instead of weighing.",
                Where.nowhere());
    }

    /** Of two providers with one name the first on the class path wins. */
    private static SortedMap<String, LearnerProvider> providers() {
        SortedMap<String, LearnerProvider> byName = new TreeMap<>();
        for (LearnerProvider provider : loadable(Learners.class.getClassLoader())) {
            byName.putIfAbsent(provider.name(), provider);
        }
        return byName;
    }

    /** A provider that cannot be loaded, because a jar that it needs is absent, leaves the others as they are. */
    static List<LearnerProvider> loadable(ClassLoader loader) {
        List<LearnerProvider> loaded = new ArrayList<>();
        Iterator<LearnerProvider> found =
                ServiceLoader.load(LearnerProvider.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return loaded;
                }
                loaded.add(found.next());
            } catch (ServiceConfigurationError | LinkageError absent) {
                // The loader has stepped past it: the next call speaks of the next provider.
                continue;
            }
        }
    }
}
