package io.github.churnml.error;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The root of every exception that this library throws on purpose; see the package for the family. */
public abstract sealed class ChurnException extends RuntimeException
        permits ConfigurationException,
                DataException,
                ModelFileException,
                OutputException,
                RegistryException,
                TrainingException {

    private final Where where;

    ChurnException(String problem, String maybe, Where where, @Nullable Throwable cause) {
        super(maybe.isEmpty() ? problem : problem + "\n" + maybe, cause);
        this.where = where;
    }

    /** {@return the column concerned, as named in the table} */
    public final Optional<String> column() {
        return Optional.ofNullable(where.column());
    }

    /** {@return the 1-based data row concerned; the header does not count} */
    public final OptionalLong row() {
        return where.row() > 0 ? OptionalLong.of(where.row()) : OptionalLong.empty();
    }

    /** {@return the file or folder concerned} */
    public final Optional<Path> path() {
        return Optional.ofNullable(where.path());
    }
}
