package io.github.churnml.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for doors that take a path; each target has its own and writes it again and again. */
final class Scratch {

    static final Path FOLDER = Path.of("target", "fuzz");

    /** Where a file is held in memory, on systems that have such a place. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path path;

    Scratch(String name) {
        try {
            Files.createDirectories(FOLDER);
            path = Files.createTempFile(Files.isWritable(MEMORY) ? MEMORY : FOLDER, "churn-fuzz", "-" + name);
            path.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path holding(byte[] bytes) throws IOException {
        return Files.write(path, bytes);
    }
}
