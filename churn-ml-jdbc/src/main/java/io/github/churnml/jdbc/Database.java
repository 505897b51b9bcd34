package io.github.churnml.jdbc;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.LoginSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database to read from or to write to. Immutable, safe for any thread; connections are opened when they are needed, and closed after
 * each piece of work. Its passwords, and what in its URL may be one, stand in no message, log or {@link #toString}.
 */
public final class Database {

    private final DataSource source;
    private final JdbcUrl url;
    private final UsedPasswords passwords;

    private Database(DataSource source, JdbcUrl url, UsedPasswords passwords) {
        this.source = source;
        this.url = url;
        this.passwords = passwords;
    }

    /**
     * A database that an application is connected to already, through a pool or otherwise.
     *
     * @param source gives out connections, which are handed back as they came: with their auto-commit and their read-only flag
     * @return the database
     */
    public static Database of(DataSource source) {
        return new Database(source, new JdbcUrl(""), new UsedPasswords());
    }

    /**
     * A database by its URL. The driver is any that is on the class path.
     *
     * @param url the URL, such as {@code jdbc:postgresql://localhost/crm}
     * @param user the user, or null if the URL says it or none is needed
     * @param password the password, or null
     * @return the database; nothing is connected yet
     * @throws ConfigurationException if it is no JDBC URL, or no driver for it is on the class path
     */
    public static Database of(String url, @Nullable String user, @Nullable String password) {
        JdbcUrl parsed = parsed(url);
        UsedPasswords passwords = new UsedPasswords();
        passwords.add(password);
        return new Database(new UrlSource(driver(parsed), parsed, user, password), parsed, passwords);
    }

    /**
     * A database by its URL, with a login that may change while the process runs. It is asked for whenever a connection is opened. Where
     * the database refuses it, it is asked for anew, once, and if it is another one, the connection is tried with it, once.
     *
     * @param url the URL, such as {@code jdbc:postgresql://localhost/crm}
     * @param login where user and password come from
     * @return the database; nothing is connected yet, and no login was asked for
     * @throws ConfigurationException if it is no JDBC URL, or no driver for it is on the class path
     */
    public static Database of(String url, LoginSource login) {
        JdbcUrl parsed = parsed(url);
        Driver driver = driver(parsed);
        UsedPasswords passwords = new UsedPasswords();
        return new Database(new RenewingSource(driver, parsed, login, passwords), parsed, passwords);
    }

    private static JdbcUrl parsed(String url) {
        JdbcUrl parsed = new JdbcUrl(url.strip());
        if (!parsed.isOne()) {
            throw new ConfigurationException(
                    "The database's URL is not a JDBC URL: it does not begin with jdbc: and the kind of database.",
                    "Maybe it is like jdbc:postgresql://localhost:5432/crm or jdbc:h2:./crm.",
                    Where.nowhere());
        }
        return parsed;
    }

    private static Driver driver(JdbcUrl url) {
        try {
            return DriverManager.getDriver(url.text());
        } catch (SQLException e) {
            throw new ConfigurationException(
                    "No JDBC driver for " + Wording.plain("jdbc:" + url.kind()) + " is on the class path.",
                    "Maybe add the jar of " + Wording.plain(url.driver())
                            + " (in the distribution: to the folder lib/), or" + " the URL is misspelt.",
                    Where.nowhere());
        }
    }

    /** {@return how the database is called in messages: its URL without parameters and secrets} */
    public String name() {
        return isPool() ? "the database" : url.shown();
    }

    /** {@return gives out connections, each a new one unless the application's own source pools them; for what takes them by itself} */
    public DataSource source() {
        return source;
    }

    /** {@return whether connections are those of an application's {@code DataSource}, and go back to it at once} */
    public boolean isPool() {
        return url.text().isEmpty();
    }

    /**
     * Opens a connection.
     *
     * @return the connection; to be closed
     * @throws ConfigurationException if the database cannot be reached
     */
    public Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new ConfigurationException(
                    "The database " + Wording.value(name()) + " cannot be reached: " + told(e) + ".",
                    "Maybe its host, name, user or password is wrong, or it is not running.",
                    Where.nowhere(),
                    stripped(e));
        }
    }

    /**
     * What a driver says, as far as it may be passed on: without secrets and without customers' values.
     *
     * @param e what it threw
     * @return a part of a sentence, without a full stop
     */
    public String told(SQLException e) {
        return SqlFailure.of(e).told(this::scrub);
    }

    /**
     * An exception to keep as a cause.
     *
     * @param e what failed
     * @return where it came from, and nothing that may be a customer's or secret
     */
    public SQLException stripped(SQLException e) {
        SQLException kept = new SQLException(told(e), e.getSQLState(), e.getErrorCode());
        kept.setStackTrace(e.getStackTrace());
        return kept;
    }

    private String scrub(String text) {
        return passwords.scrub(isPool() ? text : url.scrub(text));
    }

    /** {@return the name; no user, no password} */
    @Override
    public String toString() {
        return "Database[" + name() + "]";
    }
}
