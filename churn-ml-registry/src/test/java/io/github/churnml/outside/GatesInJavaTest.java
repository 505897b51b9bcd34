package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.gate.GateKeeper;
import io.github.churnml.registry.gate.GateReport;
import io.github.churnml.registry.gate.Gates;
import io.github.churnml.registry.gate.GatesBuilder;
import io.github.churnml.registry.gate.GoldenFile;
import io.github.churnml.registry.gate.MetricGate;
import io.github.churnml.registry.gate.SegmentGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates that an application sets up in Java, and what they say of a first version. */
class GatesInJavaTest {

    private static final ChurnModel MODEL = SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 1500));
    private static final Dataset HOLDOUT = known(SmallModel.sample(4000, 1200));

    @TempDir
    Path folder;

    private static Dataset known(Dataset table) {
        int[] labels = new Target("churned", "Yes", "No", List.of("No")).labels(table);
        return table.select(
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray());
    }

    private GateReport judge(Gates gates) {
        Registry registry = Registry.folder(folder.resolve("registry"));
        registry.register(MODEL, "1.0.0", "");
        return GateKeeper.of(registry, gates).judge("1.0.0", HOLDOUT);
    }

    private static GateResult result(GateReport report, String gate) {
        return report.results().stream()
                .filter(found -> found.gate().startsWith(gate))
                .findFirst()
                .orElseThrow(() -> new AssertionError(gate + " is not among " + report.results()));
    }

    @Test
    void judge_floorThatIsTooHigh_refuses() {
        GatesBuilder gates = Gates.builder().metric(MetricGate.limit(Metric.ROC_AUC, 0.999));

        GateReport report = judge(gates.build());

        assertThat(report.passed()).isFalse();
        assertThat(result(report, "roc_auc").limit()).isEqualTo(0.999);
        assertThat(result(report, "roc_auc").value()).isBetween(0.6, 0.99);
    }

    @Test
    void judge_goldenFileOfTheModelItself_passes() throws IOException {
        GateReport report =
                judge(Gates.builder().golden(golden(0)).bytes(10_000_000).build());

        assertThat(report.failures()).isEmpty();
        assertThat(result(report, "golden file").passed()).isTrue();
    }

    @Test
    void judge_goldenFileOfAnother_refuses() throws IOException {
        GateReport report = judge(Gates.builder().golden(golden(0.01)).build());

        assertThat(result(report, "golden file").passed()).isFalse();
        assertThat(report.passed()).isFalse();
    }

    /** Rows with the probabilities that a model must still give, as another system wrote them down. */
    private GoldenFile golden(double off) throws IOException {
        List<String> lines = SmallModel.sampleLines(4000, 30);
        double[] probabilities =
                MODEL.scorer().score(SmallModel.sample(4000, 30)).probabilities();
        List<String> golden = new ArrayList<>(List.of(lines.get(0) + "," + GoldenFile.COLUMN));
        for (int i = 0; i < probabilities.length; i++) {
            golden.add(lines.get(i + 1) + "," + (probabilities[i] + off));
        }
        Path file = Files.write(folder.resolve("golden.csv"), golden);
        return new GoldenFile(file, GoldenFile.COLUMN, 1e-9);
    }

    @Test
    void judge_eachSegment_hasItsOwnResult() {
        SegmentGate each = new SegmentGate(List.of("contract"), MetricGate.limit(Metric.ROC_AUC, 0.5), 100, 20);

        GateReport report = judge(Gates.builder().segments(each).build());

        assertThat(each.gate().metric()).isEqualTo(Metric.ROC_AUC);
        assertThat(report.results()).extracting(GateResult::gate).anyMatch(gate -> gate.contains("Month-to-month"));
    }

    @Test
    void gates_ofEveryForm_areTheSameAfterYaml() {
        Gates gates = Gates.builder()
                .metric(MetricGate.noWorse(Metric.PR_AUC, 0.01).withConfidence(0.9))
                .metric(MetricGate.limit(Metric.BRIER, 0.2).withNoWorseBy(0.02))
                .segments(SegmentGate.of("plan", MetricGate.noWorse(Metric.ROC_AUC, 0.05)))
                .golden(new GoldenFile(Path.of("golden.csv"), "expected", 1e-7))
                .monotone("tenure_months", Monotone.DECREASING)
                .calibrationInTheLarge(0.05)
                .scoreDriftFromChampion(0.2)
                .build();

        Gates read = Gates.parseYaml(gates.toYaml());

        assertThat(read.toSettings()).isEqualTo(gates.toSettings());
        assertThat(read.metrics()).isEqualTo(gates.metrics());
        assertThat(read.segments()).isEqualTo(gates.segments());
        assertThat(read.golden()).isEqualTo(gates.golden());
        assertThat(read.compares()).isTrue();
    }

    @Test
    void metricGate_thatAsksForNothing_isRefused() {
        assertThatThrownBy(() -> new MetricGate(Metric.ROC_AUC, null, null, MetricGate.CONFIDENCE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("roc_auc asks for nothing");
    }
}
