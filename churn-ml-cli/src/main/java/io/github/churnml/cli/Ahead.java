package io.github.churnml.cli;

import io.github.churnml.jobs.rows.Awaited;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Work that has been begun on a thread of its own, and whose outcome, good or bad, is asked for later. Closing stops work whose
 * result was not needed.
 */
final class Ahead<T> implements AutoCloseable {

    private final FutureTask<T> task;

    private Ahead(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Ahead<T> of(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "ahead");
        thread.setDaemon(true);
        thread.start();
        return new Ahead<>(task);
    }

    /** What the work gave, once it is done; what went wrong in it is thrown here. */
    T get() {
        return Awaited.of(task, "waiting");
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
