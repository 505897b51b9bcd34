package io.github.churnml.cli;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.ChurnServerBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a server's access log goes, as an option. */
final class AccessLogFlag {

    @Option(
            names = "--access-log",
            paramLabel = "FILE|-|off",
            defaultValue = "-",
            description =
                    "One line of JSON per request, without any customer's value: appended to a file, on standard output (-) or"
                            + " off. Default: ${DEFAULT-VALUE}.")
    String where = "-";

    /** An open log, or none. */
    static final class Target implements AutoCloseable {

        private final @Nullable OutputStream out;
        private final boolean owned;

        private Target(@Nullable OutputStream out, boolean owned) {
            this.out = out;
            this.owned = owned;
        }

        void into(ChurnServerBuilder builder) {
            if (out != null) {
                builder.accessLog(out);
            }
        }

        /** Closes a file; standard output stays open. */
        @Override
        public void close() {
            if (owned && out != null) {
                try {
                    out.close();
                } catch (IOException e) {
                    // Every line was flushed before, or its loss was told.
                    return;
                }
            }
        }
    }

    Target open(Surroundings surroundings) {
        if (where.equals("off")) {
            return new Target(null, false);
        }
        if (where.equals("-")) {
            return new Target(surroundings.out(), false);
        }
        Path file = Path.of(where);
        try {
            return new Target(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true);
        } catch (IOException e) {
            throw new OutputException(
                    "The access log " + Wording.path(file) + " cannot be written.",
                    "Maybe its folder is not there, or may not be written; --access-log - writes to standard output.",
                    Where.in(file),
                    e);
        }
    }
}
