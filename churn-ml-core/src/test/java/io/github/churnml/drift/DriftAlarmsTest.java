package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.drift.DriftSimulation.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** False alarms and power at the defaults; the large counts need {@code -Dchurn.soak=true}. */
class DriftAlarmsTest {

    private final DriftSimulation simulation =
            new DriftSimulation(DriftSettings.standard().withRule(DriftRule.TESTS));

    @ParameterizedTest
    @ValueSource(ints = {150, 500, 2_000})
    void compare_undriftedWindows_hardlyEverAlarms(int rows) {
        // With one alarm in a hundred, more than nine in 400 would be seen in less than one run of a hundred.
        assertThat(simulation.alarms(Change.NONE, rows, 400, 1)).isLessThanOrEqualTo(4);
    }

    /** Ten bins reach 0.2 by chance at 100 rows: in 66 % of windows of twelve columns. */
    @Test
    void threshold_alarmsByChanceInSmallWindowsOnly() {
        DriftSimulation threshold = new DriftSimulation(DriftSettings.standard());
        assertThat(threshold.alarms(Change.NONE, 100, 60, 1)).isBetween(25L, 55L);
        assertThat(threshold.alarms(Change.NONE, 500, 60, 1)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void compare_knownChangeAt2000Rows_isFound(Change change) {
        assertThat(simulation.alarms(change, 2_000, 100, 2)).isGreaterThanOrEqualTo(90);
    }

    @Test
    void compare_sameSeedTwice_givesTheSameCount() {
        assertThat(simulation.alarms(Change.VARIANCE_BY_HALF, 300, 60, 3))
                .isEqualTo(simulation.alarms(Change.VARIANCE_BY_HALF, 300, 60, 3))
                .isBetween(1L, 59L);
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 500, 2_000, 10_000})
    @EnabledIfSystemProperty(named = "churn.soak", matches = "true")
    void compare_tenThousandUndriftedWindows_upperEndIsBelowOnePercent(int rows) {
        long alarms = simulation.alarms(Change.NONE, rows, 10_000, 42);
        assertThat(DriftSimulation.wilsonUpper(alarms, 10_000)).isLessThanOrEqualTo(0.01);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    @EnabledIfSystemProperty(named = "churn.soak", matches = "true")
    void compare_thousandWindowsWithKnownChangeAt2000Rows_powerIsNineTenths(Change change) {
        assertThat(simulation.alarms(change, 2_000, 1_000, 42)).isGreaterThanOrEqualTo(900);
    }
}
