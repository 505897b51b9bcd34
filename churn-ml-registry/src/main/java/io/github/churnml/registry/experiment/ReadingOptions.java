package io.github.churnml.registry.experiment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is read; what has a say in the verdict is to be decided before the experiment begins.
 *
 * @param asOf up to when outcomes are known; what was logged later is left out, so that any day can be read again
 * @param experiment its name; null if the log has but one
 * @param challengerShare the share of customers who get the challenger, as stated when it began
 * @param alpha how often a difference is told where there is none, over all looks together
 * @param power how often a gain as planned is to be found, for how many customers are still needed
 * @param effect the smallest gain of the rate that matters
 * @param tau the size of gains of the rate for which the test is best; the effect unless set
 * @param amountEffect the smallest gain of the amount that matters; NaN if no amount is read
 * @param higherIsBetter whether more of the outcome is wanted, as of conversions
 * @param amountDecides whether the amount is what the recommendation is about, rather than the rate
 * @param horizon how long after the first exposure an outcome counts
 * @param cycle for how long customers have to come before anything but harm is told
 * @param columns where outcomes are in their table
 */
public record ReadingOptions(
        Instant asOf,
        @Nullable String experiment,
        double challengerShare,
        double alpha,
        double power,
        double effect,
        double tau,
        double amountEffect,
        boolean higherIsBetter,
        boolean amountDecides,
        Duration horizon,
        Duration cycle,
        OutcomeColumns columns) {

    /**
     * Options with everything that may be left out as it is by default.
     *
     * @param asOf up to when outcomes are known
     * @return a builder
     */
    public static ReadingOptionsBuilder asOf(Instant asOf) {
        return new ReadingOptionsBuilder(asOf);
    }

    /**
     * The same as of another day.
     *
     * @param day up to when outcomes are known
     * @return a changed copy
     */
    public ReadingOptions withAsOf(Instant day) {
        return new ReadingOptions(
                day,
                experiment,
                challengerShare,
                alpha,
                power,
                effect,
                tau,
                amountEffect,
                higherIsBetter,
                amountDecides,
                horizon,
                cycle,
                columns);
    }
}
