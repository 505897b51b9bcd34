package io.github.churnml.jobs.rows;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Waits for what another thread works out.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Awaited {

    private Awaited() {}

    /**
     * What the work gave, once it is done; what went wrong in it is thrown here.
     *
     * @param work the work
     * @param doing what is interrupted if the waiting thread is
     * @param <T> what it gives
     * @return what it gave
     * @throws IllegalStateException if the waiting thread was interrupted, which it then still is
     */
    public static <T> T of(Future<T> work, String doing) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + doing, e);
        }
    }
}
