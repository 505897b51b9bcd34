package io.github.churnml.files;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one way results reach a disk: written aside in the target's own folder, forced to the disk, then moved into place
 * in one step. A reader of the target sees the old file or the whole new one, never a part; when writing fails, the old
 * file stays and neither the temporary file nor a folder made for it is left behind. What a killed process left behind is
 * removed by the next that writes into the folder; another machine's, in a shared folder, when it was not written to for a day.
 *
 * <p>A symbolic link is followed, so the file that it leads to is replaced. What is neither file nor folder, such as
 * {@code /dev/null} or a named pipe, must not be replaced by moving and is written to directly.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class OutputFile {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_TRIES = 100;

    private OutputFile() {}

    /**
     * Uses a value and may fail while reading or writing.
     *
     * @param <T> what is used
     */
    @FunctionalInterface
    public interface IOConsumer<T> {

        /**
         * Uses the value.
         *
         * @param value what to use
         * @throws IOException if reading or writing fails
         */
        void accept(T value) throws IOException;
    }

    /**
     * Writes a file whole or not at all, and makes its parent folders where they are missing. Safe for any thread; of
     * several writers to one target the last one wins.
     *
     * @param target the file; one that is there already is replaced
     * @param body writes the content to the buffered stream that it is given; it must flush what it wraps around that
     *     stream and may close it; what it throws besides {@link IOException} and {@link UncheckedIOException} is passed
     *     on as it is
     * @throws OutputException if the target is a folder, or if the file or a folder above it cannot be written
     */
    public static void write(Path target, IOConsumer<? super OutputStream> body) {
        try {
            Path absolute = target.toAbsolutePath();
            requireFolders(absolute);
            if (Files.isDirectory(absolute)) {
                throw failure(target, "it is a folder", "Maybe add a file name to the path.", null);
            }
            if (!Files.exists(absolute)) {
                writeAside(absolute, body);
            } else if (Files.isRegularFile(absolute)) {
                writeAside(absolute.toRealPath(), body);
            } else {
                writeThrough(absolute, body);
            }
        } catch (UncheckedIOException e) {
            throw failure(target, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Whatever is nearest above the target must be a folder; systems differ in what they say if it is not. */
    private static void requireFolders(Path target) throws FileAlreadyExistsException {
        for (Path above = target.getParent(); above != null; above = above.getParent()) {
            // One look: another run may remove the folder that it made, or make it again, between two.
            BasicFileAttributes found;
            try {
                found = Files.readAttributes(above, BasicFileAttributes.class);
            } catch (IOException e) {
                continue; // It is not there, or not to be seen: what is above it decides.
            }
            if (!found.isDirectory()) {
                throw new FileAlreadyExistsException(above.toString());
            }
            return;
        }
    }

    private static void writeThrough(Path device, IOConsumer<? super OutputStream> body) throws IOException {
        try (OutputStream raw = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
            OutputStream out = new StaysOpen(raw);
            body.accept(out);
            out.flush();
        }
    }

    private static void writeAside(Path target, IOConsumer<? super OutputStream> body) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent()); // a root is a folder, which was refused
        List<Path> made = new ArrayList<>();
        try {
            fillAndMove(temporaryIn(folder, made), made, target, body);
        } finally {
            // After a success the folders hold the target, and a folder that holds something is not deleted.
            made.forEach(OutputFile::deleteQuietly);
        }
    }

    /** Another process that made the same folder may remove it again before this one's file is in it. */
    private static Path temporaryIn(Path folder, List<Path> made) throws IOException {
        for (int left = MOST_TRIES; ; left--) {
            missingFolders(folder).stream().filter(path -> !made.contains(path)).forEach(made::add);
            try {
                Files.createDirectories(folder);
                return TemporaryFiles.create(folder);
            } catch (NoSuchFileException e) {
                if (left == 0) {
                    throw e;
                }
            } catch (FileAlreadyExistsException e) {
                // Made by another one, and removed before it was seen to be a folder; else it is a file.
                if (left == 0 || Files.isRegularFile(Path.of(e.getFile()))) {
                    throw e;
                }
            }
        }
    }

    private static void fillAndMove(Path temporary, List<Path> made, Path target, IOConsumer<? super OutputStream> body)
            throws IOException {
        // A process that is told to end runs no finally, only its hooks.
        Thread onKill = new Thread(() -> {
            deleteQuietly(temporary);
            made.forEach(OutputFile::deleteQuietly);
        });
        try {
            addHook(onKill);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                OutputStream out = new StaysOpen(Channels.newOutputStream(channel));
                body.accept(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, target);
        } finally {
            // After a success nothing has this name any more.
            deleteQuietly(temporary);
            removeHook(onKill);
        }
    }

    private static void addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and what is written now, by a hook of somebody else's, is its last word.
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook runs already.
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** {@return the folders that are not there yet, the deepest first} */
    private static List<Path> missingFolders(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path at = folder; at != null && Files.notExists(at); at = at.getParent()) {
            missing.add(at);
        }
        return missing;
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The failure that led here is the one to report.
        }
    }

    private static OutputException failure(Path target, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return failure(
                    target, "permission denied", "Maybe choose another folder, or make this one writable.", cause);
        }
        if (cause instanceof FileAlreadyExistsException e) {
            String file = printable(String.valueOf(e.getFile()));
            return failure(target, "'" + file + "' is a file, not a folder", "Maybe choose another folder.", cause);
        }
        return failure(target, reason(cause), "Maybe the disk is full or read-only; choose another folder.", cause);
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : printable(reason);
    }

    private static OutputException failure(Path target, String reason, String maybe, @Nullable IOException cause) {
        String problem = "The file '" + printable(target.toString()) + "' cannot be written: " + reason + ".";
        return new OutputException(problem, maybe, Where.in(target), cause);
    }

    /** A path stays whole, since its end matters most; only what could garble a terminal goes. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cc}", " ");
    }

    /** A buffered stream whose closing only flushes, so that the file can still be forced to the disk afterwards. */
    private static final class StaysOpen extends BufferedOutputStream {

        StaysOpen(OutputStream out) {
            super(out, BUFFER_BYTES);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
