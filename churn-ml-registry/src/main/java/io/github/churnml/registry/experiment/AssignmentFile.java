package io.github.churnml.registry.experiment;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.log.RotatedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an assignment log: one that grows, and those before it with numbers behind its name, the oldest with 1. Lines are
 * appended under a lock, so that several threads and processes may.
 */
final class AssignmentFile {

    /** What a log may begin with: an object, blanks, or the first byte of a byte order mark. */
    private static final String BEGINNINGS = "{ \t\r\n\u00EF";

    /** What stands behind the name of a file that was renamed. */
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** Two locks of one process on one file are an error, not a wait, so threads queue here. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path path;
    private final RotatedFile file;

    AssignmentFile(Path path, long largest) {
        this.path = path;
        this.file = new RotatedFile(path, largest, full -> Files.move(full, free()));
    }

    Path path() {
        return path;
    }

    /**
     * All files of a log that are there, the oldest first, also where the oldest of them were taken away.
     *
     * @throws IOException if their folder cannot be looked through
     */
    static List<Path> all(Path path) throws IOException {
        List<Path> files = new ArrayList<>(before(path).values());
        if (Files.exists(path)) {
            files.add(path);
        }
        return files;
    }

    /** The files with numbers behind the log's name, by number. */
    private static SortedMap<Integer, Path> before(Path path) throws IOException {
        String name = path.getFileName() + ".";
        SortedMap<Integer, Path> files = new TreeMap<>();
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.startsWith(name)
                            && NUMBER.matcher(file.substring(name.length())).matches())
                    .forEach(file ->
                            files.put(Integer.parseInt(file.substring(name.length())), path.resolveSibling(file)));
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        return files;
    }

    /** Makes the file and its folders where they are missing, so that what stands in the way is told at once. */
    void begin() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = file.open()) {
                requireLog(channel);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "The assignment log " + Wording.path(path) + " cannot be written.",
                    "Maybe the disk is full, or its folder may not be written.",
                    Where.in(path),
                    e);
        }
    }

    /** A wrong name must not put a line into a table or a model. */
    private void requireLog(FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        boolean other =
                channel.size() > 0 && channel.read(first, 0) == 1 && BEGINNINGS.indexOf(first.get(0) & 0xFF) < 0;
        if (other) {
            throw new OutputException(
                    "The file " + Wording.path(path) + " is no assignment log: it does not begin with a JSON object.",
                    "Maybe another file was meant.",
                    Where.in(path));
        }
    }

    void append(byte[] lines) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            file.append(lines);
        }
    }

    /** The next name behind all that are there: a number that was taken away is not given again, or the order would be lost. */
    private Path free() throws IOException {
        SortedMap<Integer, Path> before = before(path);
        return path.resolveSibling(path.getFileName() + "." + (before.isEmpty() ? 1 : before.lastKey() + 1));
    }
}
