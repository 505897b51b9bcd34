package io.github.churnml.cli;

import io.github.churnml.files.RemoteFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A table or a model that is read: a file of this machine, or one at an address such as {@code s3://bucket/customers.csv}, which is
 * fetched when it is first asked for. The type of options that take either; picocli would make a path of an address.
 */
final class InputFile {

    private final String given;
    private final @Nullable Path local;
    private final FetchedFiles files;

    private InputFile(String given, @Nullable Path local, FetchedFiles files) {
        this.given = given;
        this.local = local;
        this.files = files;
    }

    /** What a user wrote, as an option's value. */
    static InputFile parse(String given, FetchedFiles files) {
        return new InputFile(given, RemoteFiles.isAddress(given) ? null : path(given), files);
    }

    /** A path of this machine; an address is refused, as no file of it would be found. */
    static Path local(String given) {
        if (RemoteFiles.isAddress(given)) {
            throw new TypeConversionException(
                    "(" + withoutLogin(given) + ") is an address, and this is a path of this machine");
        }
        return path(given);
    }

    /** An address that is refused, without the login that some write into one. */
    static String withoutLogin(String address) {
        return address.replaceAll("(?s)://.*@", "://***@");
    }

    static Path path(String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("(" + given + ") is no path: " + e.getReason());
        }
    }

    boolean isAddress() {
        return local == null;
    }

    /** The file, or the copy of it. */
    Path path() {
        return local != null ? local : files.fetch(given);
    }

    /** The file of a model, or the copy of it; of a set of variants all models are copied. */
    Path model() {
        return local != null ? local : files.fetchModel(given);
    }

    /** Fetches the file anew, see {@link FetchedFiles#refetch}. */
    boolean refetch() {
        return local == null && files.refetch(given);
    }

    /** {@return what the user wrote} */
    @Override
    public String toString() {
        return local != null ? local.toString() : given;
    }
}
