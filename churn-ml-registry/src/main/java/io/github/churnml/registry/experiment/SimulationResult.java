package io.github.churnml.registry.experiment;

/**
 * How made-up experiments ended, as shares of all of them. Each was looked at every day and ended with its first recommendation
 * other than to go on.
 *
 * @param promoted how many promoted the challenger
 * @param harmed how many stopped for harm
 * @param kept how many kept the champion because the gain is less than planned
 * @param undecided how many told nothing up to the last day
 * @param excluded how many had 0 outside the interval at some look, whatever was recommended before: the error of the first kind if
 *     there is no difference
 * @param covered how many had the true difference inside the interval at every single look
 * @param days the mean number of days until something was told, with the horizon; of those that told nothing, all days
 * @param customers the mean number of customers read until then
 * @param naive how many told a difference by an ordinary z-test of 5 % at some look, on the same customers
 * @param early how many told a difference by such a test on all exposed customers with the outcomes known so far
 * @param alarms how many raised the alarm of the sample ratio at some look
 */
public record SimulationResult(
        double promoted,
        double harmed,
        double kept,
        double undecided,
        double excluded,
        double covered,
        double days,
        double customers,
        double naive,
        double early,
        double alarms) {}
