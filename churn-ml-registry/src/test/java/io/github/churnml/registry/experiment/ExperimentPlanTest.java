package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentPlanTest {

    /**
     * {@code power_proportions_2indep} of statsmodels 0.15.0, solved for the size; it counts the far tail too, which matters in the
     * sixth digit.
     */
    @ParameterizedTest
    @CsvSource({
        "0.14, 0.02, 0.5, 0.8, 0.05, 8874.703196159946",
        "0.14, 0.02, 0.2, 0.8, 0.05, 14076.45321872898",
        "0.14, 0.01, 0.5, 0.9, 0.05, 49076.00179991153",
        "0.02, 0.005, 0.1, 0.8, 0.05, 62490.164712824655",
        "0.30, 0.06, 0.5, 0.95, 0.05, 2839.908216516563"
    })
    void customers_lookedAtOnce_areThoseOfStatsmodels(
            double baseline, double effect, double share, double power, double alpha, double customers) {
        ExperimentPlan plan = ExperimentPlan.ofRate(baseline)
                .effect(effect)
                .challengerShare(share)
                .power(power)
                .alpha(alpha)
                .build();
        assertThat(ExperimentSize.once(plan)).isCloseTo(customers, within(1e-5 * customers));
        assertThat(plan.size().once().customers()).isBetween((long) customers, (long) customers + 3);
    }

    /** {@code samplesize_proportions_2indep_onetail} of statsmodels 0.15.0, which leaves the far tail out as we do. */
    @ParameterizedTest
    @CsvSource({"0.5, 8874.724741158889", "0.2, 14076.468337282242"})
    void customers_lookedAtOnce_areToTheDigitThoseOfStatsmodels(double share, double customers) {
        ExperimentPlan plan =
                ExperimentPlan.ofRate(0.14).effect(0.02).challengerShare(share).build();
        assertThat(ExperimentSize.once(plan)).isCloseTo(customers, within(1e-8 * customers));
    }

    /** Conversions that rise from 0.25 to 0.4, with alpha 0.01: statsmodels again. */
    @Test
    void customers_forMoreConversions_areThoseOfStatsmodels() {
        ExperimentPlan plan = ExperimentPlan.ofRate(0.25)
                .effect(0.15)
                .higherIsBetter(true)
                .power(0.9)
                .alpha(0.01)
                .build();
        assertThat(ExperimentSize.once(plan)).isCloseTo(575.331230695612, within(1e-3));
        assertThat(plan.expectedRate()).isCloseTo(0.4, within(1e-15));
    }

    /** {@code NormalIndPower.solve_power} of statsmodels 0.15.0. */
    @ParameterizedTest
    @CsvSource({"0.5, 4520.9436577862925", "0.2, 7063.974458400766"})
    void customers_forAnAmount_areThoseOfStatsmodels(double share, double customers) {
        ExperimentPlan plan =
                ExperimentPlan.ofAmount(60).effect(5).challengerShare(share).build();
        assertThat(ExperimentSize.once(plan)).isCloseTo(customers, within(1e-4 * customers));
    }

    @Test
    void correlation_savesItsSquare() {
        ExperimentPlan plain = ExperimentPlan.ofRate(0.14).effect(0.02).build();
        ExperimentPlan adjusted =
                ExperimentPlan.ofRate(0.14).effect(0.02).correlation(0.5).build();
        assertThat(ExperimentSize.once(adjusted)).isCloseTo(0.75 * ExperimentSize.once(plain), within(1e-6));
        assertThat(adjusted.size().daily().customers())
                .isCloseTo(Math.round(0.75 * plain.size().daily().customers()), within(40L));
    }

    @Test
    void days_includeACycleAndTheHorizonOfTheLastCustomer() {
        ExperimentPlanBuilder builder = ExperimentPlan.ofRate(0.14).effect(0.02).horizonDays(45);
        assertThat(builder.build().size().once().days()).isZero();
        assertThat(builder.customersPerDay(500).build().size().once().days()).isEqualTo(30 + 45);
        assertThat(builder.customersPerDay(100).build().size().once().days()).isEqualTo(89 + 45);
    }

    /** A simulated walk of normal steps is by no means the same arithmetic. */
    @Test
    void customers_lookedAtDaily_giveThePowerAskedFor() {
        ExperimentPlan plan =
                ExperimentPlan.ofRate(0.14).effect(0.03).customersPerDay(100).build();
        long customers = plan.size().daily().customers();
        assertThat(customers).isGreaterThan(plan.size().once().customers());
        int days = (int) Math.ceil(customers / 100.0);
        SimulationResult result = ExperimentSimulation.run(new SimulationSettings(plan, 0.03, days, 0, 4_000, 17));
        assertThat(result.promoted()).isBetween(0.77, 0.85);
    }

    @Test
    void half_ofExperiments_endEarlier() {
        ExperimentSize size = ExperimentPlan.ofRate(0.14).effect(0.02).build().size();
        assertThat(size.half().customers()).isLessThan(size.daily().customers());
        assertThat(size.daily().customers()).isBetween(15_000L, 17_000L);
    }

    @Test
    void settings_readAgain_giveTheSamePlan() {
        ExperimentPlan rate = ExperimentPlan.ofRate(0.14)
                .relativeEffect(0.15)
                .power(0.9)
                .challengerShare(0.2)
                .correlation(0.3)
                .customersPerDay(120)
                .horizonDays(60)
                .cycleDays(31)
                .build();
        ExperimentPlan amount = ExperimentPlan.ofAmount(60).effect(5).build();
        assertThat(again(rate)).isEqualTo(rate);
        assertThat(again(amount)).isEqualTo(amount);
    }

    private static ExperimentPlan again(ExperimentPlan plan) {
        Blame blame = Blame.configuration(null);
        return ExperimentPlan.of(Settings.of(PlainJson.read(PlainJson.write(plan.settings()), blame, "plan"), blame));
    }

    @Test
    void plan_thatCannotBe_isRefusedWithTheValue() {
        refused(() -> ExperimentPlan.ofRate(14), "The baseline rate is (14) where a number above 0 and below 1");
        refused(() -> ExperimentPlan.ofAmount(0), "The standard deviation is (0)");
        refused(() -> ExperimentPlan.ofRate(0.14).build(), "A plan needs the smallest effect that matters.");
        refused(
                () -> ExperimentPlan.ofRate(0.14).effect(0.14).build(),
                "An effect of (0.14) on a rate of (0.14) leaves nothing between 0 and 1.");
        refused(
                () -> ExperimentPlan.ofRate(0.14).effect(0.02).power(0.97).build(),
                "A power of (0.97) cannot be reached with alpha (0.05)");
        refused(() -> ExperimentPlan.ofAmount(60).relativeEffect(0.1), "the outcome is an amount.");
        refused(() -> ExperimentPlan.ofRate(0.14).challengerShare(1), "The challenger's share is (1)");
        refused(() -> ExperimentPlan.ofRate(0.14).horizonDays(-1), "The horizon in days is (-1)");
    }

    private static void refused(Runnable plan, String said) {
        assertThatThrownBy(plan::run).isInstanceOf(ConfigurationException.class).hasMessageContaining(said);
    }
}
