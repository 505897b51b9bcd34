package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The model that answers now. A new one is loaded and tried aside, then takes its place in one step. */
final class Serving {

    private final Policies policies;
    private final AtomicReference<ServedModel> current;

    Serving(ServedModel first, Policies policies) {
        this.policies = policies;
        this.current = new AtomicReference<>(first);
    }

    ServedModel current() {
        return current.get();
    }

    /**
     * Loads a file and lets it answer from now on.
     *
     * @param path the file, or null for the one that the current model came from
     * @return the model that answers now
     * @throws ChurnException if the file is refused or its model does not score; the old one goes on
     */
    synchronized ServedModel reload(@Nullable Path path) {
        Path from = path == null ? current.get().path() : path;
        if (from == null) {
            throw new IllegalStateException("the model did not come from a file");
        }
        ServedModel next = new ServedModel(ChurnModel.load(from), from, policies);
        SelfTest.of(next).run();
        current.set(next);
        return next;
    }
}
