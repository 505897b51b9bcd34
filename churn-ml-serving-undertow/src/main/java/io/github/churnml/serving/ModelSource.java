package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.Registry;
import io.github.churnml.serving.model.FileState;
import io.github.churnml.serving.model.SelfTest;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.registry.RegistryFolders;
import io.github.churnml.serving.registry.RegistryFollower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a server's model comes from, and how its file is watched. A builder: mutable, for one thread. */
final class ModelSource {

    /**
     * The model that answers first, if there is one.
     *
     * @param serving it, or what waits for it
     * @param watch how often its file is looked at; null if it is not
     * @param follower what follows a registry; null if the model is of none
     * @param refused why the file that is waited for was refused; null if it was not
     */
    record Opened(
            Serving serving,
            @Nullable Duration watch,
            @Nullable RegistryFollower follower,
            @Nullable ModelFileException refused) {

        /** How often a registry is looked at while no request comes. */
        Duration look() {
            return watch == null ? LOOK : watch;
        }
    }

    /** How often a registry is looked at while no request comes. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private @Nullable Path file;
    private @Nullable ChurnModel model;
    private @Nullable Supplier<Optional<Registry>> registry;
    private @Nullable String pin;
    private @Nullable Duration watch;
    private boolean waits;

    void file(Path path) {
        file = path;
        model = null;
    }

    void model(ChurnModel trained) {
        model = trained;
        file = null;
    }

    void registry(Path folder, @Nullable String name) {
        registry = () -> RegistryFolders.find(folder, name, waits);
    }

    void registry(Registry found) {
        registry = () -> Optional.of(found);
    }

    boolean hasRegistry() {
        return registry != null;
    }

    void pin(String version) {
        pin = version;
    }

    void watch(Duration interval) {
        watch = interval;
    }

    void waits(boolean forFile) {
        waits = forFile;
    }

    /**
     * Loads the model and tries it.
     *
     * @throws ConfigurationException if no model is given, or both one and a registry, a column named optional is none of the
     *     model's, or another version is pinned
     * @throws ModelFileException if the file is refused, unless it is waited for
     * @throws RegistryException if the registry has no champion that can be loaded, unless it is waited for
     */
    Opened open(Policies policies) {
        if (registry != null) {
            return follow(registry, policies);
        }
        if (file == null) {
            return opened(serving(given(), null, policies, null));
        }
        // Taken first: what is written while the file is read is news.
        FileState state = FileState.of(file);
        if (waits && !Files.exists(file)) {
            return opened(Serving.waitingFor(file, policies, pin, null));
        }
        try {
            return opened(serving(ChurnModel.load(file), file, policies, state));
        } catch (ModelFileException e) {
            if (waits) {
                return new Opened(Serving.waitingFor(file, policies, pin, state), watch, null, e);
            }
            throw e;
        }
    }

    private Opened opened(Serving serving) {
        return new Opened(serving, watch, null, null);
    }

    private Opened follow(Supplier<Optional<Registry>> finder, Policies policies) {
        if (file != null || model != null) {
            throw new ConfigurationException(
                    "Both a model and a registry are given.",
                    "Maybe leave the model out: the registry's champion answers.",
                    Where.in(file));
        }
        Serving serving = Serving.waitingForRegistry(policies);
        return new Opened(serving, watch, RegistryFollower.open(finder, pin, policies, serving, waits), null);
    }

    private ChurnModel given() {
        if (model == null) {
            throw new ConfigurationException(
                    "No model is given.",
                    "Maybe call model(Path.of(\"model.churn\")), or registry(Path.of(\"models\")).",
                    Where.nowhere());
        }
        return model;
    }

    private Serving serving(ChurnModel from, @Nullable Path path, Policies policies, @Nullable FileState state) {
        ServedModel served = new ServedModel(from, path, policies);
        Serving serving = Serving.of(served, policies, pin, state);
        SelfTest.of(served).run();
        return serving;
    }
}
