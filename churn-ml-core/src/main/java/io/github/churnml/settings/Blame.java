package io.github.churnml.settings;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns a problem with a key into the exception that fits where the settings came from. */
@FunctionalInterface
public interface Blame {

    /**
     * Makes the exception.
     *
     * @param problem what is wrong, naming the key and the value
     * @param maybe the way out, or empty
     * @return the exception to throw
     */
    ChurnException of(String problem, String maybe);

    /**
     * Blames the user's configuration.
     *
     * @param path the file, or null if there is none
     * @return a blame that makes {@link ConfigurationException}s
     */
    static Blame configuration(@Nullable Path path) {
        return (problem, maybe) -> new ConfigurationException(problem, maybe, Where.in(path));
    }

    /**
     * Blames a model file.
     *
     * @param path the file, or null if it was not read from one
     * @return a blame that makes {@link ModelFileException}s
     */
    static Blame modelFile(@Nullable Path path) {
        return (problem, maybe) -> new ModelFileException(problem, maybe, Where.in(path));
    }
}
