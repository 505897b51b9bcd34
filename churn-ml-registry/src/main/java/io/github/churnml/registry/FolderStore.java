package io.github.churnml.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.monitor.log.ChainedLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registry in a folder. Writers of all processes take turns by a lock on {@code registry.lock}; readers take none: they
 * never see a line before it is ended, and objects are moved into place.
 */
final class FolderStore implements RegistryStore {

    static final String LOG = "registry.log.jsonl";
    private static final String LOCK = "registry.lock";
    private static final long LARGEST_OBJECT = 1L << 30;
    private static final long LARGEST_LOG = 1L << 30;

    /** Two locks of one process on one file are an error, not a wait, so threads queue here. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final Path folder;
    private final Path log;

    /** Where the line after the last one that was read begins. */
    private long knownNumber;

    private long knownOffset;

    FolderStore(Path folder) {
        this.folder = folder;
        this.log = folder.resolve(LOG);
    }

    @Override
    public String place() {
        return Wording.path(folder);
    }

    @Override
    public synchronized List<byte[]> lines(long after) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long from = offsetAfter(after, channel);
            Tail tail = read(channel, from);
            List<byte[]> lines = tail.lines();
            long number = (from == 0 ? 0 : knownNumber) + lines.size();
            knownNumber = tail.isEnded() ? number : 0;
            knownOffset = tail.isEnded() ? tail.end() : 0;
            return from == 0 ? lines.subList((int) Math.min(after, lines.size()), lines.size()) : lines;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(log, e);
        }
    }

    /**
     * The lines from a place on.
     *
     * @param end where the next line begins
     * @param isEnded whether the last of them ends with a line feed
     */
    private record Tail(List<byte[]> lines, long end, boolean isEnded) {}

    private Tail read(FileChannel channel, long from) throws IOException {
        long size = channel.size();
        if (size > LARGEST_LOG) {
            throw new RegistryException(
                    "The log " + Wording.path(log) + " is larger than 1 GB.",
                    "Maybe it is another file.",
                    Where.in(log));
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, size - from));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            continue; // until it is full, or somebody took a torn line off the end
        }
        byte[] bytes = buffer.array();
        int filled = buffer.position();
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < filled; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        // A last line without its end is what a crash cut short, unless it has its hash: then an editor took the end
        // off.
        if (start < filled && isWhole(bytes, start, filled)) {
            lines.add(Arrays.copyOfRange(bytes, start, filled));
            return new Tail(lines, from + filled, false);
        }
        return new Tail(lines, from + start, true);
    }

    private static boolean isWhole(byte[] bytes, int from, int to) {
        byte[] line = Arrays.copyOfRange(bytes, from, to);
        return ChainedLine.read(line, line.length).isPresent();
    }

    /** Where to read from to see what follows a line; 0 if that is not known. */
    private synchronized long offsetAfter(long number, FileChannel channel) throws IOException {
        long offset = number > 0 && number == knownNumber ? knownOffset : 0;
        if (channel.size() < offset) {
            throw new RegistryException(
                    "The log " + Wording.path(log) + " is shorter than it was: events were removed from its end.",
                    "Maybe restore it from a backup; nothing was changed.",
                    Where.in(log));
        }
        return offset;
    }

    @Override
    public long stamp() {
        return log.toFile().length();
    }

    @Override
    public boolean append(long number, byte[] line) {
        return exclusively(() -> {
            try (FileChannel channel = FileChannel.open(
                    log, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long last = number - 1;
                long from = offsetAfter(last, channel);
                Tail tail = read(channel, from);
                if (tail.lines().size() != (from > 0 ? 0 : last)) {
                    return false;
                }
                ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
                if (!tail.isEnded()) {
                    bytes.put((byte) '\n');
                }
                bytes.put(line).put((byte) '\n').flip();
                channel.truncate(tail.end());
                write(channel, bytes, tail.end());
                return true;
            } catch (IOException e) {
                throw unwritable(log, e);
            }
        });
    }

    /** A line that could not be written whole, or not forced, must not be read as an event later. */
    private static void write(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
        try {
            for (long at = from; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(from);
            throw e;
        }
    }

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public <T> T exclusively(Supplier<T> action) {
        try {
            Files.createDirectories(folder);
            Path file = folder.toRealPath().resolve(LOCK);
            ReentrantLock queue = IN_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
            queue.lock();
            try {
                if (queue.getHoldCount() > 1) {
                    return action.get();
                }
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // closing the channel lets go of it
                    return action.get();
                }
            } finally {
                queue.unlock();
            }
        } catch (IOException e) {
            throw unwritable(folder.resolve(LOCK), e);
        }
    }

    @Override
    public boolean create(String name, byte[] content) {
        return exclusively(() -> {
            if (Files.exists(folder.resolve(name))) {
                return false;
            }
            write(name, content);
            return true;
        });
    }

    @Override
    public void write(String name, byte[] content) {
        OutputFile.write(folder.resolve(name), out -> out.write(content));
    }

    @Override
    public Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file) && Files.size(file) > LARGEST_OBJECT) {
                throw new RegistryException(
                        "The file " + Wording.path(file) + " is larger than 1 GB.",
                        "Maybe it is another file.",
                        Where.in(file));
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void delete(String name) {
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(LOG) && !name.equals(LOCK) && !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e.getCause());
        }
    }

    private static ChurnException unreadable(Path file, @Nullable IOException cause) {
        return new RegistryException(
                "The registry's file " + Wording.path(file) + " cannot be read.",
                "Maybe it is a folder, or this user may not read it.",
                Where.in(file),
                cause);
    }

    private static ChurnException unwritable(Path file, IOException cause) {
        return new OutputException(
                "The registry's file " + Wording.path(file) + " cannot be written.",
                "Maybe the disk is full or the folder is read-only; nothing was changed.",
                Where.in(file),
                cause);
    }
}
