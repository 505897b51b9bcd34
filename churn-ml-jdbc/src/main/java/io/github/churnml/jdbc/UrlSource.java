package io.github.churnml.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections by a URL, a new one each time. */
sealed class UrlSource implements DataSource permits RenewingSource {

    private final Driver driver;
    private final JdbcUrl url;
    private final Properties login = new Properties();

    UrlSource(Driver driver, JdbcUrl url, @Nullable String user, @Nullable String password) {
        this.driver = driver;
        this.url = url;
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url.text(), (Properties) login.clone());
        return Objects.requireNonNull(connection, "a driver that accepted the URL before");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return new UrlSource(driver, url, user, password).getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nothing is logged here.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the URL has a parameter for that");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** The URL without secrets. */
    @Override
    public String toString() {
        return url.toString();
    }
}
