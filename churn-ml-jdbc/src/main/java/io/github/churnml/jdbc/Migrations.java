package io.github.churnml.jdbc;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Tables of this library as later code needs them, made and changed by Flyway. Public for the rooms of this library that keep tables of
 * their own.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param database the database
 * @param location where the migrations are, named whole: Flyway migrates nothing, and says nothing, where a place is not there, unless told
 *     otherwise
 * @param history the table of what was done, perhaps with a schema before it
 * @param placeholders what stands for names in the migrations
 */
public record Migrations(Database database, String location, String history, Map<String, String> placeholders) {

    private static final int TRIES = 4;
    private static final long PAUSE_MILLIS = 100;

    /**
     * Makes the tables, or brings them up to date. Several processes may do so at once: PostgreSQL has them take turns; in others one may
     * stumble over what another is about to do, and tries again.
     *
     * @param table the first of them, for messages
     * @throws SQLException if the database refuses it
     * @throws ConfigurationException if Flyway does not know the database, or the schema is not there
     */
    public void run(String table) throws SQLException {
        Flyway flyway = flyway();
        for (int left = TRIES - 1; ; left--) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (left == 0) {
                    throw failure(table, e);
                }
                pause(e);
            }
        }
    }

    private Flyway flyway() throws SQLException {
        int dot = history.indexOf('.');
        FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.source())
                .locations(location)
                .failOnMissingLocations(true)
                // Other tables may be there: this history is of these tables, and begins with them.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .createSchemas(false)
                .table(history.substring(dot + 1))
                .placeholders(placeholders);
        if (dot >= 0) {
            flyway.defaultSchema(schema(history.substring(0, dot)));
        }
        return flyway.load();
    }

    private static void pause(FlywayException e) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private ConfigurationException failure(String table, FlywayException e) throws SQLException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                throw sql;
            }
        }
        return new ConfigurationException(
                "The table " + Wording.name(table) + " of " + Wording.value(database.name())
                        + " cannot be made or brought up to date by Flyway.",
                "Maybe its module for this database is not on the class path; or make the table by hand, as docs/databases.md"
                        + " and docs/registry.md show.",
                Where.nowhere());
    }

    /** The schema as the database spells it. */
    private String schema(String given) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet schemas = connection.getMetaData().getSchemas()) {
            while (schemas.next()) {
                if (schemas.getString("TABLE_SCHEM").equalsIgnoreCase(given)) {
                    return schemas.getString("TABLE_SCHEM");
                }
            }
        }
        throw new ConfigurationException(
                "The database " + Wording.value(database.name()) + " has no schema " + Wording.name(given) + ".",
                "Maybe make it first, or leave it out.",
                Where.nowhere());
    }

    /**
     * Whether there is a table of this name, however it is spelt, in its schema or in that of the connection.
     *
     * @param connection a connection
     * @param table the table, perhaps with a schema before it
     * @return whether there is
     * @throws SQLException if the database cannot be asked
     */
    public static boolean exists(Connection connection, String table) throws SQLException {
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
}
