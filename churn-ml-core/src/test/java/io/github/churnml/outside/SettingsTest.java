package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.split.Split;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.learn.boosting.Sampling;
import io.github.churnml.learn.boosting.Stopping;
import io.github.churnml.prepare.DatePart;
import io.github.churnml.prepare.DerivedFeature;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings as an application writes them in Java, which must survive YAML. */
class SettingsTest {

    private static final DerivedFeature[] FEATURES = {
        new DerivedFeature.Ratio("charge_a_month", "total_charges", "tenure"),
        new DerivedFeature.Sum("contacts", List.of("calls", "tickets")),
        new DerivedFeature.Product("exposure", List.of("tenure", "monthly_charge")),
        new DerivedFeature.Difference("rise", "monthly_charge", "charge_before"),
        new DerivedFeature.Log("log_charges", "total_charges"),
        new DerivedFeature.DaysBetween("days_to_renewal", "signup", "renewal"),
        new DerivedFeature.DaysSince("days_since_signup", "signup", LocalDate.of(2026, 12, 1)),
        new DerivedFeature.PartOfDate("signup_month", "signup", DatePart.MONTH),
        new DerivedFeature.CountOf("services", "Yes", List.of("tv", "phone")),
        new DerivedFeature.Bucket("tenure_band", "tenure", List.of(12.0, 24.0)),
        new DerivedFeature.QuantileBucket("charge_quarter", "monthly_charge", 4),
        new DerivedFeature.Interaction("plan_by_region", "plan", "region"),
    };

    static Stream<Split> splits() {
        return Stream.of(
                new Split.Auto(),
                new Split.Stratified(),
                new Split.Grouped("household"),
                new Split.Time("month", Period.ofDays(30)));
    }

    @Test
    void features_ofEveryForm_areTheSameAfterYaml() {
        ChurnPipeline pipeline =
                ChurnPipeline.builder().target("churned").derive(FEATURES).build();

        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml()).derive()).containsExactly(FEATURES);
    }

    @ParameterizedTest
    @MethodSource("splits")
    void split_ofEveryForm_isTheSameAfterYaml(Split split) {
        ChurnPipeline pipeline =
                ChurnPipeline.builder().target("churned").split(split).build();

        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml()).split()).isEqualTo(split);
    }

    @Test
    void boosting_samplingAndStopping_areTheSameAfterYaml() {
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("churned")
                .learner(HistogramGradientBoosting.builder()
                        .sampling(Sampling.GOSS)
                        .stopping(Stopping.LEAST_LOSS)
                        .build())
                .build();

        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml()).learner())
                .isEqualTo(pipeline.learner())
                .isNotEqualTo(HistogramGradientBoosting.builder().build());
    }
}
