package io.github.churnml.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time writes into a folder: a lock on the file {@code .churn-lock}, which is gone afterwards. The system gives
 * it up when the process is killed. Where a file system knows no locks there is none, and runs must not overlap.
 */
final class FolderLock implements AutoCloseable {

    private static final ReentrantLock IN_PROCESS = new ReentrantLock();
    private static final int MOST_TRIES = 100;

    private final Path folder;
    private final boolean made;
    private final @Nullable FileChannel channel;

    private FolderLock(Path folder, boolean made, @Nullable FileChannel channel) {
        this.folder = folder;
        this.made = made;
        this.channel = channel;
    }

    /** Waits until no other run writes into the folder, which is made if it is not there. */
    static FolderLock of(Path folder) {
        IN_PROCESS.lock();
        boolean made = Files.notExists(folder);
        for (int left = MOST_TRIES; left > 0; left--) {
            try {
                Files.createDirectories(folder);
                FileChannel channel = open(file(folder));
                if (channel != null) {
                    return new FolderLock(folder, made, channel);
                }
            } catch (NoSuchFileException e) {
                // Another run that gave up removed the folder again.
            } catch (FileAlreadyExistsException e) {
                if (Files.isRegularFile(Path.of(e.getFile()))) {
                    break; // No folder can be made where a file is; those who write say so.
                }
            } catch (IOException e) {
                break; // If the folder cannot be written, those who write into it say so.
            }
        }
        return new FolderLock(folder, made, null);
    }

    private static @Nullable FileChannel open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.lock(Long.MAX_VALUE - 1, 1, false);
            if (isAt(file, channel)) {
                return channel;
            }
            channel.close(); // It was another run's, which removed it when it was done.
            return null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Whether the file that was locked is still the one of that name, by a size taken at random. It must not be opened once
     * more: POSIX gives up a process's lock when any of its openings is closed.
     */
    private static boolean isAt(Path file, FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), ThreadLocalRandom.current().nextInt(1 << 16));
        try {
            return Files.size(file) == channel.size();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Path file(Path folder) {
        return folder.resolve(".churn-lock");
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                Files.deleteIfExists(file(folder));
                channel.close();
            }
            if (made) {
                Files.deleteIfExists(folder); // Fails if it holds something, as it should.
            }
        } catch (IOException e) {
            // An empty file is left behind, which the next run takes.
        } finally {
            IN_PROCESS.unlock();
        }
    }
}
