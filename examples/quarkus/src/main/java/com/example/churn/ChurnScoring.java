package com.example.churn;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.error.ChurnException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The model as a bean: loaded when the application starts, and one for all threads. */
@Singleton
class ChurnScoring {

    private static final Logger LOG = Logger.getLogger(ChurnScoring.class);

    /** A {@code Scorer} is final and has no state to be proxied, so it is a singleton, not application scoped. */
    @Produces
    @Singleton
    Scorer scorer(@ConfigProperty(name = "churn.model") Path model) {
        return ChurnModel.load(model).scorer().warmUp();
    }

    /** Asks for the scorer at once: an application without its model does not start, and says why in two lines. */
    void start(@Observes StartupEvent event, Instance<Scorer> scorer) {
        try {
            scorer.get().inputs();
        } catch (ChurnException e) {
            LOG.fatal(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }
}
