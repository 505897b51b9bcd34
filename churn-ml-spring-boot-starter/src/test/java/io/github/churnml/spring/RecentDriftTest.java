package io.github.churnml.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.registry.Models;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted of the customers of late. */
class RecentDriftTest {

    private static final ChurnModel MODEL = Models.FIRST;

    private final AtomicLong clock = new AtomicLong(-5);
    private final RecentDrift drift =
            RecentDrift.of(MODEL, Duration.ofMinutes(12), clock::get).orElseThrow();

    private static List<Prediction> scored(Dataset customers) {
        List<Prediction> predictions = new ArrayList<>();
        for (int row = 0; row < customers.rows(); row++) {
            Map<String, Object> customer = new LinkedHashMap<>();
            for (var input : MODEL.inputs()) {
                customer.put(input.name(), customers.column(input.name()).text(row));
            }
            predictions.add(MODEL.scorer().score(customer));
        }
        return predictions;
    }

    private void passed(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void report_customersByOneAndByMany_isThatOfTheirTable() {
        Dataset customers = SmallModel.customers(300, 77);
        List<Prediction> predictions = scored(customers);
        predictions.subList(0, 100).forEach(one -> drift.add(List.of(one)));
        drift.add(predictions.subList(100, 300));

        DriftReport whole = MODEL.drift(customers, DriftSettings.standard().withRule(DriftRule.TESTS));
        assertThat(drift.report().toMap()).isEqualTo(whole.toMap());
    }

    @Test
    void report_ofManyThreads_missesNobody() {
        List<Prediction> predictions = scored(SmallModel.customers(200, 21));
        IntStream.range(0, 50).parallel().forEach(turn -> drift.add(predictions));

        assertThat(drift.report().currentRows()).isEqualTo(10_000);
    }

    @Test
    void report_afterItsWindow_forgets() {
        List<Prediction> predictions = scored(SmallModel.customers(150, 21));
        drift.add(predictions);
        passed(Duration.ofMinutes(6));
        drift.add(predictions);
        assertThat(drift.report().currentRows()).isEqualTo(300);

        passed(Duration.ofMinutes(6));
        assertThat(drift.report().currentRows()).isEqualTo(150);
        passed(Duration.ofMinutes(6));
        assertThat(drift.report().currentRows()).isZero();
    }

    @Test
    void report_withinFiveSeconds_isTheOneThatIsKnown() {
        DriftReport before = drift.report();
        drift.add(scored(SmallModel.customers(150, 21)));
        passed(Duration.ofSeconds(4));
        assertThat(drift.report()).isSameAs(before);
        passed(Duration.ofSeconds(1));
        assertThat(drift.report().currentRows()).isEqualTo(150);
    }

    @Test
    void drift_withoutAWindow_isNone() {
        assertThat(RecentDrift.of(MODEL, Duration.ZERO, clock::get)).isEmpty();
    }
}
