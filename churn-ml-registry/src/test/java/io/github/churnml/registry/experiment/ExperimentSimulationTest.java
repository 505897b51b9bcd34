package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With few runs what docs/experiments.md shows with many; the settings are seeded, so nothing here is left to chance. */
class ExperimentSimulationTest {

    private static final int RUNS = 1_500;

    /** Sixty daily looks at models that are the same. */
    @ParameterizedTest
    @CsvSource({
        "0.14, 0.02, 0.5, 0.0, 200",
        "0.14, 0.02, 0.5, 0.4, 200",
        "0.14, 0.02, 0.1, 0.4, 200",
        "0.14, 0.05, 0.5, 0.0, 20",
        "0.02, 0.01, 0.5, 0.0, 300",
        "0.02, 0.01, 0.1, 0.2, 300",
        "0.40, 0.05, 0.3, 0.0, 50"
    })
    void sameModels_lookedAtDaily_areToldApartInFivePercentAtMost(
            double baseline, double effect, double share, double correlation, double perDay) {
        ExperimentPlan plan = ExperimentPlan.ofRate(baseline)
                .effect(effect)
                .challengerShare(share)
                .correlation(correlation)
                .customersPerDay(perDay)
                .build();
        SimulationResult result = ExperimentSimulation.run(new SimulationSettings(plan, 0, 60, 0, RUNS, 1));
        assertThat(result.excluded()).isLessThan(0.05);
        assertThat(result.promoted() + result.harmed()).isLessThanOrEqualTo(result.excluded());
        assertThat(result.covered()).isGreaterThan(0.95);
        assertThat(result.naive()).isGreaterThan(0.15);
        assertThat(result.promoted() + result.harmed() + result.kept() + result.undecided())
                .isBetween(0.999999, 1.000001);
    }

    @Test
    void skewedAmounts_lookedAtDaily_areToldApartInFivePercentAtMost() {
        ExperimentPlan plan = ExperimentPlan.ofAmount(60)
                .effect(5)
                .correlation(0.5)
                .challengerShare(0.2)
                .customersPerDay(100)
                .build();
        SimulationResult result = ExperimentSimulation.run(new SimulationSettings(plan, 0, 60, 0, RUNS, 2));
        assertThat(result.excluded()).isLessThan(0.05);
        assertThat(result.naive()).isGreaterThan(0.15);
    }

    /** As many leave, only later: labels so far show a gain that there is none of. */
    @Test
    void postponedLeavers_foolOnlyWhoReadsLabelsSoFar() {
        ExperimentPlan plan =
                ExperimentPlan.ofRate(0.14).effect(0.02).customersPerDay(200).build();
        SimulationResult result = ExperimentSimulation.run(new SimulationSettings(plan, 0, 60, 7, RUNS, 3));
        assertThat(result.early()).isGreaterThan(0.9);
        assertThat(result.excluded()).isLessThan(0.05);
    }

    @Test
    void covariate_findsMoreThanNone() {
        ExperimentPlanBuilder builder = ExperimentPlan.ofRate(0.14).effect(0.02).customersPerDay(200);
        SimulationResult plain =
                ExperimentSimulation.run(new SimulationSettings(builder.build(), 0.02, 60, 0, RUNS, 4));
        SimulationResult adjusted = ExperimentSimulation.run(
                new SimulationSettings(builder.correlation(0.5).build(), 0.02, 60, 0, RUNS, 4));
        assertThat(adjusted.promoted()).isGreaterThan(plain.promoted() + 0.05);
        assertThat(adjusted.covered()).isGreaterThan(0.95);
    }

    @Test
    void harm_asLargeAsBenefit_isFoundEarlier() {
        ExperimentPlan plan =
                ExperimentPlan.ofRate(0.14).effect(0.02).customersPerDay(200).build();
        SimulationResult harm = ExperimentSimulation.run(new SimulationSettings(plan, -0.05, 60, 0, RUNS, 5));
        SimulationResult benefit = ExperimentSimulation.run(new SimulationSettings(plan, 0.05, 60, 0, RUNS, 5));
        assertThat(harm.harmed()).isGreaterThan(0.95);
        assertThat(benefit.promoted()).isGreaterThan(0.95);
        assertThat(harm.customers()).isLessThan(0.6 * benefit.customers());
    }

    @Test
    void simulation_runAgain_isTheSame() {
        ExperimentPlan plan =
                ExperimentPlan.ofRate(0.14).effect(0.05).customersPerDay(50).build();
        SimulationSettings settings = new SimulationSettings(plan, 0.02, 20, 0, 200, 6);
        assertThat(ExperimentSimulation.run(settings)).isEqualTo(ExperimentSimulation.run(settings));
        assertThat(ExperimentSimulation.run(settings))
                .isNotEqualTo(ExperimentSimulation.run(new SimulationSettings(plan, 0.02, 20, 0, 200, 7)));
    }

    @Test
    void settings_thatCannotBe_areRefused() {
        ExperimentPlanBuilder builder = ExperimentPlan.ofRate(0.14).effect(0.02);
        assertThatThrownBy(() -> new SimulationSettings(builder.build(), 0, 60, 0, 10, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The number of customers a day is (0)");
        assertThatThrownBy(
                        () -> new SimulationSettings(builder.customersPerDay(10).build(), -0.2, 60, 0, 10, 1))
                .hasMessageContaining("The challenger's rate is (0.34)");
        assertThatThrownBy(() -> new SimulationSettings(builder.build(), 0, 60, 30, 10, 1))
                .hasMessageContaining("The number of days by which leaving is postponed is (30)");
    }
}
