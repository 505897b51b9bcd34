package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.OutputFile.IOConsumer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Where a table goes that is made from another.
 *
 * @param out a file, or {@code -} for standard output
 * @param given the table that is read, and the model that is used
 */
record TableOutput(ResultFile out, ModelAndTable given) {

    boolean isStandardOutput() {
        return out.isStandardOutput();
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
            out.refuseOver(given.dataFile, "table that is read");
            out.refuseOver(given.modelFile, "model that is used");
        }
    }

    /** Writes a file whole or not at all, or to standard output as it comes. */
    void write(Surroundings surroundings, IOConsumer<OutputStream> body) {
        if (!isStandardOutput()) {
            out.write(body);
            return;
        }
        try {
            body.accept(new StandardOutput(surroundings.out()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
