package io.github.churnml.model;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a model come from: gets them, no more than a model may have, and says in refusals where they were.
 *
 * @param path the file, or null if they do not come from one
 */
record ModelSource(@Nullable Path path) {

    static final int LARGEST = 1 << 30;

    /** Makes refusals of what the bytes say. */
    Blame blame() {
        return (problem, maybe) -> Blame.modelFile(path).of(named() + " is refused. " + problem, maybe);
    }

    /** The whole file. */
    byte[] file() {
        Path file = Objects.requireNonNull(path);
        if (!Files.exists(file)) {
            throw refused("is not there", "Maybe the path is wrong.");
        }
        if (Files.isDirectory(file)) {
            throw refused("is a folder", "Maybe the model file inside it was meant.");
        }
        try {
            if (Files.isRegularFile(file)) {
                requireSize(Files.size(file), LARGEST);
                return Files.readAllBytes(file);
            }
            // A named pipe, whose size is not known.
            try (InputStream in = Files.newInputStream(file)) {
                return stream(in, LARGEST);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Bytes that are there already. */
    byte[] bytes(byte[] given) {
        requireSize(given.length, LARGEST);
        return given;
    }

    /**
     * A stream to its end, which is left open. What begins otherwise than a model is not read any further.
     *
     * @param largest more bytes are refused; memory is taken as bytes come in
     */
    byte[] stream(InputStream in, int largest) {
        try {
            byte[] start = in.readNBytes(StoredZip.START);
            StoredZip.requireStart(start, blame());
            PushbackInputStream all = new PushbackInputStream(in, StoredZip.START);
            all.unread(start);
            byte[] bytes = all.readNBytes(largest + 1);
            requireSize(bytes.length, largest);
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void requireSize(long bytes, int largest) {
        if (bytes > largest) {
            throw refused("is larger than 1 GB", "Maybe it is not a model file.");
        }
    }

    private ModelFileException refused(String why, String maybe) {
        return new ModelFileException(named() + " " + why + ".", maybe, Where.in(path));
    }

    private ModelFileException unreadable(IOException cause) {
        String maybe = path == null ? "Maybe a connection broke; read it again." : "Maybe check its permissions.";
        return new ModelFileException(named() + " cannot be read.", maybe, Where.in(path), cause);
    }

    /** What the bytes are called in messages. */
    String named() {
        return path == null ? "The model" : "Model file " + Wording.path(path);
    }
}
