package io.github.churnml.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {

    private static final Gates ALL = Gates.builder()
            .holdout(500, 40)
            .metric(new MetricGate(Metric.ROC_AUC, 0.75, 0.01, 0.9))
            .metric(MetricGate.limit(Metric.LOG_LOSS, 0.5))
            .metric(MetricGate.noWorse(Metric.PROFIT_GAIN, 1))
            .calibrationInTheLarge(0.03)
            .scoreDriftFromTraining(0.2)
            .scoreDriftFromChampion(0.3)
            .golden(new GoldenFile(Path.of("golden.csv"), "expected", 1e-4))
            .microsPerRow(80)
            .bytes(1_000_000)
            .segments(new SegmentGate(
                    List.of("plan", "region"),
                    MetricGate.limit(Metric.ROC_AUC, 0.6).withNoWorseBy(0.03),
                    100,
                    20))
            .segments(SegmentGate.of("contract", MetricGate.limit(Metric.BRIER, 0.2)))
            .monotone("tenure_months", Monotone.DECREASING)
            .build();

    @Test
    void yaml_writtenAndRead_isEqual() {
        assertThat(Gates.parseYaml(ALL.toYaml())).isEqualTo(ALL).hasSameHashCodeAs(ALL);
        assertThat(Gates.parseYaml(Gates.standard().toYaml())).isEqualTo(Gates.standard());
        assertThat(ALL).isNotEqualTo(Gates.standard());
    }

    @Test
    void yaml_oneMappingOfSegments_isAListOfOne() {
        Gates gates = Gates.parseYaml("segments: {by: plan, metric: roc_auc, floor: 0.6}");

        assertThat(gates.segments()).containsExactly(SegmentGate.of("plan", MetricGate.limit(Metric.ROC_AUC, 0.6)));
        assertThat(gates.metrics()).isEmpty();
        assertThat(gates.compares()).isFalse();
    }

    @Test
    void readYaml_goldenFile_isLookedForBesideIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gates.yaml"), "golden: {file: golden.csv}");

        assertThat(Gates.readYaml(file).golden())
                .contains(new GoldenFile(folder.resolve("golden.csv"), "probability", 1e-6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metrics: {roc_auc: {flor: 0.7}} | Key 'metrics.roc_auc.flor' (line 2) is not known. | Maybe 'floor' was meant.
            metrics: {roc_ac: {floor: 0.7}} | Key 'metrics.roc_ac' (line 2) is no metric. | Maybe 'roc_auc' was meant.
            metrics: {roc_auc: {}} | Key 'metrics.roc_auc' (line 2): The gate on roc_auc asks for nothing. | Maybe give it a floor
            metrics: {} | Key 'metrics' (line 2) asks for nothing. | Maybe leave it out.
            segments: [] | Key 'segments' (line 2) asks for nothing. | Maybe leave it out.
            metrics: {roc_auc: {ceiling: 1}} | Key 'metrics.roc_auc.ceiling' (line 2) is the wrong way round: roc_auc is better the higher it is. | Maybe write floor.
            metrics: {log_loss: {floor: 1}} | Key 'metrics.log_loss.floor' (line 2) is the wrong way round | Maybe write ceiling.
            metrics: {roc_auc: {noWorseBy: -0.1}} | Key 'metrics.roc_auc' (line 2): The gate on roc_auc may be worse by (-0.1) where a number of 0 or more is required. | Maybe leave out the minus
            metrics: {ece: {noWorseBy: 0.01}} | Key 'metrics.ece' (line 2): The gate on ece cannot compare: chance alone | Maybe give it a ceiling, and compare log_loss or brier.
            metrics: {roc_auc: {noWorseBy: 0.1, confidence: 95}} | has the confidence (95.0) | 0.95 means 95 %
            metrics: {roc_auc: {floor: high}} | Key 'metrics.roc_auc.floor' (line 2) holds (high) where a number is required. |
            segment: {by: [plan], metric: roc_auc, floor: 0.6} | Key 'segment' (line 2) is not known. | Maybe 'segments' was meant.
            segments: {metric: roc_auc, floor: 0.6} | The segments name no column. | Maybe write by: [plan].
            segments: {by: [plan, plan], metric: roc_auc, floor: 0.6} | The segments name a column twice: 'plan', 'plan'. |
            segments: {by: [plan], metric: roc_auc, floor: 0.6, minLeavers: 2} | Key 'segments.minLeavers' (line 2) holds (2) |
            holdout: {minRows: 5} | Key 'holdout.minRows' (line 2) holds (5) where a whole number from 10 |
            calibrationInTheLarge: 0 | Key 'calibrationInTheLarge' (line 2): Gate 'calibrationInTheLarge' has the limit (0.0) where a number above 0 and at most 1.0 is required. | Maybe leave it out
            microsPerRow: -3 | Gate 'microsPerRow' has the limit (-3.0) where a number above 0 is required. |
            bytes: 0 | Key 'bytes' (line 2) holds (0) |
            monotone: {tenure: up} | Key 'monotone.tenure' (line 2) holds (up) |
            golden: {file: g.csv, tolerance: 2} | Key 'golden.tolerance' (line 2) holds (2) |
            """)
    void readYaml_wrongValue_isNamedWithItsLine(String wrong, String problem, String maybe, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("gates.yaml"), "scoreDrift: {training: 0.25}\n" + wrong + "\n");

        assertThatThrownBy(() -> Gates.readYaml(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Gates file (" + file + ") is refused. ")
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe == null ? "" : maybe);
    }

    @Test
    void readYaml_noFileOrNothingInIt_isRefused(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");

        assertThatThrownBy(() -> Gates.readYaml(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not there.");
        assertThatThrownBy(() -> Gates.readYaml(empty))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("It asks for nothing.");
    }

    @Test
    void builder_fewOfAnOutcome_isRefused() {
        assertThatThrownBy(() -> Gates.builder().holdout(200, 4))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("as few as (200) rows and (4) of an outcome");
        assertThatThrownBy(() -> Gates.builder().bytes(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Gate 'bytes' has the limit (0)");
    }
}
