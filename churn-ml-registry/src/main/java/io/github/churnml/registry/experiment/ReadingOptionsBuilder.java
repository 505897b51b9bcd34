package io.github.churnml.registry.experiment;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes {@link ReadingOptions}. Mutable, for one thread. */
public final class ReadingOptionsBuilder {

    private static final Duration LONGEST = Duration.ofDays(ExperimentPlanBuilder.MOST_DAYS);

    private final Instant asOf;
    private @Nullable String experiment;
    private double challengerShare = 0.5;
    private double alpha = 0.05;
    private double power = 0.8;
    private double effect = 0.02;
    private double tau = Double.NaN;
    private double amountEffect = Double.NaN;
    private boolean higherIsBetter;
    private boolean amountDecides;
    private Duration horizon = Duration.ofDays(30);
    private Duration cycle = Duration.ofDays(30);
    private OutcomeColumns columns = OutcomeColumns.standard();

    ReadingOptionsBuilder(Instant asOf) {
        this.asOf = asOf;
    }

    /**
     * Takes what a plan says: share, α, power, effect, horizon, cycle, and which way is better.
     *
     * @param plan the plan that the experiment was begun with
     * @return this
     */
    public ReadingOptionsBuilder plan(ExperimentPlan plan) {
        challengerShare(plan.challengerShare()).alpha(plan.alpha());
        power = plan.power();
        horizon = Duration.ofDays(plan.horizonDays());
        cycle = Duration.ofDays(plan.cycleDays());
        if (plan.isRate()) {
            higherIsBetter = plan.higherIsBetter();
            return effect(plan.effect());
        }
        amountDecides = true;
        return amountEffect(plan.effect());
    }

    /**
     * Names the experiment, for logs of several.
     *
     * @param name its name; null for the only one
     * @return this
     */
    public ReadingOptionsBuilder experiment(@Nullable String name) {
        experiment = name;
        return this;
    }

    /**
     * The share of customers who get the challenger.
     *
     * @param share from 0.01 to 0.99; 0.5 unless set
     * @return this
     */
    public ReadingOptionsBuilder challengerShare(double share) {
        require(share >= 0.01 && share <= 0.99, "challenger's share", share, "a number from 0.01 to 0.99");
        challengerShare = share;
        return this;
    }

    /**
     * How often a difference is told where there is none, over all looks together.
     *
     * @param newAlpha from 0.001 to 0.2; 0.05 unless set
     * @return this
     */
    public ReadingOptionsBuilder alpha(double newAlpha) {
        require(newAlpha >= 0.001 && newAlpha <= 0.2, "alpha", newAlpha, "a number from 0.001 to 0.2");
        alpha = newAlpha;
        return this;
    }

    /**
     * The smallest gain of the rate that matters, as it was planned.
     *
     * @param newEffect above 0 and below 1; 0.02, two points, unless set
     * @return this
     */
    public ReadingOptionsBuilder effect(double newEffect) {
        require(newEffect > 0 && newEffect < 1, "effect", newEffect, "a number above 0 and below 1");
        effect = newEffect;
        return this;
    }

    /**
     * The size of gains of the rate for which the test is best; to be decided before the experiment begins.
     *
     * @param newTau above 0; the effect unless set
     * @return this
     */
    public ReadingOptionsBuilder tau(double newTau) {
        require(newTau > 0 && newTau < 1, "tau", newTau, "a number above 0 and below 1");
        tau = newTau;
        return this;
    }

    /**
     * The smallest gain of the amount that matters; to be set where an amount is read.
     *
     * @param newEffect above 0, per customer
     * @return this
     */
    public ReadingOptionsBuilder amountEffect(double newEffect) {
        require(newEffect > 0 && Double.isFinite(newEffect), "effect on the amount", newEffect, "a number above 0");
        amountEffect = newEffect;
        return this;
    }

    /**
     * Whether more of the outcome is wanted, as of conversions.
     *
     * @param isBetter whether it is; false unless set
     * @return this
     */
    public ReadingOptionsBuilder higherIsBetter(boolean isBetter) {
        higherIsBetter = isBetter;
        return this;
    }

    /**
     * Whether the recommendation is about the amount rather than the rate.
     *
     * @param decides whether it is; false unless set
     * @return this
     */
    public ReadingOptionsBuilder amountDecides(boolean decides) {
        amountDecides = decides;
        return this;
    }

    /**
     * How long after the first exposure an outcome counts.
     *
     * @param length from 0; 30 days unless set
     * @return this
     */
    public ReadingOptionsBuilder horizon(Duration length) {
        horizon = length("horizon", length);
        return this;
    }

    /**
     * For how long customers have to come before anything but harm is told.
     *
     * @param length from 0; 30 days unless set
     * @return this
     */
    public ReadingOptionsBuilder cycle(Duration length) {
        cycle = length("cycle", length);
        return this;
    }

    /**
     * Where outcomes are in their table.
     *
     * @param newColumns the columns; {@link OutcomeColumns#standard} unless set
     * @return this
     */
    public ReadingOptionsBuilder columns(OutcomeColumns newColumns) {
        columns = newColumns;
        return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws ConfigurationException if they do not go together
     */
    public ReadingOptions build() {
        boolean amount = columns.amount() != null;
        if (amount && Double.isNaN(amountEffect)) {
            throw new ConfigurationException(
                    "An amount is to be read, and no smallest difference per customer that matters was given.",
                    "Maybe give the effect that the experiment was planned for: the data must not choose it.",
                    Where.nowhere());
        }
        if (amountDecides && !amount) {
            throw new ConfigurationException(
                    "The amount is to decide, and no column of an amount was given.",
                    "Maybe name the column, or let the rate decide.",
                    Where.nowhere());
        }
        if (columns.outcome() == null && !columns.listsOnlyPositive()) {
            throw new ConfigurationException(
                    "No column says whether the outcome happened.",
                    "Maybe name it, or say that only those are listed to whom it did.",
                    Where.nowhere());
        }
        if (amount && columns.listsOnlyPositive()) {
            throw new ConfigurationException(
                    "An amount is to be read from a table that does not list every customer.",
                    "Maybe list everybody, each with the amount.",
                    Where.nowhere());
        }
        return new ReadingOptions(
                asOf,
                experiment,
                challengerShare,
                alpha,
                power,
                effect,
                Double.isNaN(tau) ? effect : tau,
                amountEffect,
                higherIsBetter,
                amountDecides,
                horizon,
                cycle,
                columns);
    }

    private static Duration length(String what, Duration length) {
        require(
                !length.isNegative() && length.compareTo(LONGEST) <= 0,
                what,
                length,
                "a length of time from 0 to " + ExperimentPlanBuilder.MOST_DAYS + " days");
        return length;
    }

    private static void require(boolean good, String what, Object value, String required) {
        if (!good) {
            throw new ConfigurationException(
                    "The " + what + " is " + Wording.value(value) + " where " + required + " is required.",
                    "",
                    Where.nowhere());
        }
    }
}
