package io.github.churnml.jobs.step;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step made of its work and of what all steps have.
 *
 * @param name its name in the job: lower-case letters, digits and hyphens, at most 40, beginning with a letter
 * @param work what it does
 * @param retries how often it is tried again
 * @param timeout how long one try may take, from 1 s
 * @param zone the zone in which the day that a run is for is told
 */
public record Step(String name, StepWork work, RetryPolicy retries, Duration timeout, ZoneId zone) implements JobStep {

    /** How long one try may take unless something else is said. */
    public static final Duration TIMEOUT = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Step.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /**
     * Looks name and time-out over.
     *
     * @param name its name in the job
     * @param work what it does
     * @param retries how often it is tried again
     * @param timeout how long one try may take
     * @param zone the zone of its days
     * @throws ConfigurationException if the name or the time-out is not such
     */
    public Step {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "The step's name " + Wording.value(name)
                            + " is not made of lower-case letters, digits and hyphens, at most 40, beginning with a letter.",
                    "Maybe " + work.kind() + "-2.",
                    Where.nowhere());
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigurationException(
                    "The time-out " + Wording.value(timeout) + " of step " + Wording.name(name) + " is below 1 s.",
                    "Maybe 1h.",
                    Where.nowhere());
        }
    }

    /**
     * Work under its usual name, with the standard retries and time-out, in UTC.
     *
     * @param work what it does
     * @return the step
     */
    public static Step of(StepWork work) {
        return new Step(work.kind(), work, RetryPolicy.STANDARD, TIMEOUT, ZoneOffset.UTC);
    }

    /**
     * Does the work; what the environment's variables hold is taken out of what is told.
     *
     * @param context what it works with
     * @return what it read and left behind
     * @throws InterruptedException if it was interrupted
     * @throws ChurnException if it failed
     */
    @Override
    public StepResult run(StepContext context) throws InterruptedException {
        Secrets secrets = Secrets.of(work.places(), context.environment());
        try {
            StepResult result = secrets.hidden(work.run(new Workspace(context, name, zone)));
            result.notices().forEach(notice -> LOG.info("{}, step {}: {}", context.run(), name, Wording.plain(notice)));
            return result;
        } catch (ChurnException e) {
            throw interrupted(secrets.hidden(e));
        } catch (IllegalStateException e) {
            throw interrupted(e);
        }
    }

    /** What an interrupted thread came upon is that it was interrupted. */
    private static <E extends RuntimeException> E interrupted(E e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
        return e;
    }

    /** {@return name and kind} */
    @Override
    public String toString() {
        return "Step[" + name + ", " + work.kind() + "]";
    }
}
