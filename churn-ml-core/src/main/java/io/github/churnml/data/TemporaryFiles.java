package io.github.churnml.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern NAME = Pattern.compile("\\.churn-(?:([0-9a-z]+)-)?([0-9]{1,18})-[0-9]+\\.tmp");
    private static final Duration FRESH = Duration.ofDays(1);
    /** Clocks of a file system and of the processes may differ a little. */
    private static final Duration SLACK = Duration.ofSeconds(10);

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
            String name =
                    ".churn-" + Machine.MARK + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".tmp";
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
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || !Files.isRegularFile(file)) {
            return false;
        }
        Instant written = Files.getLastModifiedTime(file).toInstant();
        if (Machine.MARK.isEmpty() || !Machine.MARK.equals(name.group(1) + "-")) {
            return written.isBefore(Instant.now().minus(FRESH));
        }
        return ProcessHandle.of(Long.parseLong(name.group(2)))
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info()
                        .startInstant()
                        .filter(started -> started.isAfter(written.plus(SLACK)))
                        .isPresent())
                .orElse(true);
    }

    /** Within what a process number means one process: this start of this machine, and this container. */
    private static final class Machine {

        /** Empty, or the mark and a hyphen. */
        static final String MARK = mark();

        private static String mark() {
            try {
                String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
                String processes =
                        Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
                long hash = 1;
                for (char c : (boot + processes).toCharArray()) {
                    hash = hash * 1_000_003 + c;
                }
                return Long.toUnsignedString(hash, Character.MAX_RADIX) + "-";
            } catch (IOException | RuntimeException e) {
                return "";
            }
        }
    }
}
