package io.github.churnml.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files {@code .churn-MACHINE-PROCESS-NUMBER.tmp} that results are written to before they are moved into place, and the
 * removal of those whose process was killed.
 *
 * <p>A file is removed if its process is known to be gone: it has this machine's mark, and no process has its number, or
 * one that was started after the file was last written to. In a folder that several machines or containers share nothing is
 * known of the others' processes: their files go when they were not written to for a day. So do all where a system has no
 * mark. A folder is looked through once in a process.
 */
final class TemporaryFiles {

    private static final String NAME = "\\.churn-([0-9a-z]+-)?[0-9]{1,18}-[0-9]+\\.tmp";
    private static final int FRESH_SECONDS = 24 * 60 * 60;
    /** Clocks of a file system and of the processes may differ a little. */
    private static final int SLACK_SECONDS = 10;

    /** Within what a process number means one process: this start of this machine, and this container. Empty if unknown. */
    private static final String MARK = mark();

    private static final String START = ".churn-" + (MARK.isEmpty() ? "" : MARK + "-");

    private static final int MOST_FOLDERS = 1000;
    private static final AtomicLong COUNTER = new AtomicLong();
    private static final Set<Path> SEEN = ConcurrentHashMap.newKeySet();

    private TemporaryFiles() {}

    /** A new empty file. Not {@link Files#createTempFile}, whose files only their owner may read, even after the move. */
    static Path create(Path folder) throws IOException {
        if (SEEN.size() >= MOST_FOLDERS) {
            SEEN.clear();
        }
        if (SEEN.add(folder)) {
            removeLeft(folder);
        }
        while (true) {
            String name = START + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".tmp";
            try {
                return Files.createFile(folder.resolve(name));
            } catch (FileAlreadyExistsException e) {
                // Left by a killed process of the same number; the counter goes on to a free name.
            }
        }
    }

    static void removeLeft(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".churn-*.tmp")) {
            for (Path file : files) {
                if (isLeft(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            // What was left behind stays; it is no reason to fail.
        }
    }

    private static boolean isLeft(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.matches(NAME) || !Files.isRegularFile(file)) {
            return false;
        }
        Instant written = Files.getLastModifiedTime(file).toInstant();
        String[] parts = name.split("[-.]");
        boolean known = parts.length == 6 && parts[2].equals(MARK);
        if (!known) {
            return written.plusSeconds(FRESH_SECONDS).isBefore(Instant.now());
        }
        ProcessHandle process = ProcessHandle.of(Long.parseLong(parts[3])).orElse(null);
        if (process == null || !process.isAlive()) {
            return true;
        }
        Instant started = process.info().startInstant().orElse(Instant.MIN);
        return started.isAfter(written.plusSeconds(SLACK_SECONDS));
    }

    private static String mark() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            Path processes = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            long hash = (long) boot.hashCode() << 32 ^ processes.toString().hashCode();
            return Long.toUnsignedString(hash, Character.MAX_RADIX);
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
