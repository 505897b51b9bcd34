package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.OutputFile.IOConsumer;
import io.github.churnml.files.RemoteFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A file that is written whole or not at all: of this machine, or at an address, where it is stored once it is whole. The type of
 * options that take either. Some commands take {@code -}, too, for standard output.
 */
final class ResultFile {

    private static final String STANDARD_OUTPUT = "-";

    private final String given;
    private final @Nullable Path local;
    private final FetchedFiles files;
    private final Map<String, String> environment;

    private ResultFile(String given, @Nullable Path local, FetchedFiles files, Map<String, String> environment) {
        this.given = given;
        this.local = local;
        this.files = files;
        this.environment = environment;
    }

    /** What a user wrote, as an option's value; an address that nothing is written to is refused before anything is done. */
    static ResultFile parse(String given, FetchedFiles files, Map<String, String> environment) {
        if (!RemoteFiles.isAddress(given)) {
            return new ResultFile(given, InputFile.path(given), files, environment);
        }
        String scheme = given.substring(0, given.indexOf(':')).toLowerCase(Locale.ROOT);
        if (scheme.equals("models") || scheme.equals("runs")) {
            throw new TypeConversionException("(" + given + ") is read only: MLflow takes a model that is logged and"
                    + " registered, not a file. Maybe give a path, or an address that begins with s3://");
        }
        if (given.endsWith("/")) {
            throw new TypeConversionException(
                    "(" + InputFile.withoutLogin(given) + ") names a folder. Maybe add the file's name");
        }
        try {
            RemoteFiles.of(given);
        } catch (ConfigurationException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
        return new ResultFile(given, null, files, environment);
    }

    boolean isStandardOutput() {
        return given.equals(STANDARD_OUTPUT);
    }

    /** The path of this machine, or null of an address. */
    @Nullable
    Path local() {
        return local;
    }

    /** The folder of this machine that is meant where a command writes several files. */
    Path folder() {
        if (local == null) {
            throw new ConfigurationException(
                    "Several files are written, and the address (" + given + ") takes one.",
                    "Maybe give a folder of this machine.",
                    Where.nowhere());
        }
        return local;
    }

    /** Writes the file. */
    void write(IOConsumer<OutputStream> body) {
        through(file -> OutputFile.write(file, body));
    }

    /** Writes the file by its path: of this machine, or of a copy that is stored afterwards. */
    void through(Consumer<Path> writing) {
        if (local != null) {
            writing.accept(local);
            return;
        }
        String name = given.substring(given.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        Path copy = files.newFolder().resolve(name.isEmpty() || name.startsWith(".") ? "result" : name);
        writing.accept(copy);
        RemoteFiles.of(given).store(copy, given, environment);
        try {
            Files.delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses to write over what is read. */
    void refuseOver(@Nullable InputFile read, String what) {
        if (read != null && local == null && given.equals(read.toString())) {
            throw new ConfigurationException(
                    "The file (" + given + ") would be written over the " + what + ".",
                    "Maybe choose another name for it.",
                    Where.nowhere());
        }
        if (read != null && !read.isAddress()) {
            refuseOver(read.path(), what);
        }
    }

    /** Refuses to write another result of the same run to the same place. */
    void refuseSame(ResultFile other) {
        if (local != null && other.local != null) {
            Overwriting.refuseTwice(List.of(local, other.local));
        } else if (given.equals(other.given)) {
            throw new ConfigurationException(
                    "Two results would be written to (" + given + "), one over the other.",
                    "Maybe give each a name of its own.",
                    Where.nowhere());
        }
    }

    /** Whether it is in a folder or below it; of an address, whether it begins with that of the folder. */
    boolean isBelow(String folder) {
        if (local == null) {
            return given.startsWith(folder.endsWith("/") ? folder : folder + "/");
        }
        return !RemoteFiles.isAddress(folder)
                && real(local.toAbsolutePath().normalize())
                        .startsWith(real(Path.of(folder).toAbsolutePath().normalize()));
    }

    /** Where a path leads, links followed as far as it is there. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            Path name = path.getFileName();
            return parent == null || name == null ? path : real(parent).resolve(name);
        }
    }

    /** Refuses to write over a file of this machine. */
    void refuseOver(Path read, String what) {
        if (local != null) {
            Overwriting.refuse(local, read, what);
        }
    }

    /** {@return what the user wrote} */
    @Override
    public String toString() {
        return local != null ? local.toString() : given;
    }
}
