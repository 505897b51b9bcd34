package io.github.churnml.jobs.step;

import java.time.Duration;

/**
 * How often a step is tried again after a failure, and how long is waited before.
 *
 * @param most how many tries follow the first; 0 for none
 * @param first how long is waited before the first of them
 * @param growth how the wait grows
 * @param longest no wait is longer
 * @param jitter the share of a wait that is left to chance, from 0 to 1: a wait of 10 s with 0.2 takes 8 to 10 s
 */
public record RetryPolicy(int most, Duration first, Growth growth, Duration longest, double jitter) {

    /** How waits grow from one try to the next. */
    public enum Growth {
        /** Always the first wait. */
        FIXED,
        /** The first wait times the number of the try. */
        LINEAR,
        /** The first wait, doubled with each try. */
        EXPONENTIAL
    }

    /** Two more tries, after one minute and after two, a fifth of each left to chance. */
    public static final RetryPolicy STANDARD =
            new RetryPolicy(2, Duration.ofMinutes(1), Growth.EXPONENTIAL, Duration.ofMinutes(30), 0.2);

    /**
     * The wait before a try.
     *
     * @param number which of the tries after the first, from 1
     * @param chance a number from 0 to below 1 that decides the jitter
     * @return the wait, at most {@link #longest}
     */
    public Duration waitBefore(int number, double chance) {
        double times =
                switch (growth) {
                    case FIXED -> 1;
                    case LINEAR -> number;
                    case EXPONENTIAL -> Math.scalb(1.0, Math.min(number - 1, 62));
                };
        double millis = Math.min(first.toMillis() * times, (double) longest.toMillis());
        return Duration.ofMillis((long) (millis * (1 - jitter * chance)));
    }
}
