package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.OutputFile.IOConsumer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where a table goes that is made from another.
 *
 * @param out a file, or {@code -} for standard output
 * @param data the table that is read
 * @param model the model that is used
 */
record TableOutput(String out, Path data, Path model) {

    private static final String STANDARD_OUTPUT = "-";

    boolean isStandardOutput() {
        return out.equals(STANDARD_OUTPUT);
    }

    /** Refuses to write over the table or the model that is read, and to mix a table with a JSON document. */
    void refuseContradictions(boolean json) {
        if (isStandardOutput()) {
            if (json) {
                throw new ConfigurationException(
                        "Options --json and --out - both ask for standard output.",
                        "Maybe write the table to a file.",
                        Where.nowhere());
            }
        } else {
            Overwriting.refuse(Path.of(out), data, "table that is read");
            Overwriting.refuse(Path.of(out), model, "model that is used");
        }
    }

    /** Writes a file whole or not at all, or to standard output as it comes. */
    void write(Surroundings surroundings, IOConsumer<OutputStream> body) {
        if (!isStandardOutput()) {
            OutputFile.write(Path.of(out), body);
            return;
        }
        try {
            body.accept(new StandardOutput(surroundings.out()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
