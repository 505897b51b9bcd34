package io.github.churnml.serving.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.SemanticVersion;
import io.github.churnml.serving.model.SelfTest;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a registry's model that are loaded and tried: those that work now, and the few others that were asked for last.
 * Safe for any thread; two that ask for the same version at once have it loaded once.
 */
public final class Versions {

    /** How many are kept beside those that are held. */
    static final int MOST_SPARE = 4;

    private final Registry registry;
    private final Policies policies;
    /** What was asked for last comes last. */
    private final Map<SemanticVersion, FutureTask<ServedModel>> loaded = new LinkedHashMap<>(16, 0.75f, true);

    private Set<SemanticVersion> held = Set.of();

    Versions(Registry registry, Policies policies) {
        this.registry = registry;
        this.policies = policies;
    }

    /**
     * A version, loaded if it is not yet: proved to be the registered one, to score as it did, and to pass the self test.
     *
     * @throws ChurnException if it is not, or cannot be loaded
     */
    ServedModel get(ModelVersion version) {
        FutureTask<ServedModel> task;
        synchronized (this) {
            task = loaded.computeIfAbsent(version.version(), ignored -> new FutureTask<>(() -> load(version)));
        }
        task.run(); // of no effect where somebody else does or has done it
        try {
            return task.get();
        } catch (ExecutionException e) {
            synchronized (this) {
                loaded.remove(version.version(), task);
            }
            throw problem(version, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops", e);
        } finally {
            trim();
        }
    }

    /** A version if it is loaded already; null if it is not, or on its way. */
    @Nullable
    ServedModel loaded(SemanticVersion version) {
        FutureTask<ServedModel> task;
        synchronized (this) {
            task = loaded.get(version);
        }
        try {
            return task != null && task.isDone() ? task.get() : null;
        } catch (ExecutionException | InterruptedException e) {
            return null; // it could not be loaded, and is forgotten by whoever tried
        }
    }

    private ServedModel load(ModelVersion version) {
        ChurnModel model = registry.prove(version);
        ServedModel served = new ServedModel(model, null, policies);
        SelfTest.of(served).run();
        return served;
    }

    private static ChurnException problem(ModelVersion version, @Nullable Throwable cause) {
        return cause instanceof ChurnException known
                ? known
                : new ModelFileException(
                        "Version " + version.version() + " could not be loaded"
                                + (cause == null ? "." : ": " + cause.getClass().getSimpleName() + "."),
                        "Maybe it is too large for the memory that Java may use.",
                        Where.nowhere(),
                        cause);
    }

    /** Says which versions are to stay whatever is asked for. */
    synchronized void hold(Set<SemanticVersion> versions) {
        held = Set.copyOf(versions);
        trim();
    }

    /** How many are loaded. */
    synchronized int size() {
        return loaded.size();
    }

    private synchronized void trim() {
        long spare = loaded.keySet().stream()
                .filter(version -> !held.contains(version))
                .count();
        for (Iterator<Map.Entry<SemanticVersion, FutureTask<ServedModel>>> all =
                        loaded.entrySet().iterator();
                spare > MOST_SPARE && all.hasNext(); ) {
            Map.Entry<SemanticVersion, FutureTask<ServedModel>> eldest = all.next();
            if (!held.contains(eldest.getKey()) && eldest.getValue().isDone()) {
                all.remove();
                spare--;
            }
        }
    }
}
