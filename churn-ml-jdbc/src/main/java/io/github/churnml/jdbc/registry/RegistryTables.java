package io.github.churnml.jdbc.registry;

import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/** The two tables of registries: made before the first write, by migrations; those that were made by hand are used as they are. */
final class RegistryTables {

    private static final String EVENTS = "churn_registry_events";
    private static final String HISTORY = "churn_registry_history";
    private static final String MIGRATIONS = "classpath:io/github/churnml/jdbc/registry/migrations";

    /** How databases say that there is no such table. */
    private static final Set<String> ABSENT = Set.of("42P01", "42S02", "42S03", "42S04");

    private final Database database;
    private String product = "";
    private boolean isReady;

    RegistryTables(Database database) {
        this.database = database;
    }

    synchronized void ensure() throws SQLException {
        if (isReady) {
            return;
        }
        boolean isByHand;
        try (Connection connection = database.source().getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
            isByHand = Migrations.exists(connection, EVENTS) && !Migrations.exists(connection, HISTORY);
        }
        if (!isByHand) {
            Map<String, String> types = Map.of("bytes", product.equals("PostgreSQL") ? "bytea" : "blob");
            new Migrations(database, MIGRATIONS, HISTORY, types).run(EVENTS);
        }
        if (product.equals("H2")) {
            writeAtOnce();
        }
        isReady = true;
    }

    /**
     * How an event is appended. PostgreSQL forces it to the disk before it answers even where it is told not to wait for that
     * ({@code synchronous_commit = off}), and with it all that was committed before, as the files that the event names.
     */
    String append() {
        String insert = "INSERT INTO churn_registry_events (line, writer, registry, number) ";
        return product.equals("PostgreSQL")
                ? insert + "SELECT ?, ?, ?, ? WHERE set_config('synchronous_commit',"
                        + " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
                        + " ELSE current_setting('synchronous_commit') END, true) <> ''"
                : insert + "VALUES (?, ?, ?, ?)";
    }

    /** H2 keeps what is committed in memory for half a second unless told otherwise, which only its administrators may do. */
    private void writeAtOnce() {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        } catch (SQLException e) {
            return; // docs/registry.md says what to put into the URL
        }
    }

    /** Whether a statement failed because the tables are not there. */
    static boolean areAbsent(SQLException e) {
        return ABSENT.contains(String.valueOf(e.getSQLState()));
    }
}
