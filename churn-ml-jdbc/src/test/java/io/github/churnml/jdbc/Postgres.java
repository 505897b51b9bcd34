package io.github.churnml.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A PostgreSQL server for all tests of a run, started when the first one asks; tests of other modules use it too. */
public final class Postgres {

    private static EmbeddedPostgres server;

    private Postgres() {}

    /** {@return the server; it is not to be stopped} */
    public static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(Postgres::stop));
        }
        return server;
    }

    /** {@return its database {@code postgres}, as the superuser} */
    public static DataSource source() {
        return server().getPostgresDatabase();
    }

    /** {@return the URL of that, with the user; no password is needed} */
    public static String url() {
        return server().getJdbcUrl("postgres", "postgres");
    }

    /** Runs statements in that. */
    public static void run(String... statements) throws SQLException {
        run(source(), statements);
    }

    /** Runs statements. */
    public static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
