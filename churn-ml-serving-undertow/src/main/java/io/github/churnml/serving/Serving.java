package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The model that answers now. A new one is loaded and tried aside, then takes its place in one step. */
final class Serving {

    /**
     * A model that took another's place.
     *
     * @param before the one that answered until then
     * @param now the one that answers from then on
     */
    record Change(ServedModel before, ServedModel now) {}

    private final Policies policies;
    private final AtomicReference<ServedModel> current;
    /** The file as it was when it was last loaded, or refused. */
    private volatile @Nullable FileState tried;

    /** @param file the state of the model's file from before it was read, or null if it came from none */
    Serving(ServedModel first, Policies policies, @Nullable FileState file) {
        this.policies = policies;
        this.current = new AtomicReference<>(first);
        this.tried = file;
    }

    ServedModel current() {
        return current.get();
    }

    /** Whether a file in this state has not been loaded or refused yet. */
    boolean isNews(FileState file) {
        return !file.equals(tried);
    }

    /**
     * Loads a file and lets it answer from now on.
     *
     * @param path the file, or null for the one that the current model came from
     * @return both models
     * @throws ChurnException if the file is refused or its model does not score, or there is no file; the old one goes on
     */
    synchronized Change reload(@Nullable Path path) {
        ServedModel before = current.get();
        Path from = path == null ? before.path() : path;
        if (from == null) {
            throw new ConfigurationException(
                    "The model that answers did not come from a file.",
                    "Maybe name the file to load.",
                    Where.nowhere());
        }
        // Taken first: what is written while the file is read is news.
        tried = FileState.of(from);
        ServedModel next = new ServedModel(ChurnModel.load(from), from, policies);
        SelfTest.of(next).run();
        current.set(next);
        return new Change(before, next);
    }
}
