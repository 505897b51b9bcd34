package io.github.churnml.aws;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The number of a registry's last event, which a server asks for at every look. It is remembered for some seconds and then asked
 * for anew beside whoever asks, who gets the number that is known, or why there is none, and never waits, but for the very first.
 * Safe for many threads.
 */
final class LastEvent {

    static final String SECONDS = "CHURN_S3_REGISTRY_SECONDS";
    private static final int DEFAULT_SECONDS = 5;

    private final LongUnaryOperator newest;
    private final long fresh;
    private final AtomicBoolean isAsking = new AtomicBoolean();

    private volatile long number;
    private volatile long asked;
    private volatile boolean isKnown;
    /** Why it could not be asked for the last time. */
    private volatile @Nullable RuntimeException failure;

    /**
     * One that knows nothing yet.
     *
     * @param newest gives the number of the last event, from a number that was it before
     */
    LastEvent(LongUnaryOperator newest, AwsEnvironment environment) {
        this.newest = newest;
        this.fresh = TimeUnit.SECONDS.toNanos(environment.number(SECONDS, DEFAULT_SECONDS, 0, 3600));
    }

    /** The number, at most so old as the setting says, and the time that asking takes; why not, if it could not be asked for. */
    long number() {
        if (!isKnown || fresh == 0) {
            seen(newest.applyAsLong(number));
        } else if (System.nanoTime() - asked > fresh && isAsking.compareAndSet(false, true)) {
            Thread thread = new Thread(this::ask, "churn-s3-registry");
            thread.setDaemon(true);
            thread.start();
        }
        RuntimeException why = failure;
        if (why != null) {
            throw why;
        }
        return number;
    }

    private void ask() {
        try {
            seen(newest.applyAsLong(number));
        } catch (RuntimeException e) {
            asked = System.nanoTime();
            failure = e;
        } finally {
            isAsking.set(false);
        }
    }

    /** Takes note of an event that is there. */
    synchronized void seen(long event) {
        number = Math.max(number, event);
        asked = System.nanoTime();
        isKnown = true;
        failure = null;
    }

    /** Whether an event is known to be there. */
    boolean knows(long event) {
        return isKnown && number >= event;
    }
}
