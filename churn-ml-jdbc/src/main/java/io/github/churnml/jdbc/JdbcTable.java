package io.github.churnml.jdbc;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A table in a database, or what a query makes of several. Immutable: each method that sets something returns a changed copy.
 *
 * <pre>{@code
 * Dataset customers = JdbcTable.of("jdbc:postgresql://localhost/crm", "churn", password)
 *         .query("SELECT * FROM customers WHERE country = ?", "DE")
 *         .read();
 * }</pre>
 *
 * <p>The query runs once for each call, in one transaction that only reads and is rolled back at the end. PostgreSQL then refuses every
 * statement that writes. H2 and others take "only reads" for a hint: there what a query changed on the side is rolled back,
 * but for what no transaction holds, such as the next value of a sequence. A user who may only read is the better wall.
 *
 * <p>Rows come through a cursor of the server, {@link #fetchSize} at a time, and memory does not grow with their number where the
 * driver does so: PostgreSQL, Oracle, SQL Server and others do; MySQL's with {@code useCursorFetch=true} in the URL; H2 keeps what it
 * answers in memory, up to its setting {@code MAX_MEMORY_ROWS}.
 */
public final class JdbcTable {

    /** How many rows are fetched at a time unless something else is said. */
    public static final int FETCH_SIZE = 2_000;

    private static final long TOLD_EVERY = 10_000;

    private final Database database;
    private final @Nullable String query;
    private final List<@Nullable Object> parameters;
    private final @Nullable String table;
    private final int fetchSize;
    private final Progress progress;

    private JdbcTable(
            Database database,
            @Nullable String query,
            List<@Nullable Object> parameters,
            @Nullable String table,
            int fetchSize,
            Progress progress) {
        this.database = database;
        this.query = query;
        this.parameters = parameters;
        this.table = table;
        this.fetchSize = fetchSize;
        this.progress = progress;
    }

    /**
     * Of a database; which rows is still to be said by {@link #query} or {@link #table}.
     *
     * @param database the database
     * @return to be completed
     */
    public static JdbcTable of(Database database) {
        return new JdbcTable(database, null, List.of(), null, FETCH_SIZE, Progress.none());
    }

    /**
     * Of a database that an application is connected to.
     *
     * @param source gives out connections
     * @return to be completed by {@link #query} or {@link #table}
     */
    public static JdbcTable of(DataSource source) {
        return of(Database.of(source));
    }

    /**
     * Of a database by its URL.
     *
     * @param url the URL
     * @param user the user, or null
     * @param password the password, or null
     * @return to be completed by {@link #query} or {@link #table}
     * @throws ConfigurationException if it is no JDBC URL, or no driver for it is on the class path
     */
    public static JdbcTable of(String url, @Nullable String user, @Nullable String password) {
        return of(Database.of(url, user, password));
    }

    /**
     * The rows of a query.
     *
     * @param sql one query, with a question mark for each value that is not to be part of its text
     * @param values the values of the question marks, in their order
     * @return a changed copy
     * @throws ConfigurationException if it does not begin as a query does, or is more than one statement
     */
    public JdbcTable query(String sql, @Nullable Object... values) {
        return new JdbcTable(
                database,
                SelectStatement.check(sql),
                java.util.Collections.unmodifiableList(new ArrayList<@Nullable Object>(Arrays.asList(values))),
                null,
                fetchSize,
                progress);
    }

    /**
     * All rows of a table or view.
     *
     * @param name its name, perhaps with the schema before it: {@code crm.customers}. Upper and lower case count only where two
     *     tables differ by nothing else
     * @return a changed copy
     */
    public JdbcTable table(String name) {
        return new JdbcTable(database, null, List.of(), name, fetchSize, progress);
    }

    /**
     * How many rows are fetched at a time: more is a little faster over a network, and needs memory for them. Default: {@value
     * #FETCH_SIZE}.
     *
     * @param rows how many, 1 or more
     * @return a changed copy
     * @throws ConfigurationException if fewer than one
     */
    public JdbcTable fetchSize(int rows) {
        if (rows < 1) {
            throw new ConfigurationException(
                    "The fetch size " + Wording.value(rows) + " is not 1 or more.",
                    "Maybe leave it out: it is " + FETCH_SIZE + " then.",
                    Where.nowhere());
        }
        return new JdbcTable(database, query, parameters, table, rows, progress);
    }

    /**
     * With a listener that is told how many rows have come; how many there are is not known.
     *
     * @param listener is told
     * @return a changed copy
     */
    public JdbcTable progress(Progress listener) {
        return new JdbcTable(database, query, parameters, table, fetchSize, listener);
    }

    /** {@return how the table is called in messages: its name or "a query", and the database's URL without secrets} */
    public String name() {
        return (table == null ? "a query" : table) + " of " + database.name();
    }

    /**
     * Reads all rows, with types worked out as for a CSV file.
     *
     * @return the table
     * @throws DataException if it is not a usable table, or the database fails while rows come
     * @throws ConfigurationException if the database cannot be reached, or it does not take the query
     */
    public Dataset read() {
        return read(ReadOptions.standard());
    }

    /**
     * Reads all rows.
     *
     * @param options types and missing markers where they are not to be worked out, and a listener; what it says of files is
     *     ignored
     * @return the table
     * @throws DataException if it is not a usable table, or the database fails while rows come
     * @throws ConfigurationException if the database cannot be reached, or it does not take the query
     */
    public Dataset read(ReadOptions options) {
        try (SpooledTable spooled = spool()) {
            return spooled.read(options);
        }
    }

    /**
     * Fetches all rows into a temporary file, for what reads files.
     *
     * @return the file, which is deleted when it is closed
     * @throws DataException if the database fails while rows come, or a value cannot be read
     * @throws ConfigurationException if the database cannot be reached, or it does not take the query
     * @throws io.github.churnml.error.OutputException if the file cannot be written
     */
    public SpooledTable spool() {
        return SpooledTable.of(this);
    }

    /**
     * Hands all rows on, one by one.
     *
     * @param taker takes them
     * @return what is to be known of the rows, such as values that are not numbers and count as missing
     * @throws DataException if the database fails while rows come, or a value cannot be read
     * @throws ConfigurationException if the database cannot be reached, or it does not take the query
     */
    public List<Notice> rows(TextRows taker) {
        if (query == null && table == null) {
            throw new ConfigurationException(
                    "It is not said which rows of the database are wanted.",
                    "Maybe give a query or the name of a table.",
                    Where.nowhere());
        }
        try (Connection connection = database.connect()) {
            boolean committed = connection.getAutoCommit();
            boolean readOnly = connection.isReadOnly();
            try {
                connection.setReadOnly(true);
                // A cursor lives in a transaction; without one PostgreSQL's driver fetches all rows at once.
                connection.setAutoCommit(false);
                return rows(connection, taker);
            } finally {
                restore(connection, committed, readOnly);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private List<Notice> rows(Connection connection, TextRows taker) throws SQLException {
        String sql = query != null
                ? query
                : "SELECT * FROM "
                        + TableName.find(connection, Objects.requireNonNull(table))
                                .quoted(connection);
        boolean isPostgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        if (parameters.isEmpty()) {
            // Not prepared: a question mark may be an operator.
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                statement.setFetchSize(fetchSize);
                try (ResultSet result = statement.executeQuery(sql)) {
                    return rows(result, isPostgres, taker);
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result, isPostgres, taker);
            }
        }
    }

    private List<Notice> rows(ResultSet result, boolean isPostgres, TextRows taker) throws SQLException {
        List<CellReader> readers = CellTypes.of(result.getMetaData(), isPostgres);
        taker.columns(readers.stream().map(CellReader::name).toList());
        CellReader[] cells = readers.toArray(new CellReader[0]);
        long row = 0;
        while (result.next()) {
            row++;
            @Nullable String[] texts = new @Nullable String[cells.length];
            for (int column = 0; column < cells.length; column++) {
                texts[column] = cells[column].text(result, row);
            }
            taker.row(texts);
            if (row % TOLD_EVERY == 0) {
                progress.at("fetching", row, -1);
            }
        }
        progress.at("fetching", row, -1);
        return notices(readers);
    }

    private static List<Notice> notices(List<CellReader> readers) {
        List<Notice> notices = new ArrayList<>();
        for (CellReader reader : readers) {
            if (reader.notNumbers() > 0) {
                notices.add(new Notice(
                        "not-a-number",
                        reader.name(),
                        Wording.count(reader.notNumbers(), "value", "values") + " of column "
                                + Wording.name(reader.name()) + (reader.notNumbers() == 1 ? " is" : " are")
                                + " NaN in the database and count as missing."));
            }
        }
        return notices;
    }

    /** Gives the connection back as it came; what fails here must not hide what failed before. */
    private static void restore(Connection connection, boolean committed, boolean readOnly) {
        try {
            connection.rollback();
            connection.setAutoCommit(committed);
            connection.setReadOnly(readOnly);
        } catch (SQLException e) {
            // The connection is of no further use, and closing it says so to a pool.
        }
    }

    private ChurnException failure(SQLException e) {
        String told = "The database " + Wording.value(database.name()) + " ";
        if (SqlFailure.of(e).isOfStatement()) {
            return new ConfigurationException(
                    told + "does not take the query: " + database.told(e) + ".",
                    "Maybe a name in it is misspelt, or the user may not read the table.",
                    Where.nowhere(),
                    database.stripped(e));
        }
        return new DataException(
                told + "failed while it answered: " + database.told(e) + ".",
                "Maybe try again, or run the query in the database's own client to see all of what it says.",
                Where.nowhere(),
                database.stripped(e));
    }

    /** {@return the table's name and the database, without user, password and the values of a query} */
    @Override
    public String toString() {
        return "JdbcTable[" + name() + "]";
    }
}
