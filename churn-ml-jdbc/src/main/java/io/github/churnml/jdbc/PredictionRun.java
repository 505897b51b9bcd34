package io.github.churnml.jdbc;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the predictions of one run, in batches. For one thread; to be closed. Without {@link #finish} the rows of the last batch are not
 * written, those before it are, and the same run once more replaces them.
 */
public final class PredictionRun implements AutoCloseable {

    private final Database database;
    private final Connection connection;
    private final String table;
    private final String name;
    private final String run;
    private final Upsert upsert;
    private final int batchSize;
    private final List<PredictionRow> batch = new ArrayList<>();
    private final SeenCustomers seen = new SeenCustomers();
    private long written;

    /** How many customers the table had under this run before. */
    long before;

    PredictionRun(
            Database database,
            Connection connection,
            String table,
            String name,
            String run,
            ModelIdentity model,
            Instant scoredAt,
            int batchSize)
            throws SQLException {
        this.database = database;
        this.connection = connection;
        this.table = table;
        this.name = name;
        this.run = run;
        this.upsert = Upsert.of(connection, table, run, model, scoredAt.truncatedTo(ChronoUnit.MICROS));
        this.batchSize = batchSize;
    }

    /**
     * Takes a row; writes a batch where it is full.
     *
     * @param prediction the row
     * @param row the 1-based row of the table that it comes from, for messages
     * @throws DataException if the customer was there before in this run
     * @throws OutputException if the database fails
     */
    public void add(PredictionRow prediction, long row) {
        if (!seen.add(prediction.customer())) {
            throw new DataException(
                    "Row " + row + " is of a customer who was scored before in this run; "
                            + Wording.count(written, "row is", "rows are") + " written so far.",
                    "Maybe another column holds the ids, or make the table's rows one for each customer; the same run then replaces"
                            + " what is written.",
                    Where.nowhere().row(row));
        }
        batch.add(prediction);
        if (batch.size() == batchSize) {
            write();
        }
    }

    /**
     * Writes what is left and counts.
     *
     * @return what was written
     * @throws OutputException if the database fails, or does not have what was written
     */
    public WrittenPredictions finish() {
        if (!batch.isEmpty()) {
            write();
        }
        try {
            long after = count(connection, table, run);
            connection.rollback();
            if (after < written) {
                throw new OutputException(
                        Wording.count(written) + " customers were written to " + Wording.value(name) + ", which has "
                                + Wording.count(after) + " of run " + Wording.name(run) + ".",
                        "Maybe someone deletes rows at the same time.",
                        Where.nowhere());
            }
            long added = after - before;
            return new WrittenPredictions(run, written, added, written - added, after - written);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void write() {
        try {
            upsert.write(connection, batch);
            connection.commit();
            written += batch.size();
            batch.clear();
        } catch (SQLException e) {
            rollback();
            throw failure(e);
        }
    }

    private ChurnException failure(SQLException e) {
        if (SqlFailure.of(e).isOfStatement()) {
            return PredictionSchema.failure(database, table, e);
        }
        return new OutputException(
                "Writing to " + Wording.plain(table) + " of " + Wording.value(database.name()) + " failed after "
                        + Wording.count(written, "row", "rows") + " of run " + Wording.name(run) + ": "
                        + database.told(e) + ".",
                "Maybe run it again with the same id: what is written is replaced, and no customer is there twice.",
                Where.nowhere(),
                database.stripped(e));
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and its transaction with it.
        }
    }

    static long count(Connection connection, String table, String run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE run_id = ?")) {
            statement.setString(1, run);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** Gives the connection back; what is not written stays unwritten. */
    @Override
    public void close() {
        rollback();
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // It is closed next.
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // What was written was committed.
        }
    }
}
