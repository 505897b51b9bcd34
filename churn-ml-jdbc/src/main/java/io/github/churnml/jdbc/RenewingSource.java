package io.github.churnml.jdbc;

import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;

/**
 * Connections by a URL with a login that is asked for each time. One that the database refuses is asked for anew and tried again, once; the
 * very same is not tried again, as some databases lock a user out after a few refusals.
 */
final class RenewingSource extends UrlSource {

    private final LoginSource logins;
    private final UsedPasswords passwords;

    RenewingSource(Driver driver, JdbcUrl url, LoginSource logins, UsedPasswords passwords) {
        super(driver, url, null, null);
        this.logins = logins;
        this.passwords = passwords;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Login login = logins.login();
        try {
            return connect(login);
        } catch (SQLException e) {
            if (!SqlFailure.of(e).isOfLogin()) {
                throw e;
            }
            Login renewed = logins.renewed();
            if (renewed.equals(login)) {
                throw e;
            }
            return connect(renewed);
        }
    }

    private Connection connect(Login login) throws SQLException {
        passwords.add(login.password());
        return getConnection(login.user(), login.password());
    }
}
