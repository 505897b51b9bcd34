package io.github.churnml.monitor.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that several processes append to, each under a lock on it, and that is moved aside before it grows beyond a
 * size. Within a process the caller appends by one thread at a time: two locks of one process on one file are an error, not a
 * wait.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param path the file; made when it is first appended to, in a folder that is there
 * @param largest the bytes beyond which it is moved aside
 * @param aside how
 */
public record RotatedFile(Path path, long largest, Aside aside) {

    private static final int MOST_TRIES = 10;

    /** Moves a file that is full to another name. */
    @FunctionalInterface
    public interface Aside {

        /**
         * Moves it.
         *
         * @param full the file
         * @throws IOException if that fails
         */
        void move(Path full) throws IOException;
    }

    /**
     * Opens the file, and makes it where it is not there.
     *
     * @return the channel, to read and to write
     * @throws IOException if that fails
     */
    public FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Appends lines in one write, with the end of a line before them that a killed process may have left out.
     *
     * @param lines whole lines, the last one ended too
     * @throws IOException if they cannot be written
     */
    public void append(byte[] lines) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try (FileChannel channel = open()) {
                channel.lock(); // closing the channel lets go of it
                if (!isStillThere(channel)) {
                    continue; // another process renamed it while the lock was waited for
                }
                if (channel.size() > 0 && channel.size() + lines.length > largest) {
                    aside.move(path);
                    continue;
                }
                write(channel, lines);
                return;
            }
        }
        throw new IOException("somebody else keeps renaming it");
    }

    private boolean isStillThere(FileChannel channel) throws IOException {
        try {
            return Files.size(path) == channel.size();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void write(FileChannel channel, byte[] lines) throws IOException {
        long end = channel.size();
        ByteBuffer bytes = ByteBuffer.allocate(lines.length + 1);
        ByteBuffer last = ByteBuffer.allocate(1);
        if (end > 0 && !(channel.read(last, end - 1) == 1 && last.get(0) == '\n')) {
            bytes.put((byte) '\n');
        }
        bytes.put(lines).flip();
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
    }
}
