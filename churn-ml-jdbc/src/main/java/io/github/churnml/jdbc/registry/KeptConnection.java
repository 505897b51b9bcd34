package io.github.churnml.jdbc.registry;

import io.github.churnml.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept for the next question, as a server asks a registry before each answer, and closed when nobody asks for some
 * seconds. Those of an application's pool go back at once. Every statement is a transaction of its own. One use at a time; safe for
 * any thread.
 */
final class KeptConnection {

    private static final long IDLE_SECONDS = 10;
    private static final int ANSWER_SECONDS = 2;
    private static final int TRIES = 2;

    /** Of one wait for the network: a machine that is gone answers nothing, and drivers wait for ever if not told otherwise. */
    private static final int SILENT_MILLIS = 120_000;

    private static final ScheduledThreadPoolExecutor CLOSER = closer();

    private final Database database;
    private final int silentMillis;
    private @Nullable Connection connection;
    private long lastUse;
    private @Nullable Future<?> watch;

    KeptConnection(Database database) {
        this(database, SILENT_MILLIS);
    }

    /** One that gives a connection up whose server keeps silent for so long. */
    KeptConnection(Database database, int silentMillis) {
        this.database = database;
        this.silentMillis = silentMillis;
    }

    private static ScheduledThreadPoolExecutor closer() {
        ScheduledThreadPoolExecutor closer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "churn-registry-idle");
            thread.setDaemon(true);
            return thread;
        });
        closer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        closer.allowCoreThreadTimeOut(true);
        return closer;
    }

    /**
     * What is done with a connection.
     *
     * @param <T> what it gives back
     */
    interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /** Does something; once more, with a new connection, if the connection was lost over it: so it must be fit to be done twice. */
    synchronized <T> T use(Work<T> work) throws SQLException {
        for (int left = TRIES - 1; ; left--) {
            Connection used = open();
            try {
                T result = run(used, work);
                release(used);
                return result;
            } catch (SQLException e) {
                boolean isLost = !isAlive(used);
                if (isLost) {
                    drop(used);
                } else {
                    release(used);
                }
                if (!isLost || left == 0) {
                    throw e;
                }
            } catch (RuntimeException e) {
                release(used);
                throw e;
            }
        }
    }

    private static <T> T run(Connection used, Work<T> work) throws SQLException {
        boolean committed = used.getAutoCommit();
        boolean readOnly = used.isReadOnly();
        used.setAutoCommit(true);
        used.setReadOnly(false);
        try {
            return work.with(used);
        } finally {
            restore(used, committed, readOnly);
        }
    }

    /** What was done is done: a connection that cannot be given back as it came is no reason to say otherwise. */
    private static void restore(Connection used, boolean committed, boolean readOnly) {
        try {
            used.setReadOnly(readOnly);
            used.setAutoCommit(committed);
        } catch (SQLException e) {
            // The next use, or the pool, finds it lost.
        }
    }

    private Connection open() throws SQLException {
        Connection kept = connection;
        if (kept == null) {
            kept = database.source().getConnection();
            if (!database.isPool()) {
                bound(kept);
            }
            connection = kept;
        }
        return kept;
    }

    private void bound(Connection opened) {
        try {
            opened.setNetworkTimeout(Runnable::run, silentMillis);
        } catch (SQLException e) {
            return; // a database inside this process has no network
        }
    }

    private void release(Connection used) {
        if (database.isPool()) {
            drop(used);
            return;
        }
        lastUse = System.nanoTime();
        if (watch == null) {
            watch = CLOSER.schedule(this::closeIfIdle, IDLE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized void closeIfIdle() {
        watch = null;
        Connection kept = connection;
        if (kept == null) {
            return;
        }
        long left = IDLE_SECONDS - TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastUse);
        if (left <= 0) {
            drop(kept);
        } else {
            watch = CLOSER.schedule(this::closeIfIdle, left, TimeUnit.SECONDS);
        }
    }

    /** Closes what is kept. */
    synchronized void close() {
        Connection kept = connection;
        if (kept != null) {
            drop(kept);
        }
    }

    private void drop(Connection used) {
        connection = null;
        try {
            used.close();
        } catch (SQLException e) {
            // It is of no further use.
        }
    }

    private static boolean isAlive(Connection used) {
        try {
            return used.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
