package io.github.churnml.registry.experiment;

import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an experiment is to find out, decided before it begins: the smallest gain that would matter, and how often it may be
 * wrong. It gives the number of customers that are needed, and it sets the test that reads the experiment later, so that the data
 * have no say in how they are judged.
 *
 * @param baseline the champion's rate, above 0 and below 1; NaN if the outcome is an amount
 * @param deviation the outcome's standard deviation; of a rate √(p (1 − p))
 * @param higherIsBetter whether more of the outcome is wanted; not of churn
 * @param effect the smallest gain that matters, above 0, in the outcome's own units: of a rate 0.02 is two points
 * @param power how often a gain of that size is found
 * @param alpha how often a difference is told where there is none, over all looks together
 * @param challengerShare the share of customers who get the challenger
 * @param correlation between the champion's score and the outcome, from 0; what it explains need not be waited for
 * @param customersPerDay how many new customers are exposed on a day; 0 if it is not known
 * @param horizonDays after how many days an outcome counts
 * @param cycleDays for how many days customers have to come in any case, such as one billing cycle
 */
public record ExperimentPlan(
        double baseline,
        double deviation,
        boolean higherIsBetter,
        double effect,
        double power,
        double alpha,
        double challengerShare,
        double correlation,
        double customersPerDay,
        int horizonDays,
        int cycleDays) {

    /**
     * A plan for an outcome that happens or does not, such as churn.
     *
     * @param baseline how often it happens to customers of the champion, above 0 and below 1
     * @return a builder
     */
    public static ExperimentPlanBuilder ofRate(double baseline) {
        return new ExperimentPlanBuilder(baseline, Double.NaN);
    }

    /**
     * A plan for an outcome that is an amount of which more is wanted, such as profit.
     *
     * @param deviation the standard deviation over customers, above 0
     * @return a builder
     */
    public static ExperimentPlanBuilder ofAmount(double deviation) {
        return new ExperimentPlanBuilder(Double.NaN, deviation);
    }

    /**
     * A plan as {@link #settings} gives it.
     *
     * @param settings its keys and values
     * @return the plan
     * @throws io.github.churnml.error.ChurnException if a key is unknown or missing, or a value cannot be
     */
    public static ExperimentPlan of(Settings settings) {
        ExperimentPlanBuilder builder = settings.has("deviation")
                ? ofAmount(settings.number("deviation"))
                : ofRate(settings.number("baseline")).higherIsBetter(settings.flag("higher_is_better"));
        builder.effect(settings.number("effect"))
                .power(settings.number("power"))
                .alpha(settings.number("alpha"))
                .challengerShare(settings.number("challenger_share"))
                .correlation(settings.number("correlation"))
                .horizonDays((int) settings.integer("horizon_days", 0, ExperimentPlanBuilder.MOST_DAYS))
                .cycleDays((int) settings.integer("cycle_days", 0, ExperimentPlanBuilder.MOST_DAYS));
        if (settings.has("customers_per_day")) {
            builder.customersPerDay(settings.number("customers_per_day"));
        }
        settings.finish();
        return builder.build();
    }

    /** {@return whether the outcome happens or does not, rather than being an amount} */
    public boolean isRate() {
        return !Double.isNaN(baseline);
    }

    /** {@return the challenger's rate if the gain is as planned; NaN if the outcome is an amount} */
    public double expectedRate() {
        return baseline + (higherIsBetter ? effect : -effect);
    }

    /** {@return how many customers and days are needed} */
    public ExperimentSize size() {
        return ExperimentSize.of(this);
    }

    /** {@return the plan as keys and values, to be kept in a file and read again} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (isRate()) {
            settings.put("baseline", baseline);
            settings.put("higher_is_better", higherIsBetter);
        } else {
            settings.put("deviation", deviation);
        }
        settings.put("effect", effect);
        settings.put("power", power);
        settings.put("alpha", alpha);
        settings.put("challenger_share", challengerShare);
        settings.put("correlation", correlation);
        if (customersPerDay > 0) {
            settings.put("customers_per_day", customersPerDay);
        }
        settings.put("horizon_days", horizonDays);
        settings.put("cycle_days", cycleDays);
        return settings;
    }

    /** One customer's part of the variance of the difference, if the gain is as planned: the arms taken apart. */
    double apart() {
        double other = isRate() ? expectedRate() * (1 - expectedRate()) : deviation * deviation;
        return (deviation * deviation / (1 - challengerShare) + other / challengerShare) * unexplained();
    }

    /** The same, all customers being taken as one group. */
    double together() {
        double rate = (1 - challengerShare) * baseline + challengerShare * expectedRate();
        double all = isRate() ? rate * (1 - rate) : deviation * deviation;
        return all / (challengerShare * (1 - challengerShare)) * unexplained();
    }

    private double unexplained() {
        return 1 - correlation * correlation;
    }

    /** The rule that reads it. */
    SequentialRule rule() {
        return SequentialRule.of(alpha, effect);
    }
}
