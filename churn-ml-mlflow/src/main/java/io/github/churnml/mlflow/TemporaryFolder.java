package io.github.churnml.mlflow;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of this process's own for files on their way. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    static Path make() {
        try {
            return Files.createTempDirectory("churn-mlflow-");
        } catch (IOException e) {
            throw new OutputException(
                    "The folder for temporary files cannot be written.",
                    "Maybe the disk is full; -Djava.io.tmpdir=DIR names another.",
                    Where.nowhere(),
                    e);
        }
    }

    /** A file, or a folder with all that is in it. */
    static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            // What could not be removed does no harm.
        }
    }
}
