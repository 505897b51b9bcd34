package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.model.FileState;
import io.github.churnml.serving.model.SelfTest;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.policy.Policies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a server's model comes from, and how its file is watched. A builder: mutable, for one thread. */
final class ModelSource {

    /**
     * The model that answers first, if there is one.
     *
     * @param serving it, or what waits for it
     * @param watch how often its file is looked at; null if it is not
     * @param refused why the file that is waited for was refused; null if it was not
     */
    record Opened(
            Serving serving,
            @Nullable Duration watch,
            @Nullable ModelFileException refused) {}

    private @Nullable Path file;
    private @Nullable ChurnModel model;
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

    void watch(Duration interval) {
        watch = interval;
    }

    void waits(boolean forFile) {
        waits = forFile;
    }

    /**
     * Loads the model and tries it.
     *
     * @throws ConfigurationException if no model is given, or a column named optional is none of the model's
     * @throws ModelFileException if the file is refused, unless it is waited for
     */
    Opened open(Policies policies) {
        if (file == null) {
            return opened(serving(given(), null, policies, null));
        }
        // Taken first: what is written while the file is read is news.
        FileState state = FileState.of(file);
        if (waits && !Files.exists(file)) {
            return opened(Serving.waitingFor(file, policies, null));
        }
        try {
            return opened(serving(ChurnModel.load(file), file, policies, state));
        } catch (ModelFileException e) {
            if (waits) {
                return new Opened(Serving.waitingFor(file, policies, state), watch, e);
            }
            throw e;
        }
    }

    private Opened opened(Serving serving) {
        return new Opened(serving, watch, null);
    }

    private ChurnModel given() {
        if (model == null) {
            throw new ConfigurationException(
                    "No model is given.", "Maybe call model(Path.of(\"model.churn\")).", Where.nowhere());
        }
        return model;
    }

    private static Serving serving(
            ChurnModel model, @Nullable Path from, Policies policies, @Nullable FileState state) {
        ServedModel served = new ServedModel(model, from, policies);
        Serving.checkOptional(served, policies);
        SelfTest.of(served).run();
        return new Serving(served, policies, state);
    }
}
