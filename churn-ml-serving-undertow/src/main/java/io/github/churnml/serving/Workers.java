package io.github.churnml.serving;

import io.undertow.server.HttpServerExchange;
import java.io.Closeable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads for long answers, with a queue that has an end: who finds it full is told to come again. */
final class Workers implements Closeable {

    private final ThreadPoolExecutor executor;
    private final Failures failures;

    Workers(int threads, int queue, Failures failures) {
        AtomicInteger count = new AtomicInteger();
        this.executor =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, "churn-worker-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.failures = failures;
    }

    void run(HttpServerExchange exchange, Failures.Action action) {
        exchange.dispatch(
                task -> {
                    try {
                        executor.execute(task);
                    } catch (RejectedExecutionException e) {
                        failures.answer(exchange, Problem.busy("its queue is full"));
                    }
                },
                () -> failures.guard(exchange, action));
    }

    int waiting() {
        return executor.getQueue().size();
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
