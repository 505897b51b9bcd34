package io.github.churnml.jobs.run;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The tables of runs in a database: made by migrations, and worked with in transactions. */
final class RunTables {

    /** db-scheduler's table. */
    static final String QUEUE = "churn_job_queue";

    /** Named whole: Flyway migrates nothing, and says nothing, where a place is not there, unless told otherwise. */
    private static final String MIGRATIONS = "classpath:io/github/churnml/jobs/run/migrations";

    private static final String HISTORY = "churn_job_history";

    private final Database database;

    private RunTables(Database database) {
        this.database = database;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Makes the tables, or brings them up to date. */
    static RunTables in(Database database) {
        RunTables tables = new RunTables(database);
        tables.migrate();
        return tables;
    }

    private void migrate() {
        try (Connection connection = database.source().getConnection()) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw new ConfigurationException(
                    "The database " + Wording.value(database.name()) + " cannot be reached: " + database.told(e) + ".",
                    "Maybe its host, name, user or password is wrong, or it is not running.",
                    Where.nowhere());
        }
        try {
            Flyway.configure(RunTables.class.getClassLoader())
                    .dataSource(database.source())
                    .locations(MIGRATIONS)
                    .failOnMissingLocations(true)
                    // Other tables may be there: this history is of these alone.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .createSchemas(false)
                    .table(HISTORY)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw failure(sql);
                }
            }
            throw new ConfigurationException(
                    "The tables of jobs in " + Wording.value(database.name())
                            + " cannot be made or brought up to date by Flyway.",
                    "Maybe its module for this database is not on the class path.",
                    Where.nowhere());
        }
    }

    Database database() {
        return database;
    }

    /** Does something whole or not at all. */
    <T> T transaction(Work<T> work) {
        try (Connection connection = database.source().getConnection()) {
            boolean isAuto = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                restore(connection, isAuto);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static void restore(Connection connection, boolean isAuto) {
        try {
            connection.setAutoCommit(isAuto);
        } catch (SQLException e) {
            // It is closed next.
        }
    }

    private ChurnException failure(SQLException e) {
        return new OutputException(
                "The runs in " + Wording.value(database.name()) + " cannot be read or written: " + database.told(e)
                        + ".",
                "Maybe the database is not running; what was begun is gone on with later.",
                Where.nowhere());
    }

    /** The database's own clock, the one that all nodes share. */
    Instant now() {
        return transaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
                result.next();
                return instant(result, 1).orElseThrow();
            }
        });
    }

    /** Runs a statement. Instants are stored to the microsecond; null is stored as it is. */
    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            return statement.executeUpdate();
        }
    }

    static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, OffsetDateTime.ofInstant(stored(instant), ZoneOffset.UTC));
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else {
                statement.setString(i + 1, (String) value);
            }
        }
    }

    static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static Optional<Instant> instant(ResultSet result, int column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
