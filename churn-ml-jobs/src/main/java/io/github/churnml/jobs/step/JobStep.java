package io.github.churnml.jobs.step;

import java.time.Duration;

/**
 * One step of a job, with its settings. Immutable. It may be run several times for one run of the job, after a failure or because the
 * machine died in the middle: what it leaves behind is then the same as after one time.
 */
public interface JobStep {

    /** {@return its name, which no other step of the job has, such as {@code fetch}} */
    String name();

    /** {@return how often it is tried again, and when} */
    RetryPolicy retries();

    /** {@return how long one try may take; its thread is interrupted then} */
    Duration timeout();

    /**
     * Does the work.
     *
     * @param context what it works with
     * @return what it read and left behind
     * @throws InterruptedException if it was interrupted, because its time is over or the process ends
     * @throws io.github.churnml.error.ChurnException if it failed
     */
    StepResult run(StepContext context) throws InterruptedException;
}
