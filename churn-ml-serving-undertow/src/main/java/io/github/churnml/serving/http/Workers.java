package io.github.churnml.serving.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads for long answers, with a queue that has an end: who finds it full is told to come again. */
public final class Workers implements Closeable {

    private final ThreadPoolExecutor executor;
    private final Failures failures;
    private final long longestWait;

    /** @param longestWait after which a caller has given up, so that no answer is computed in vain */
    public Workers(int threads, int queue, Duration longestWait, Failures failures) {
        AtomicInteger count = new AtomicInteger();
        this.executor =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, "churn-worker-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.longestWait = longestWait.toNanos();
        this.failures = failures;
    }

    public void run(HttpServerExchange exchange, Failures.Action action) {
        long asked = System.nanoTime();
        exchange.dispatch(
                task -> {
                    try {
                        executor.execute(task);
                    } catch (RejectedExecutionException e) {
                        failures.guard(exchange, () -> failures.answer(exchange, Problem.busy("its queue is full")));
                    }
                },
                () -> {
                    // A request that came behind this one on its connection is for the connection's own thread.
                    exchange.setDispatchExecutor(exchange.getIoThread());
                    failures.guard(exchange, () -> {
                        if (System.nanoTime() - asked > longestWait) {
                            failures.answer(exchange, Problem.busy("the request waited too long"));
                        } else {
                            action.run();
                        }
                    });
                });
    }

    /** Runs an action, and then goes on with the request in its connection's own thread, where bodies are read. */
    public void ahead(HttpServerExchange exchange, Failures.Action action, HttpHandler next) {
        run(exchange, () -> {
            action.run();
            if (!exchange.isResponseStarted()) {
                exchange.dispatch(exchange.getIoThread(), (HttpHandler)
                        again -> failures.guard(again, () -> next.handleRequest(again)));
            }
        });
    }

    public int waiting() {
        return executor.getQueue().size();
    }

    /** Lets the threads finish what they do, and forgets what waits. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
