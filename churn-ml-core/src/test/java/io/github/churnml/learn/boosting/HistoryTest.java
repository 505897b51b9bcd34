package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static History of(int rounds) {
        History history = new History();
        for (int round = 0; round < rounds; round++) {
            if (history.wants(round)) {
                history.add(round, -round);
            }
        }
        return history;
    }

    @Test
    @SuppressWarnings("unchecked") // the map is made of lists of numbers
    void history_aHundredRounds_areAllKeptAndOneMoreHalvesThem() {
        Map<String, Object> hundred = of(100).toMap();
        assertThat(hundred).containsEntry("every", 1);
        assertThat((List<Double>) hundred.get("training"))
                .hasSize(100)
                .startsWith(0.0, 1.0)
                .endsWith(98.0, 99.0);
        Map<String, Object> more = of(101).toMap();
        assertThat(more).containsEntry("every", 2);
        assertThat((List<Double>) more.get("training"))
                .hasSize(51)
                .startsWith(0.0, 2.0)
                .endsWith(98.0, 100.0);
        assertThat((List<Double>) more.get("validation"))
                .hasSize(51)
                .startsWith(0.0, -2.0)
                .endsWith(-98.0, -100.0);
    }

    @Test
    void toMap_losses_haveSixPlacesAndNoValidationWhereThereIsNone() {
        History history = new History();
        assertThat(history.wants(0)).isTrue();
        assertThat(history.wants(1)).isFalse();
        history.add(0.12345678, Double.NaN);
        assertThat(history.toMap()).isEqualTo(Map.of("every", 1, "training", List.of(0.123457)));
    }
}
