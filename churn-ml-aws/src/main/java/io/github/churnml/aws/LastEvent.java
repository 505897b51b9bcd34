package io.github.churnml.aws;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of a registry's last event, which a server asks for at every request. It is remembered for some seconds and then asked
 * for anew beside the request, which gets the number that is known and never waits, but for the very first. Safe for many threads.
 */
final class LastEvent {

    static final String SECONDS = "CHURN_S3_REGISTRY_SECONDS";
    private static final int DEFAULT_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(LastEvent.class);

    private final LongUnaryOperator newest;
    private final String place;
    private final long fresh;
    private final AtomicBoolean isAsking = new AtomicBoolean();

    private volatile long number;
    private volatile long asked;
    private volatile boolean isKnown;
    private volatile boolean failed;

    /**
     * One that knows nothing yet.
     *
     * @param newest gives the number of the last event, from a number that was it before
     */
    LastEvent(LongUnaryOperator newest, String place, AwsEnvironment environment) {
        this.newest = newest;
        this.place = place;
        this.fresh = TimeUnit.SECONDS.toNanos(environment.number(SECONDS, DEFAULT_SECONDS, 0, 3600));
    }

    /** The number, at most so old as the setting says, and the time that asking takes. */
    long number() {
        if (!isKnown || fresh == 0) {
            seen(newest.applyAsLong(number));
        } else if (System.nanoTime() - asked > fresh && isAsking.compareAndSet(false, true)) {
            Thread thread = new Thread(this::ask, "churn-s3-registry");
            thread.setDaemon(true);
            thread.start();
        }
        return number;
    }

    private void ask() {
        try {
            seen(newest.applyAsLong(number));
            if (failed) {
                failed = false;
                LOG.info("The registry {} can be asked again", place);
            }
        } catch (RuntimeException e) {
            asked = System.nanoTime();
            if (!failed) {
                failed = true;
                LOG.warn("The registry {} cannot be asked; what is known of it holds on. {}", place, e.getMessage());
            }
        } finally {
            isAsking.set(false);
        }
    }

    /** Takes note of an event that is there. */
    synchronized void seen(long event) {
        number = Math.max(number, event);
        asked = System.nanoTime();
        isKnown = true;
    }

    /** Whether an event is known to be there. */
    boolean knows(long event) {
        return isKnown && number >= event;
    }
}
