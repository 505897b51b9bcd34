package io.github.churnml.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the build folder for doors that take a path; each target has its own and writes it again and again. */
final class Scratch {

    static final Path FOLDER = Path.of("target", "fuzz");

    private final Path path;

    Scratch(String name) {
        try {
            Files.createDirectories(FOLDER);
            path = Files.createTempFile(FOLDER, "", "-" + name);
            path.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path holding(byte[] bytes) throws IOException {
        return Files.write(path, bytes);
    }
}
