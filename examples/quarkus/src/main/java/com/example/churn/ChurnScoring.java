package com.example.churn;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The model of the application: the champion of a registry, which is followed when another version is promoted or the last one is
 * rolled back, or a file.
 */
@Singleton
class ChurnScoring {

    private static final Logger LOG = Logger.getLogger(ChurnScoring.class);

    /** What answers now: whoever has taken it goes on with it, whatever is promoted meanwhile. */
    record Serving(String version, Scorer scorer) {}

    private final Path file;
    private final Optional<Registry> registry;

    /** The stamp of the registry's last event that was looked at, and the digest of the version that answers. */
    private long stamp = -1;

    private String digest = "";

    private volatile Serving serving;
    private volatile String refused;

    ChurnScoring(
            @ConfigProperty(name = "churn.model") Path file,
            @ConfigProperty(name = "churn.registry") Optional<String> registry) {
        this.file = file;
        this.registry = registry.map(place -> Registry.of(RegistryStore.at(place, System.getenv())));
    }

    /** Loads the model: an application without it does not start, and says why in two lines. */
    void start(@Observes StartupEvent event) {
        try {
            if (registry.isPresent()) {
                look(registry.get());
            } else {
                serving = serving(ChurnModel.load(file));
            }
        } catch (ChurnException e) {
            LOG.fatal(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    /** Looks at the registry now and then; what cannot be loaded is told, and the version before goes on answering. */
    @Scheduled(every = "{churn.reload-interval}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        if (registry.isEmpty() || serving == null) {
            return;
        }
        try {
            look(registry.get());
            refused = null;
        } catch (ChurnException e) {
            if (!e.getMessage().equals(refused)) {
                LOG.error(e.getMessage());
            }
            refused = e.getMessage();
        }
    }

    /** Asking for the stamp reads no event; the champion is proved by its golden rows before it answers. */
    private synchronized void look(Registry models) {
        long now = models.stamp();
        if (now == stamp) {
            return;
        }
        ModelVersion champion = models.state()
                .champion()
                .orElseThrow(() -> new RegistryException(
                        "The registry " + models.place() + " has no champion.",
                        "Maybe promote a version: churn promote --registry " + models.place() + " --version VERSION.",
                        Where.nowhere()));
        if (!champion.sha256().equals(digest)) {
            serving = serving(models.prove(champion));
            digest = champion.sha256();
            LOG.infof("Version %s answers.", serving.version());
        }
        stamp = now;
    }

    private static Serving serving(ChurnModel model) {
        return new Serving(model.manifest().version(), model.scorer().warmUp());
    }

    /** What answers now. */
    Serving serving() {
        return serving;
    }

    /** Why the champion does not answer, if it does not. */
    Optional<String> refused() {
        return Optional.ofNullable(refused);
    }
}
