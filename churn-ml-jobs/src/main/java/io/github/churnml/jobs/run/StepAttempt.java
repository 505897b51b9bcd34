package io.github.churnml.jobs.run;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One try of a step in a thread of its own, which is interrupted when its time is over, when the node is to end, or when the run is
 * another's.
 */
final class StepAttempt {

    /** Why a try did not succeed; what may be told. */
    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean isFinal;

        FailedException(String message, boolean isFinal) {
            super(message);
            this.isFinal = isFinal;
        }

        /** Whether another try would be of no use, or harm. */
        boolean isFinal() {
            return isFinal;
        }
    }

    /** The node is to end. */
    static final class StoppedException extends Exception {

        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the node was told to end");
        }
    }

    private final JobStep step;
    private final StepContext context;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable StepResult result;
    private volatile @Nullable Throwable thrown;

    StepAttempt(JobStep step, StepContext context) {
        this.step = step;
        this.context = context;
    }

    /**
     * Does the work.
     *
     * @param stop counted down when the node is to end
     * @param beat how often it is looked whether the run is still held
     * @param isHeld whether it is
     * @param grace how long the step may take to stop
     */
    StepResult run(CountDownLatch stop, Duration beat, BooleanSupplier isHeld, Duration grace)
            throws FailedException, StoppedException {
        Thread worker = new Thread(this::work, "churn-step-" + step.name());
        worker.setDaemon(true);
        worker.start();
        long end = System.nanoTime() + nanos(step.timeout());
        long look = System.nanoTime() + nanos(beat);
        try {
            while (!done.await(Math.min(100, Math.max(1, beat.toMillis())), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                if (stop.getCount() == 0) {
                    throw new InterruptedException();
                }
                if (now - end >= 0) {
                    boolean hasStopped = stop(worker, grace);
                    throw new FailedException(
                            "It took longer than " + words(step.timeout())
                                    + (hasStopped ? "." : ", and did not stop when it was told to."),
                            !hasStopped);
                }
                if (now - look >= 0) {
                    look = now + nanos(beat);
                    if (!isHeld.getAsBoolean()) {
                        stop(worker, grace);
                        throw new LostRunException();
                    }
                }
            }
        } catch (InterruptedException e) {
            stop(worker, grace);
            if (result == null) {
                throw new StoppedException();
            }
        }
        return outcome();
    }

    private void work() {
        try {
            result = step.run(context);
        } catch (Throwable e) { // whatever a step throws ends its try, and must be told
            thrown = e;
        } finally {
            done.countDown();
        }
    }

    private StepResult outcome() throws FailedException {
        StepResult left = result;
        if (left != null) {
            return left;
        }
        Throwable why = thrown;
        if (why instanceof ChurnException expected) {
            throw new FailedException(String.valueOf(expected.getMessage()), false);
        }
        if (why instanceof InterruptedException) {
            throw new FailedException("It was interrupted.", false);
        }
        if (why instanceof OutOfMemoryError) {
            throw new FailedException(
                    "The memory that Java may use is not enough.\nMaybe allow more with JAVA_OPTS=-Xmx8g.", true);
        }
        // What such an exception says may hold anything, so its class alone is told.
        String kind = why == null ? "it gave no result" : why.getClass().getSimpleName();
        throw new FailedException("Something went wrong that should not: " + Wording.plain(kind) + ".", false);
    }

    /** Whether the step's thread ended. */
    private boolean stop(Thread worker, Duration grace) {
        worker.interrupt();
        boolean isInterrupted = false;
        long end = System.nanoTime() + nanos(grace);
        while (true) {
            try {
                return done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                if (isInterrupted) {
                    return false;
                }
                isInterrupted = true; // The grace is for the step; a second order to end cuts it short.
            }
        }
    }

    private static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return duration.toMillis() % 1000 != 0
                ? Wording.count(duration.toMillis(), "millisecond", "milliseconds")
                : seconds % 60 == 0 && seconds > 0
                        ? Wording.count(seconds / 60, "minute", "minutes")
                        : Wording.count(seconds, "second", "seconds");
    }
}
