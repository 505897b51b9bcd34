package io.github.churnml.jdbc;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a database on a server of PostgreSQL where it is absent. */
public final class DatabaseCreation {

    /** What a server says when another made it a moment before. */
    private static final Set<String> THERE_ALREADY = Set.of("42P04", "23505");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    private DatabaseCreation() {}

    /**
     * Makes a database; nothing happens where it is there.
     *
     * @param server a database of the same server that is there, usually {@code postgres}; its user needs the right to create
     *     databases only where one is absent
     * @param name what to make: letters, digits, {@code _} and {@code -}, taken as it is spelt
     * @return whether it was made
     * @throws ConfigurationException if the name is none, the server cannot be reached, is not PostgreSQL, or the user may not
     */
    public static boolean ifAbsent(Database server, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "A database cannot be named " + Wording.value(name)
                            + ": a name has up to 63 letters, digits, _ and -, and begins with a letter or _.",
                    "Maybe choose a name such as mlflow_db.",
                    Where.nowhere());
        }
        try (Connection connection = server.connect()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new ConfigurationException(
                        "Databases are made on PostgreSQL alone, and " + Wording.value(server.name()) + " is "
                                + Wording.plain(product) + ".",
                        "Maybe make the database by hand.",
                        Where.nowhere());
            }
            if (isThere(connection, name)) {
                return false;
            }
            // It cannot be made within a transaction.
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE \"" + name + "\"");
            }
            return true;
        } catch (SQLException e) {
            if (THERE_ALREADY.contains(String.valueOf(e.getSQLState()))) {
                return false;
            }
            throw new ConfigurationException(
                    "The database " + Wording.value(name) + " could not be made: " + server.told(e) + ".",
                    "Maybe this user may not: ALTER ROLE ... CREATEDB, or let an administrator make it.",
                    Where.nowhere(),
                    server.stripped(e));
        }
    }

    private static boolean isThere(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
