package io.github.churnml.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a run keeps its models, so that each is grown once and all forks score the same. */
final class RunFolder {

    /** Writes a file. */
    @FunctionalInterface
    interface Writer {
        void write(Path file) throws IOException;
    }

    private static final Path FOLDER = folder();

    private RunFolder() {}

    /** A file of this run, made by the writer if no fork before has. */
    static Path file(String name, Writer writer) {
        Path file = FOLDER.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try {
            // Aside and moved: a fork that is killed leaves no half file. The name keeps its ending, which some
            // libraries read.
            Path part = FOLDER.resolve("part-" + name);
            writer.write(part);
            return Files.move(part, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a fork is started: a fixed heap, and native libraries unpacked elsewhere than by the launcher. LightGBM4j
     * unpacks to one fixed name, and writing over a library that another process has mapped makes that one crash.
     */
    static String[] forkArguments() {
        try {
            Path unpacked = Files.createDirectories(FOLDER.resolve("forks"));
            return new String[] {"-Xms2g", "-Xmx2g", "-Djava.io.tmpdir=" + unpacked};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            String named = System.getProperty("churn.benchmarks.folder");
            return named == null
                    ? Files.createTempDirectory("churn-benchmarks-")
                    : Files.createDirectories(Path.of(named));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
