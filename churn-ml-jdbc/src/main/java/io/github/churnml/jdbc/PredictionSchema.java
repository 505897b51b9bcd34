package io.github.churnml.jdbc;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The table of predictions as later code needs it: made and changed by migrations, or made by hand and looked over. */
final class PredictionSchema {

    /** Named whole: Flyway migrates nothing, and says nothing, where a place is not there, unless told otherwise. */
    private static final String MIGRATIONS = "classpath:io/github/churnml/jdbc/migrations";

    private static final String COLUMNS =
            "run_id, customer_id, probability, predicted, tier, reasons, model_name, model_version,"
                    + " model_sha256, scored_at";

    private PredictionSchema() {}

    /** Makes the table if it is not there, or brings it up to date if it was made so. */
    static void ensure(Database database, String table) {
        boolean isByHand;
        try (Connection connection = database.connect()) {
            isByHand = exists(connection, table) && !exists(connection, history(table));
        } catch (SQLException e) {
            throw failure(database, table, e);
        }
        if (!isByHand) {
            migrate(database, table);
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT " + COLUMNS + " FROM " + table + " WHERE 1 = 0");
        } catch (SQLException e) {
            throw failure(database, table, e);
        }
    }

    private static void migrate(Database database, String table) {
        int dot = table.indexOf('.');
        try {
            FluentConfiguration flyway = Flyway.configure(PredictionSchema.class.getClassLoader())
                    .dataSource(database.source())
                    .locations(MIGRATIONS)
                    .failOnMissingLocations(true)
                    // Other tables may be there: this history is of one table, and begins with it.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .createSchemas(false)
                    .table(history(table).substring(dot + 1))
                    .placeholders(Map.of("predictions", table));
            if (dot >= 0) {
                flyway.defaultSchema(schema(database, table.substring(0, dot)));
            }
            flyway.load().migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw failure(database, table, sql);
                }
            }
            throw new ConfigurationException(
                    "The table " + Wording.name(table) + " of " + Wording.value(database.name())
                            + " cannot be made or brought up to date by Flyway.",
                    "Maybe its module for this database is not on the class path; or make the table by hand, as docs/databases.md"
                            + " shows.",
                    Where.nowhere());
        }
    }

    private static String history(String table) {
        return (table + "_history").toLowerCase(Locale.ROOT);
    }

    /** The schema as the database spells it. */
    private static String schema(Database database, String given) {
        try (Connection connection = database.connect();
                ResultSet schemas = connection.getMetaData().getSchemas()) {
            while (schemas.next()) {
                if (schemas.getString("TABLE_SCHEM").equalsIgnoreCase(given)) {
                    return schemas.getString("TABLE_SCHEM");
                }
            }
        } catch (SQLException e) {
            throw failure(database, given, e);
        }
        throw new ConfigurationException(
                "The database " + Wording.value(database.name()) + " has no schema " + Wording.name(given) + ".",
                "Maybe make it first, or leave it out.",
                Where.nowhere());
    }

    /** Whether there is a table of this name, however it is spelt, in its schema or in that of the connection. */
    private static boolean exists(Connection connection, String table) throws SQLException {
        int dot = table.indexOf('.');
        String schema = dot < 0 ? connection.getSchema() : table.substring(0, dot);
        String name = table.substring(dot + 1);
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet tables = data.getTables(
                connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE", "PARTITIONED TABLE"})) {
            while (tables.next()) {
                String in = tables.getString("TABLE_SCHEM");
                boolean isThere = in == null || schema == null || in.equalsIgnoreCase(schema);
                if (isThere && name.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a failure of the database means for predictions that were to be written. */
    static ChurnException failure(Database database, String table, SQLException e) {
        String told = "Table " + Wording.name(table) + " of " + Wording.value(database.name()) + ": " + database.told(e)
                + ".";
        if (SqlFailure.of(e).isOfStatement()) {
            return new ConfigurationException(
                    told,
                    "Maybe the user may not make or change the table, or another one has this name: docs/databases.md shows its"
                            + " columns and key.",
                    Where.nowhere(),
                    database.stripped(e));
        }
        return new OutputException(told, "Maybe try again.", Where.nowhere(), database.stripped(e));
    }
}
