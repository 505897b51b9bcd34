package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-05, 2026-12-06T00:00:00Z",
        "2026-12-05T13:00:00Z, 2026-12-05T13:00:00Z",
        "2026-12-05 13:00:00, 2026-12-05T13:00:00Z",
        "2026-12-05T13:00, 2026-12-05T13:00:00Z",
        "2026-12-05 13:00:00.250+01:00, 2026-12-05T12:00:00.250Z"
    })
    void time_inIso_isTaken(String text, String instant) {
        assertThat(OutcomeTimes.of(text)).hasToString("Optional[" + instant + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"05/12/2026", "2026-13-05", "20261205", "soon", "", "2026-12-05T25:00:00Z"})
    void time_otherwise_isNone(String text) {
        assertThat(OutcomeTimes.of(text)).isEmpty();
    }
}
