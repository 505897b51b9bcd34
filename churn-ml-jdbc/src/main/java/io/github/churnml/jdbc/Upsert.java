package io.github.churnml.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * How a batch of rows is written so that a row that is there already is replaced, in the words of each database. One instance is of one
 * run; a batch never holds a customer twice.
 */
sealed interface Upsert {

    /** Writes a batch inside the connection's transaction. */
    void write(Connection connection, List<PredictionRow> batch) throws SQLException;

    /** What fits a connection. */
    static Upsert of(Connection connection, String table, String run, ModelIdentity model, Instant scoredAt)
            throws SQLException {
        Constants constants = new Constants(run, model, scoredAt.atOffset(ZoneOffset.UTC));
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "PostgreSQL" -> new Postgres(table, constants);
            case "H2" ->
                new Rows(
                        "", "MERGE INTO " + table + " (" + COLUMNS + ") KEY (run_id, customer_id)" + VALUES, constants);
            default ->
                new Rows(
                        "DELETE FROM " + table + " WHERE run_id = ? AND customer_id = ?",
                        "INSERT INTO " + table + " (" + COLUMNS + ")" + VALUES,
                        constants);
        };
    }

    /** The columns, the customer's own behind those of the run. */
    String COLUMNS =
            "run_id, model_name, model_version, model_sha256, scored_at, customer_id, probability, predicted, tier, reasons";

    /** A mark for each of them. */
    String VALUES = " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** How many columns are the same in all rows of a run. */
    int SHARED = 5;

    /**
     * What is the same in all rows.
     *
     * @param run the run
     * @param model the model
     * @param scoredAt when
     */
    record Constants(String run, ModelIdentity model, OffsetDateTime scoredAt) {

        void set(PreparedStatement statement) throws SQLException {
            statement.setString(1, run);
            statement.setString(2, model.name());
            statement.setString(3, model.version());
            statement.setString(4, model.sha256());
            statement.setObject(SHARED, scoredAt);
        }
    }

    /**
     * PostgreSQL: one statement a batch, whose columns travel as arrays.
     *
     * @param table the table
     * @param constants what all rows share
     */
    record Postgres(String table, Constants constants) implements Upsert {

        @Override
        public void write(Connection connection, List<PredictionRow> batch) throws SQLException {
            String sql =
                    "INSERT INTO " + table + " (" + COLUMNS + ") SELECT ?, ?, ?, ?, ?, u.* FROM unnest(?, ?, ?, ?, ?)"
                            + " AS u ON CONFLICT (run_id, customer_id) DO UPDATE SET probability = EXCLUDED.probability,"
                            + " predicted = EXCLUDED.predicted, tier = EXCLUDED.tier, reasons = EXCLUDED.reasons,"
                            + " model_name = EXCLUDED.model_name, model_version = EXCLUDED.model_version,"
                            + " model_sha256 = EXCLUDED.model_sha256, scored_at = EXCLUDED.scored_at";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                constants.set(statement);
                set(statement, 1, "text", batch, PredictionRow::customer);
                set(statement, 2, "float8", batch, PredictionRow::probability);
                set(statement, 3, "text", batch, PredictionRow::predicted);
                set(statement, 4, "text", batch, PredictionRow::tier);
                set(statement, 5, "text", batch, PredictionRow::reasons);
                statement.executeUpdate();
            }
        }

        private static void set(
                PreparedStatement statement,
                int place,
                String type,
                List<PredictionRow> batch,
                Function<PredictionRow, Object> value)
                throws SQLException {
            Array array = statement
                    .getConnection()
                    .createArrayOf(type, batch.stream().map(value).toArray());
            statement.setArray(SHARED + place, array);
        }
    }

    /**
     * Others: a statement for each row, sent as a batch, after one that takes away what is there unless the statement itself replaces.
     *
     * @param delete takes a row away; empty if that is not needed
     * @param insert writes a row
     * @param constants what all rows share
     */
    record Rows(String delete, String insert, Constants constants) implements Upsert {

        @Override
        public void write(Connection connection, List<PredictionRow> batch) throws SQLException {
            if (!delete.isEmpty()) {
                try (PreparedStatement statement = connection.prepareStatement(delete)) {
                    for (PredictionRow row : batch) {
                        statement.setString(1, constants.run());
                        statement.setString(2, row.customer());
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (PredictionRow row : batch) {
                    constants.set(statement);
                    statement.setString(SHARED + 1, row.customer());
                    statement.setDouble(SHARED + 2, row.probability());
                    statement.setString(SHARED + 3, row.predicted());
                    statement.setString(SHARED + 4, row.tier());
                    statement.setString(SHARED + 5, row.reasons());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
