package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    Path folder;

    /** Ends with 0 if the lock that runs take is free, with 7 if another process has it. */
    static final class Trying {

        public static void main(String[] args) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(args[0], ".churn-lock"), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false)) {
                System.exit(lock == null ? 7 : 0);
            }
        }
    }

    @Test
    void lock_whileHeld_keepsOtherProcessesOut() throws Exception {
        Path shared = folder.resolve("new/one");
        FolderLock lock = FolderLock.of(shared);
        try {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Trying.class.getName(),
                            shared.toString())
                    .inheritIO()
                    .start();
            assertThat(other.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(other.exitValue()).isEqualTo(7);
        } finally {
            lock.close();
        }
        assertThat(shared).as("made for nothing").doesNotExist();
    }

    @Test
    void lock_fileLeftByAKilledRun_isTakenAndRemoved() {
        Cli.write(folder.resolve(".churn-lock"), "left");
        FolderLock.of(folder).close();
        assertThat(Cli.names(folder)).isEmpty();
    }
}
