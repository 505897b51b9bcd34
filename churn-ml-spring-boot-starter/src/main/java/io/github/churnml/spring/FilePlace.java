package io.github.churnml.spring;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A model file. It is taken once it differs from the one that was loaded and has stayed the same between two looks: a file that
 * is being copied is left alone. Looking works on network drives and in containers too, and where the file is a link.
 */
final class FilePlace implements ModelPlace {

    private final Path file;
    /** What was loaded last, what of that answers, and what the last look has seen. */
    private @Nullable State loaded;

    private @Nullable State answers;
    private @Nullable State seen;
    private boolean isMissing;

    FilePlace(String rest) {
        this.file = path(rest).toAbsolutePath().normalize();
    }

    private static Path path(String rest) {
        try {
            return rest.startsWith("//") ? Path.of(URI.create("file:" + rest)) : Path.of(rest);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new ConfigurationException(
                    "The path " + Wording.value("file:" + rest) + " names no file.",
                    "Maybe write file:/srv/models/customers.churn, or file:models/customers.churn.",
                    Where.nowhere(),
                    e);
        }
    }

    @Override
    public Found load() {
        State before = State.of(file);
        if (before == null) {
            ChurnModel.load(file); // which says what is there instead
        }
        Found found = ModelPlace.read(() -> Files.newInputStream(file), place());
        loaded = before;
        return found;
    }

    @Override
    public @Nullable Found next() {
        State now = State.of(file);
        boolean isSame = now == null ? isMissing : now.equals(seen);
        isMissing = now == null;
        seen = now;
        return isSame && !(now != null && now.equals(answers))
                ? load()
                : null; // which says so of a file that stays away
    }

    @Override
    public void taken() {
        answers = loaded;
    }

    @Override
    public boolean isUnchanged() {
        return seen != null && seen.equals(answers);
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public String place() {
        return "file:" + file;
    }

    /** What tells one content of a file from another without reading it; the key is another one after a move. */
    private record State(
            FileTime modified, long size, @Nullable Object key) {

        static @Nullable State of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isRegularFile()
                        ? new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey())
                        : null;
            } catch (IOException e) {
                return null;
            }
        }
    }
}
