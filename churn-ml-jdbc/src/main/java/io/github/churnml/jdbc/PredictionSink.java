package io.github.churnml.jdbc;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A table of predictions, one row for each run and customer. Immutable; safe for any thread, while each run is for one.
 *
 * <pre>{@code
 * PredictionSink sink = PredictionSink.to(dataSource);
 * try (PredictionRun run = sink.begin("2026-w48", ModelIdentity.of(model, file), Instant.now())) {
 *     run.add(PredictionRow.of(customer, row, prediction, model.outcome(), 3), row);
 *     WrittenPredictions written = run.finish();
 * }
 * }</pre>
 *
 * <p>A run can be repeated: a customer's row is replaced, never doubled, so after a crash at any moment the same run once more leaves
 * each customer exactly once. Rows are written in batches, each in a transaction of its own: it is there whole or not at all.
 *
 * <p>The table is made, and brought up to what later versions need, by migrations (Flyway), whose history is in a table beside it, {@code
 * churn_predictions_history}. A table that was made by hand, with the same columns and key, is used as it is.
 */
public final class PredictionSink {

    /** The table's name unless another is given. */
    public static final String TABLE = "churn_predictions";

    /** How many rows a batch has unless something else is said. */
    public static final int BATCH_SIZE = 1_000;

    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,49}\\.)?[A-Za-z_][A-Za-z0-9_]{0,49}");
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,99}");

    private final Database database;
    private final String table;
    private final int batchSize;

    private PredictionSink(Database database, String table, int batchSize) {
        this.database = database;
        this.table = table;
        this.batchSize = batchSize;
    }

    /**
     * In a database, under the usual name.
     *
     * @param database the database
     * @return the sink
     */
    public static PredictionSink to(Database database) {
        return new PredictionSink(database, TABLE, BATCH_SIZE);
    }

    /**
     * In a database that an application is connected to.
     *
     * @param source gives out connections
     * @return the sink
     */
    public static PredictionSink to(DataSource source) {
        return to(Database.of(source));
    }

    /**
     * In another table.
     *
     * @param name letters, digits and underscores, at most 50; perhaps with a schema before it, as in {@code crm.predictions}.
     *     Default: {@value #TABLE}
     * @return a changed copy
     * @throws ConfigurationException if it is no such name
     */
    public PredictionSink table(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "The table's name " + Wording.value(name)
                            + " is not made of letters, digits and underscores, at most 50.",
                    "Maybe " + TABLE + ", or with a schema before it, as in crm." + TABLE + ".",
                    Where.nowhere());
        }
        return new PredictionSink(database, name, batchSize);
    }

    /**
     * How many rows are written in one transaction. Default: {@value #BATCH_SIZE}.
     *
     * @param rows how many, 1 to 100,000
     * @return a changed copy
     * @throws ConfigurationException if it is not
     */
    public PredictionSink batchSize(int rows) {
        if (rows < 1 || rows > 100_000) {
            throw new ConfigurationException(
                    "The batch size " + Wording.value(rows) + " is not from 1 to 100,000.",
                    "Maybe leave it out: it is " + BATCH_SIZE + " then.",
                    Where.nowhere());
        }
        return new PredictionSink(database, table, rows);
    }

    /** {@return how the table is called in messages: its name and the database's URL without secrets} */
    public String name() {
        return table + " of " + database.name();
    }

    /**
     * Begins a run, or one that was begun before: makes the table if it is not there.
     *
     * @param run the run's id: letters, digits and {@code . _ : / + -}, at most 100, beginning with a letter or a digit
     * @param model which model scores
     * @param scoredAt when; kept to the microsecond
     * @return takes the rows; to be closed
     * @throws ConfigurationException if the id is not such, if another model wrote rows under it, or if the database cannot be reached
     *     or does not take the table
     */
    public PredictionRun begin(String run, ModelIdentity model, Instant scoredAt) {
        if (!RUN.matcher(run).matches()) {
            throw new ConfigurationException(
                    "The run's id " + Wording.value(run)
                            + " is not made of letters, digits and . _ : / + -, at most 100.",
                    "Maybe use a date, such as 2026-w48.",
                    Where.nowhere());
        }
        PredictionSchema.ensure(database, table);
        Connection connection = database.connect();
        try {
            PredictionRun begun =
                    new PredictionRun(database, connection, table, name(), run, model, scoredAt, batchSize);
            begun.before = count(connection, run);
            requireSameModel(connection, run, model);
            connection.setReadOnly(false);
            connection.setAutoCommit(false);
            return begun;
        } catch (SQLException e) {
            close(connection);
            throw PredictionSchema.failure(database, table, e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    Database database() {
        return database;
    }

    String table() {
        return table;
    }

    private long count(Connection connection, String run) throws SQLException {
        return PredictionRun.count(connection, table, run);
    }

    private void requireSameModel(Connection connection, String run, ModelIdentity model) throws SQLException {
        String sql = "SELECT MIN(model_sha256), MAX(model_sha256) FROM " + table + " WHERE run_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                for (int i = 1; i <= 2; i++) {
                    @Nullable String other = result.getString(i);
                    if (other != null && !other.equals(model.sha256())) {
                        throw new ConfigurationException(
                                "Run " + Wording.name(run) + " was written by another model (SHA-256 "
                                        + other.substring(0, Math.min(12, other.length())) + "…) than this one ("
                                        + model.sha256()
                                                .substring(
                                                        0,
                                                        Math.min(
                                                                12,
                                                                model.sha256().length())) + "…).",
                                "Maybe give this run another id, or delete what it has in " + table
                                        + " before (WHERE run_id = '" + run + "'): a run is what one model said.",
                                Where.nowhere());
                    }
                }
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What failed before is what counts.
        }
    }

    /** {@return the table and the database, without user and password} */
    @Override
    public String toString() {
        return "PredictionSink[" + name() + "]";
    }
}
