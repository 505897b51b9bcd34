package io.github.churnml.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL server of a test's own, which may be killed outright and started again over the same files. */
public final class KilledPostgres {

    private KilledPostgres() {}

    /** Starts the server of a folder, as far as it exists, at a port, or at any for 0. */
    public static EmbeddedPostgres start(Path folder, int port) throws InterruptedException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        if (port != 0) {
            builder.setPort(port);
        }
        for (int left = 20; ; left--) {
            try {
                return builder.start();
            } catch (IOException | IllegalStateException e) {
                // The processes of the killed server may not be gone yet.
                if (left == 0) {
                    throw new AssertionError(e);
                }
                Thread.sleep(500);
            }
        }
    }

    /** Kills all processes of the server of a folder, as {@code kill -9} does. */
    public static void kill(Path folder) {
        try {
            Path file = folder.resolve("data").resolve("postmaster.pid");
            if (Files.exists(file)) {
                long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
                ProcessHandle.of(pid).ifPresent(server -> {
                    List<ProcessHandle> all = server.descendants().toList();
                    server.destroyForcibly();
                    all.forEach(ProcessHandle::destroyForcibly);
                    server.onExit().join();
                });
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
