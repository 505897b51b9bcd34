package io.github.churnml.drift;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Set;

/**
 * When a column has drifted. A value with "withers": each returns a changed copy.
 *
 * @param threshold the stability index from which a change is large, above 0
 * @param leastEffect the stability index below which no change counts, however sure it is; above 0. With the threshold here
 *     too, only large changes count
 * @param leastShare the change of the share of missing values, or of rare and unseen levels, below which it does not count
 *     by itself; above 0, at most 1
 * @param falseAlarms the probability that an undrifted table is called drifted, over all columns and tests together; above 0
 *     and below 1
 * @param leastRows the rows that each table must have at least for an answer, at least 1
 * @param excluded columns that are reported and not counted
 * @param rule what decides whether there is overall drift
 */
public record DriftSettings(
        double threshold,
        double leastEffect,
        double leastShare,
        double falseAlarms,
        long leastRows,
        Set<String> excluded,
        DriftRule rule) {

    private static final DriftSettings STANDARD =
            new DriftSettings(0.2, 0.02, 0.02, 0.005, 100, Set.of(), DriftRule.THRESHOLD);

    /**
     * Checks the ranges.
     *
     * @param threshold the stability index from which a change is large
     * @param leastEffect the stability index below which no change counts
     * @param leastShare the change of a share below which it does not count
     * @param falseAlarms the probability of a false alarm
     * @param leastRows the rows that each table must have
     * @param excluded columns that are not counted
     * @param rule what decides about overall drift
     * @throws ConfigurationException if one is out of its range
     */
    public DriftSettings {
        require("threshold", threshold, Double.MAX_VALUE);
        require("leastEffect", leastEffect, Double.MAX_VALUE);
        require("leastShare", leastShare, 1);
        require("falseAlarms", falseAlarms, Math.nextDown(1.0));
        require("leastRows", leastRows, Long.MAX_VALUE);
        excluded = Set.copyOf(excluded);
    }

    /** {@return threshold 0.2, least effect 0.02, least change of a share 0.02, false alarms 0.005, 100 rows, all
     * columns, decided by the threshold} */
    public static DriftSettings standard() {
        return STANDARD;
    }

    /**
     * With another threshold; the least effect is lowered to it if it is above.
     *
     * @param newThreshold the stability index from which a change is large
     * @return a changed copy
     */
    public DriftSettings withThreshold(double newThreshold) {
        return new DriftSettings(
                newThreshold, Math.min(leastEffect, newThreshold), leastShare, falseAlarms, leastRows, excluded, rule);
    }

    /**
     * With another least effect.
     *
     * @param newLeastEffect the stability index below which no change counts
     * @return a changed copy
     */
    public DriftSettings withLeastEffect(double newLeastEffect) {
        return new DriftSettings(threshold, newLeastEffect, leastShare, falseAlarms, leastRows, excluded, rule);
    }

    /**
     * With another least change of a share.
     *
     * @param newLeastShare the change of the share of missing values, or of rare and unseen levels, that counts
     * @return a changed copy
     */
    public DriftSettings withLeastShare(double newLeastShare) {
        return new DriftSettings(threshold, leastEffect, newLeastShare, falseAlarms, leastRows, excluded, rule);
    }

    /**
     * With another probability of a false alarm.
     *
     * @param newFalseAlarms over all columns and tests together
     * @return a changed copy
     */
    public DriftSettings withFalseAlarms(double newFalseAlarms) {
        return new DriftSettings(threshold, leastEffect, leastShare, newFalseAlarms, leastRows, excluded, rule);
    }

    /**
     * With another least number of rows.
     *
     * @param newLeastRows what each table must have
     * @return a changed copy
     */
    public DriftSettings withLeastRows(long newLeastRows) {
        return new DriftSettings(threshold, leastEffect, leastShare, falseAlarms, newLeastRows, excluded, rule);
    }

    /**
     * With other columns not counted.
     *
     * @param names their names
     * @return a changed copy
     */
    public DriftSettings withExcluded(Set<String> names) {
        return new DriftSettings(threshold, leastEffect, leastShare, falseAlarms, leastRows, names, rule);
    }

    /**
     * With another rule of overall drift.
     *
     * @param newRule what decides
     * @return a changed copy
     */
    public DriftSettings withRule(DriftRule newRule) {
        return new DriftSettings(threshold, leastEffect, leastShare, falseAlarms, leastRows, excluded, newRule);
    }

    private static void require(String name, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new ConfigurationException(
                    "The drift setting " + Wording.name(name) + " is " + Wording.value(value) + ".",
                    "Maybe give a number above 0" + (most <= 1 ? " and at most 1." : "."),
                    Where.nowhere());
        }
    }
}
