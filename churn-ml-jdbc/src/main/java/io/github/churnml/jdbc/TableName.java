package io.github.churnml.jdbc;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a database has, found by the name that a person gave. No part of a given name ever becomes SQL: it is compared with
 * the names that the database lists, and the listed one is quoted.
 *
 * @param schema the schema, or null where there is none
 * @param name the table
 */
record TableName(@Nullable String schema, String name) {

    private static final String[] TYPES = {
        "TABLE", "BASE TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "PARTITIONED TABLE", "SYNONYM"
    };

    /** The table as it stands in a statement. */
    String quoted(Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        return schema == null ? quoted(name, quote) : quoted(schema, quote) + "." + quoted(name, quote);
    }

    private static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** As a person writes it. */
    String shown() {
        return schema == null ? name : schema + "." + name;
    }

    /**
     * Finds the one table that is meant: of the given name, else of that name in other case; of several the one in the schema
     * that the connection is in.
     *
     * @throws ConfigurationException if there is none, or if it is not clear which
     */
    static TableName find(Connection connection, String given) throws SQLException {
        List<TableName> all = all(connection);
        List<TableName> found = all.stream().filter(table -> table.is(given)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(table -> table.isNearly(given)).toList();
        }
        if (found.size() > 1) {
            String own = connection.getSchema();
            List<TableName> near = found.stream()
                    .filter(table -> own != null && own.equals(table.schema))
                    .toList();
            found = near.size() == 1 ? near : found;
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new ConfigurationException(
                    "The database has no table " + Wording.name(given) + " that this user may see.",
                    Wording.maybeNearest(
                            given,
                            all.stream()
                                    .map(table -> given.indexOf('.') < 0 ? table.name : table.shown())
                                    .toList()),
                    Where.nowhere());
        }
        throw new ConfigurationException(
                "The database has " + found.size() + " tables " + Wording.name(given) + ": "
                        + Wording.names(found.stream().map(TableName::shown).toList()) + ".",
                "Maybe name the schema too, as in " + found.get(0).shown() + ".",
                Where.nowhere());
    }

    private boolean is(String given) {
        return given.equals(name) || given.equals(shown());
    }

    private boolean isNearly(String given) {
        return given.equalsIgnoreCase(name) || given.equalsIgnoreCase(shown());
    }

    private static List<TableName> all(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<TableName> all = new ArrayList<>();
        try (ResultSet tables = data.getTables(connection.getCatalog(), null, "%", TYPES)) {
            while (tables.next()) {
                String schema = tables.getString("TABLE_SCHEM");
                boolean system = "INFORMATION_SCHEMA".equalsIgnoreCase(schema) || "pg_catalog".equals(schema);
                if (!system) {
                    all.add(new TableName(schema, tables.getString("TABLE_NAME")));
                }
            }
        }
        return all;
    }
}
