package io.github.churnml;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * A number of threads for one fit. What runs in parallel inside a pool stays in it: streams do so, and so does the boosting of
 * our own.
 */
final class FitThreads {

    private FitThreads() {}

    /**
     * Runs work in a pool of its own.
     *
     * @param threads how many; 0 to run it here, with the common pool
     */
    static <T> T run(int threads, Supplier<T> work) {
        if (threads == 0) {
            return work.get();
        }
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> outcome(work)).join().get();
        } finally {
            pool.shutdown();
        }
    }

    /** Result or exception as it is: a pool would hand on a copy of what is thrown. */
    private static <T> Supplier<T> outcome(Supplier<T> work) {
        try {
            T result = work.get();
            return () -> result;
        } catch (RuntimeException thrown) {
            return () -> {
                throw thrown;
            };
        }
    }
}
