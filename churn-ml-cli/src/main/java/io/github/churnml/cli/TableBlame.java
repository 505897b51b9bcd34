package io.github.churnml.cli;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.function.Function;

/** Says which table is wrong, where a command reads two of them. */
final class TableBlame {

    private TableBlame() {}

    /**
     * Reads a table.
     *
     * @throws DataException as it is thrown, if its message names the file
     * @throws Failure.Ended if it does not, with the file put before it
     */
    static <T> T of(Path table, Function<Path, T> reading) {
        try {
            return reading.apply(table);
        } catch (DataException e) {
            Failure failure = Failure.of(e);
            String file = Wording.path(table);
            if (failure.error().contains(file)) {
                throw e;
            }
            throw new Failure.Ended(
                    new Failure(failure.exit(), "In the table " + file + ": " + failure.error(), failure.hint()), e);
        }
    }
}
