package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.run.RunStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Runs of jobs with a connection that is kept open. A file of H2 is closed with its last connection, and opened again by whichever process
 * is faster; while one is kept, this process answers the others. Closing it gives the file up.
 */
final class OpenRuns implements AutoCloseable {

    private static final int MOST_TRIES = 40;
    private static final int MILLIS = 250;

    /** What H2 says while another process opens or closes the file. */
    private static final Set<Integer> BUSY = Set.of(8000, 90020, 90067);

    private final Connection kept;
    private final RunStore store;

    private OpenRuns(Connection kept, RunStore store) {
        this.kept = kept;
        this.store = store;
    }

    static OpenRuns of(Database database) {
        for (int tries = 1; ; tries++) {
            try {
                Connection kept = database.source().getConnection();
                try {
                    return new OpenRuns(kept, RunStore.at(database));
                } catch (RuntimeException e) {
                    close(kept);
                    throw e;
                }
            } catch (SQLException e) {
                if (tries == MOST_TRIES || !BUSY.contains(e.getErrorCode())) {
                    throw unreachable(database, e);
                }
                pause();
            }
        }
    }

    private static ConfigurationException unreachable(Database database, SQLException e) {
        return new ConfigurationException(
                "The database " + Wording.value(database.name()) + " cannot be reached: " + database.told(e) + ".",
                "Maybe its host, name, user or password is wrong, or it is not running.",
                Where.nowhere());
    }

    RunStore store() {
        return store;
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(kept);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was to be written is written.
        }
    }
}
