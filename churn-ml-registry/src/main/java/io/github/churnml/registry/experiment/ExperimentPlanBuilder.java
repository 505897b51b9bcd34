package io.github.churnml.registry.experiment;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;

/** Makes an {@link ExperimentPlan}. Mutable, for one thread. */
public final class ExperimentPlanBuilder {

    static final int MOST_DAYS = 3_650;

    private static final double LEAST_SHARE = 0.01;

    private final double baseline;
    private final double deviation;
    private boolean higherIsBetter;
    private double effect = Double.NaN;
    private double power = 0.8;
    private double alpha = 0.05;
    private double challengerShare = 0.5;
    private double correlation;
    private double customersPerDay;
    private int horizonDays = 30;
    private int cycleDays = 30;

    ExperimentPlanBuilder(double baseline, double deviation) {
        boolean rate = Double.isNaN(deviation);
        if (rate) {
            require(baseline > 0 && baseline < 1, "baseline rate", baseline, "a number above 0 and below 1");
        } else {
            require(deviation > 0 && Double.isFinite(deviation), "standard deviation", deviation, "a number above 0");
        }
        this.baseline = baseline;
        this.deviation = rate ? StrictMath.sqrt(baseline * (1 - baseline)) : deviation;
        this.higherIsBetter = !rate;
    }

    /**
     * The smallest gain that matters, in the outcome's own units: of a rate, 0.02 is two points less churn. To be set, here or by
     * {@link #relativeEffect}.
     *
     * @param newEffect above 0
     * @return this
     */
    public ExperimentPlanBuilder effect(double newEffect) {
        require(newEffect > 0 && Double.isFinite(newEffect), "effect", newEffect, "a number above 0");
        effect = newEffect;
        return this;
    }

    /**
     * The smallest gain that matters, as a share of the baseline rate.
     *
     * @param share above 0, such as 0.15 for a rate of 0.14 that falls by 0.021
     * @return this
     * @throws ConfigurationException also if the outcome is an amount, whose mean is not known here
     */
    public ExperimentPlanBuilder relativeEffect(double share) {
        require(share > 0 && Double.isFinite(share), "relative effect", share, "a number above 0");
        if (Double.isNaN(baseline)) {
            throw new ConfigurationException(
                    "An effect relative to the baseline needs a baseline rate, and the outcome is an amount.",
                    "Maybe give the effect as an amount.",
                    Where.nowhere());
        }
        return effect(share * baseline);
    }

    /**
     * How often a gain of that size is found.
     *
     * @param newPower from 0.5 to 1 − α; 0.8 unless set
     * @return this
     */
    public ExperimentPlanBuilder power(double newPower) {
        require(newPower >= 0.5 && newPower < 1, "power", newPower, "a number from 0.5 and below 1");
        power = newPower;
        return this;
    }

    /**
     * How often a difference is told where there is none.
     *
     * @param newAlpha from 0.001 to 0.2; 0.05 unless set
     * @return this
     */
    public ExperimentPlanBuilder alpha(double newAlpha) {
        require(newAlpha >= 0.001 && newAlpha <= 0.2, "alpha", newAlpha, "a number from 0.001 to 0.2");
        alpha = newAlpha;
        return this;
    }

    /**
     * The share of customers who get the challenger.
     *
     * @param share from 0.01 to 0.99; a half unless set, which needs the fewest customers
     * @return this
     */
    public ExperimentPlanBuilder challengerShare(double share) {
        require(
                share >= LEAST_SHARE && share <= 1 - LEAST_SHARE,
                "challenger's share",
                share,
                "a number from 0.01 to 0.99");
        challengerShare = share;
        return this;
    }

    /**
     * The correlation between the champion's score and the outcome, where scores are logged and used to adjust.
     *
     * @param newCorrelation from 0 to 0.99; 0 unless set
     * @return this
     */
    public ExperimentPlanBuilder correlation(double newCorrelation) {
        require(
                newCorrelation >= 0 && newCorrelation <= 0.99,
                "correlation",
                newCorrelation,
                "a number from 0 to 0.99");
        correlation = newCorrelation;
        return this;
    }

    /**
     * How many customers are exposed for the first time on a day, both arms together; then days are told.
     *
     * @param customers above 0; not known unless set
     * @return this
     */
    public ExperimentPlanBuilder customersPerDay(double customers) {
        require(
                customers > 0 && Double.isFinite(customers),
                "number of customers a day",
                customers,
                "a number above 0");
        customersPerDay = customers;
        return this;
    }

    /**
     * How many days after exposure an outcome counts; the last customer is waited for that long.
     *
     * @param days from 0; 30 unless set
     * @return this
     */
    public ExperimentPlanBuilder horizonDays(int days) {
        horizonDays = days("horizon", days);
        return this;
    }

    /**
     * For how many days customers come before a gain is told in any case, so that each part of a billing cycle is in it.
     *
     * @param days from 0; 30 unless set
     * @return this
     */
    public ExperimentPlanBuilder cycleDays(int days) {
        cycleDays = days("cycle", days);
        return this;
    }

    /**
     * Whether more of the outcome is wanted, as of conversions and not of churn.
     *
     * @param isBetter whether it is; false for a rate unless set, true for an amount
     * @return this
     */
    public ExperimentPlanBuilder higherIsBetter(boolean isBetter) {
        higherIsBetter = isBetter;
        return this;
    }

    /**
     * Makes the plan.
     *
     * @return the plan
     * @throws ConfigurationException if there is no effect, if the rate would leave 0 to 1 by it, or if the power cannot be
     *     reached
     */
    public ExperimentPlan build() {
        if (Double.isNaN(effect)) {
            throw new ConfigurationException(
                    "A plan needs the smallest effect that matters.",
                    "Maybe 0.02 for two points less churn.",
                    Where.nowhere());
        }
        double expected = baseline + (higherIsBetter ? effect : -effect);
        if (expected <= 0 || expected >= 1) {
            throw new ConfigurationException(
                    "An effect of (" + effect + ") on a rate of (" + baseline + ") leaves nothing between 0 and 1.",
                    "Maybe give it in points: 0.02 is two points, and it is to be smaller than the rate.",
                    Where.nowhere());
        }
        if (power > 1 - alpha) {
            throw new ConfigurationException(
                    "A power of (" + power + ") cannot be reached with alpha (" + alpha
                            + "): a rule that may end a hopeless experiment misses a gain now and then.",
                    "Maybe ask for a power of at most 1 - alpha.",
                    Where.nowhere());
        }
        return new ExperimentPlan(
                baseline,
                deviation,
                higherIsBetter,
                effect,
                power,
                alpha,
                challengerShare,
                correlation,
                customersPerDay,
                horizonDays,
                cycleDays);
    }

    private static int days(String what, int days) {
        require(days >= 0 && days <= MOST_DAYS, what + " in days", days, "a number from 0 to " + MOST_DAYS);
        return days;
    }

    private static void require(boolean good, String what, double value, String required) {
        if (!good) {
            throw new ConfigurationException(
                    "The " + what + " is " + Wording.value(Numbers.text(value)) + " where " + required
                            + " is required.",
                    "",
                    Where.nowhere());
        }
    }
}
