package io.github.churnml.learn;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The learners on the class path, by name. Looked up anew at every call, so a jar added later is found.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Learners {

    private static final String SMILE_ARTIFACT = "io.github.churnml:churn-ml-smile";

    private static final String SMILE = "smile-";

    private static final String OWN_ARTIFACT = "io.github.churnml:churn-ml-learners";

    /** The learners of our own that are not in core. */
    private static final List<String> OWN = List.of("additive", "logistic-regression", "perceptron");

    private static final String SELECT_ARTIFACT = "io.github.churnml:churn-ml-select";

    /** Those that fit others. */
    private static final List<String> COMPOUND = List.of("auto", "blend");

    private Learners() {}

    /** {@return the names of all learners, sorted} */
    public static List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /**
     * Makes a learner.
     *
     * @param name its name, such as {@code boosting}
     * @param settings its keys; absent ones take their defaults, and the caller checks for unknown ones afterwards
     * @return the learner
     * @throws ConfigurationException if there is no such learner, naming the nearest or the artifact to add, or if a value
     *     is not allowed
     */
    public static Learner byName(String name, Settings settings) {
        SortedMap<String, LearnerProvider> providers = providers();
        LearnerProvider provider = providers.get(name);
        if (provider == null) {
            throw absent(name, providers.keySet());
        }
        return provider.create(settings);
    }

    /**
     * The learner of pipelines that name none, with its own defaults: that of the provider with the largest {@link
     * LearnerProvider#defaultRank}.
     *
     * @return the learner
     * @throws ConfigurationException if no learner on the class path offers itself, naming the artifact to add
     */
    public static Learner standard() {
        return standard(providers().values())
                .map(provider -> provider.create(Settings.of(Map.of(), Blame.configuration(null))))
                .orElseThrow(() -> new ConfigurationException(
                        "No learner is given, and none on the class path is there by default.",
                        "Maybe add " + SMILE_ARTIFACT + " to the dependencies, or give one of these learners: "
                                + Wording.names(names()) + ".",
                        Where.nowhere()));
    }

    /** Given in the order of their names, so that the first of equal ones is the same everywhere. */
    static Optional<LearnerProvider> standard(Collection<LearnerProvider> providers) {
        LearnerProvider best = null;
        for (LearnerProvider provider : providers) {
            if (provider.defaultRank() > (best == null ? 0 : best.defaultRank())) {
                best = provider;
            }
        }
        return Optional.ofNullable(best);
    }

    private static ConfigurationException absent(String name, Set<String> present) {
        boolean noSmile = present.stream().noneMatch(there -> there.startsWith(SMILE));
        if (OWN.contains(name) || COMPOUND.contains(name) || noSmile && name.startsWith(SMILE)) {
            String artifact =
                    OWN.contains(name) ? OWN_ARTIFACT : COMPOUND.contains(name) ? SELECT_ARTIFACT : SMILE_ARTIFACT;
            return new ConfigurationException(
                    "Learner " + Wording.name(name) + " is not on the class path.",
                    "Maybe add " + artifact + " to the dependencies; scoring with a saved model needs no learner.",
                    Where.nowhere());
        }
        Set<String> known = new TreeSet<>(present);
        String elsewhere = "";
        if (known.addAll(OWN)) {
            elsewhere = " Learners " + Wording.names(OWN) + " are in " + OWN_ARTIFACT + ".";
        }
        if (noSmile) {
            elsewhere += " Learners whose names begin with '" + SMILE + "' are in " + SMILE_ARTIFACT + ".";
        }
        return new ConfigurationException(
                "There is no learner " + Wording.name(name) + ".",
                (Wording.maybeNearest(name, known) + elsewhere).strip(),
                Where.nowhere());
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
                .filter(provider -> takesWeights(provider, none))
                .map(LearnerProvider::name)
                .toList();
        String others = able.isEmpty() ? "leave the weights out" : "take one that does: " + Wording.names(able);
        throw new ConfigurationException(
                "Learner " + Wording.name(learner.name()) + " takes no weights, but the rows weigh differently.",
                "Maybe " + others + "; or resample instead of weighing.",
                Where.nowhere());
    }

    /** A learner that cannot be made without settings is not a way out. */
    private static boolean takesWeights(LearnerProvider provider, Settings none) {
        try {
            return provider.create(none).takes().weights();
        } catch (ConfigurationException incomplete) {
            return false;
        }
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
