package io.github.churnml.jdbc.registry;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.Database;
import io.github.churnml.registry.RegistryStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A registry in a database: an event is a row with the key (registry, number), a file one with the key (registry, name). Safe for many
 * threads and processes: the key alone says who was first, and no lock is taken.
 *
 * <p>Each row says which call wrote it. If the connection is lost before the database answers, the call looks with a new connection
 * whether its row is there: so an event is told to be done if it was, and never done twice. The tables are made before the first write
 * (Flyway, with a history in {@code churn_registry_history}); reading needs the right to read and nothing else.
 *
 * <p>A file has at most {@value #LARGEST_OBJECT} bytes.
 */
public final class JdbcRegistryStore implements RegistryStore, AutoCloseable {

    /** How many bytes a file has at most: drivers hold it several times over in memory while it travels. */
    public static final int LARGEST_OBJECT = 100_000_000;

    private static final Duration STAMP_HOLDS = Duration.ofSeconds(2);
    private static final String CONSTRAINT = "23";

    private final Database database;
    private final String registry;
    private final RegistryTables tables;
    private final KeptConnection connection;

    private JdbcRegistryStore(Database database, String registry) {
        this.database = database;
        this.registry = registry;
        this.tables = new RegistryTables(database);
        this.connection = new KeptConnection(database);
    }

    /**
     * A registry of a database.
     *
     * @param database the database
     * @param registry the registry's name: letters, digits and {@code . _ -}, at most 100
     * @return the store; nothing is connected yet
     * @throws ConfigurationException if the name is none
     */
    public static JdbcRegistryStore of(Database database, String registry) {
        return new JdbcRegistryStore(database, RegistryAddress.requireName(registry));
    }

    @Override
    public String place() {
        return database.name().replaceAll("\\p{Cntrl}", " ") + " (" + registry + ")";
    }

    @Override
    public List<byte[]> lines(long after) {
        return reading(List.of(), used -> {
            List<byte[]> lines = new ArrayList<>();
            // The line that is known already is asked for, too: a database that was set back does not have it.
            long next = Math.max(1, after);
            try (PreparedStatement statement = used.prepareStatement("SELECT number, line FROM churn_registry_events"
                    + " WHERE registry = ? AND number >= ? ORDER BY number")) {
                statement.setString(1, registry);
                statement.setLong(2, next);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        long number = rows.getLong(1);
                        if (number != next) {
                            throw missing(next);
                        }
                        if (number > after) {
                            lines.add(rows.getBytes(2));
                        }
                        next++;
                    }
                }
            }
            if (next <= after) {
                throw missing(after);
            }
            return lines;
        });
    }

    private RegistryException missing(long number) {
        return new RegistryException(
                "The log of the registry " + place() + " does not have its event " + number + " any more.",
                "Maybe restore the table churn_registry_events from a backup; nothing was changed.",
                Where.nowhere());
    }

    /** A server asks beside its requests: a database that is slow or not there delays none. */
    @Override
    public Duration stampHolds() {
        return STAMP_HOLDS;
    }

    @Override
    public long stamp() {
        return reading(0L, used -> {
            try (PreparedStatement statement =
                    used.prepareStatement("SELECT MAX(number) FROM churn_registry_events WHERE registry = ?")) {
                statement.setString(1, registry);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /**
     * Appends a line.
     *
     * @throws RegistryException if the line before it is not there, as in a database that was set back
     */
    @Override
    public boolean append(long number, byte[] line) {
        String writer = UUID.randomUUID().toString();
        String look = "SELECT writer FROM churn_registry_events WHERE registry = ? AND number = ?";
        return writing(used -> {
            if (number > 1 && writer(used, look, number - 1).isEmpty()) {
                throw missing(number - 1);
            }
            return insert(used, tables.append(), look, number, line, writer);
        });
    }

    /** Inserts a row if there is none of its key; that of an earlier try of the same writer, whose answer was lost, counts. */
    private boolean insert(Connection used, String insert, String look, Object key, byte[] content, String writer)
            throws SQLException {
        try {
            change(used, insert, content, writer, registry, key);
            return true;
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(CONSTRAINT)) {
                throw e;
            }
            return writer(used, look, key).filter(writer::equals).isPresent();
        }
    }

    /** Who wrote a row; empty if it is not there. */
    private Optional<String> writer(Connection used, String look, Object key) throws SQLException {
        try (PreparedStatement statement = used.prepareStatement(look)) {
            statement.setString(1, registry);
            statement.setObject(2, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static int change(Connection used, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = used.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof byte[] bytes) {
                    statement.setBytes(i + 1, bytes);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            return statement.executeUpdate();
        }
    }

    /** {@return false: two writers are kept apart by the keys of what they write} */
    @Override
    public boolean locks() {
        return false;
    }

    @Override
    public <T> T exclusively(Supplier<T> action) {
        return action.get();
    }

    @Override
    public boolean create(String name, byte[] content) {
        requireFits(name, content);
        String writer = UUID.randomUUID().toString();
        return writing(used -> insert(
                used,
                "INSERT INTO churn_registry_objects (content, writer, registry, name) VALUES (?, ?, ?, ?)",
                "SELECT writer FROM churn_registry_objects WHERE registry = ? AND name = ?",
                name,
                content,
                writer));
    }

    @Override
    public void write(String name, byte[] content) {
        requireFits(name, content);
        String writer = UUID.randomUUID().toString();
        String update = "UPDATE churn_registry_objects SET content = ?, writer = ? WHERE registry = ? AND name = ?";
        boolean isThere = writing(used -> change(used, update, content, writer, registry, name)) > 0;
        if (!isThere && !create(name, content)) {
            writing(used -> change(used, update, content, writer, registry, name));
        }
    }

    private void requireFits(String name, byte[] content) {
        if (content.length > LARGEST_OBJECT) {
            throw new OutputException(
                    "The file " + Wording.name(name) + " of the registry " + place() + " has "
                            + Wording.count(content.length) + " bytes, and a database takes "
                            + Wording.count(LARGEST_OBJECT) + " at most.",
                    "Maybe keep the registry in a folder or in S3.",
                    Where.nowhere());
        }
    }

    @Override
    public Optional<byte[]> read(String name) {
        return reading(Optional.empty(), used -> {
            try (PreparedStatement statement = used.prepareStatement(
                    "SELECT content FROM churn_registry_objects WHERE registry = ? AND name = ?")) {
                statement.setString(1, registry);
                statement.setString(2, name);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void delete(String name) {
        writing(used ->
                change(used, "DELETE FROM churn_registry_objects WHERE registry = ? AND name = ?", registry, name));
    }

    @Override
    public List<String> names() {
        return reading(List.of(), used -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement statement =
                    used.prepareStatement("SELECT name FROM churn_registry_objects WHERE registry = ?")) {
                statement.setString(1, registry);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
            }
            // A database may sort them as a language does.
            return names.stream().sorted().toList();
        });
    }

    private <T> T reading(T absent, KeptConnection.Work<T> work) {
        try {
            return connection.use(work);
        } catch (SQLException e) {
            if (RegistryTables.areAbsent(e)) {
                return absent;
            }
            throw new RegistryException(
                    "The registry " + place() + " cannot be read: " + database.told(e) + ".",
                    "Maybe the database is not running, or this user may not read the tables churn_registry_events and"
                            + " churn_registry_objects.",
                    Where.nowhere(),
                    database.stripped(e));
        }
    }

    private <T> T writing(KeptConnection.Work<T> work) {
        try {
            tables.ensure();
            return connection.use(work);
        } catch (SQLException e) {
            throw new OutputException(
                    "The registry " + place() + " cannot be written: " + database.told(e) + ".",
                    "Maybe the database is not running, or this user may not change the tables churn_registry_events and"
                            + " churn_registry_objects.",
                    Where.nowhere(),
                    database.stripped(e));
        }
    }

    /** Closes the connection that is kept for the next question; it closes by itself after some seconds. The store can be used on. */
    @Override
    public void close() {
        connection.close();
    }

    /** {@return the place; no user, no password} */
    @Override
    public String toString() {
        return "JdbcRegistryStore[" + place() + "]";
    }
}
