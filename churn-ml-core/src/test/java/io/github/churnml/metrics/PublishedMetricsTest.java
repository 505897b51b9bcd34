package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.churnml.SharedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The measures against scikit-learn, scipy and the tests that scikit-learn and XGBoost publish. */
class PublishedMetricsTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void metrics_2000TiedScores_equalScikitLearn() throws IOException {
        JsonNode file = read("golden/metrics.json");
        JsonNode expected = file.get("expected");
        Rows rows = rows(file);

        Map<Metric, Double> found = Metric.all(rows.labels(), rows.scores(), 0.5);

        Map<Metric, String> names = Map.ofEntries(
                Map.entry(Metric.ROC_AUC, "roc_auc"),
                Map.entry(Metric.PR_AUC, "average_precision"),
                Map.entry(Metric.LOG_LOSS, "log_loss_eps_1e-15"),
                Map.entry(Metric.BRIER, "brier"),
                Map.entry(Metric.ECE, "ece_10_equal_bins_closed_left"),
                Map.entry(Metric.KS, "ks"),
                Map.entry(Metric.GINI, "gini"),
                Map.entry(Metric.ACCURACY, "accuracy@0.5"),
                Map.entry(Metric.BALANCED_ACCURACY, "balanced_accuracy@0.5"),
                Map.entry(Metric.PRECISION, "precision@0.5"),
                Map.entry(Metric.RECALL, "recall@0.5"),
                Map.entry(Metric.F1, "f1@0.5"),
                Map.entry(Metric.MCC, "mcc@0.5"),
                Map.entry(Metric.COHEN_KAPPA, "cohen_kappa@0.5"));
        assertThat(names).hasSameSizeAs(found);
        found.forEach((metric, value) -> assertThat(value)
                .as(metric.label())
                .isCloseTo(expected.get(names.get(metric)).doubleValue(), EXACT));
    }

    @Test
    void confusionMatrix_2000TiedScores_equalsScikitLearn() throws IOException {
        JsonNode file = read("golden/metrics.json");
        JsonNode cells = file.get("expected").get("confusion@0.5 [[tn,fp],[fn,tp]]");
        Rows rows = rows(file);

        assertThat(ConfusionMatrix.at(rows.labels(), rows.scores(), 0.5))
                .isEqualTo(new ConfusionMatrix(
                        cells.get(1).get(1).longValue(),
                        cells.get(0).get(1).longValue(),
                        cells.get(0).get(0).longValue(),
                        cells.get(1).get(0).longValue()));
    }

    @Test
    void rankings_publishedCases_areEqual() throws IOException {
        int numbers = 0;
        List<JsonNode> cases = new ArrayList<>();
        read("golden/auc_ap_cases.json").get("cases").forEach(cases::add);
        for (JsonNode one : cases) {
            if ("sklearn invariance".equals(one.get("source").asText())) {
                continue; // a rule and not a case; the next test holds it
            }
            Rows rows = one.get("y_true").isTextual() ? everyFourth() : rows(one);
            double rocAuc = RocAuc.of(rows.labels(), rows.scores());
            double averagePrecision = AveragePrecision.of(rows.labels(), rows.scores());
            numbers += check(one, "roc_auc", rocAuc) + check(one, "recomputed_roc_auc", rocAuc);
            numbers += check(one, "average_precision", averagePrecision)
                    + check(one, "recomputed_average_precision", averagePrecision);
            if (rows.churners() == 0 || rows.churners() == rows.count()) {
                assertThat(one.get("roc_auc").isNull()).isTrue();
                assertThat(rocAuc).isNaN();
            }
        }
        assertThat(cases).hasSize(21);
        assertThat(numbers).isEqualTo(56);
    }

    @Test
    void rankings_movedAndScaledScores_keepTheirBits() throws IOException {
        Rows rows = rows(read("golden/metrics.json"));
        double rocAuc = RocAuc.of(rows.labels(), rows.scores());
        double averagePrecision = AveragePrecision.of(rows.labels(), rows.scores());

        for (Rows changed :
                List.of(rows.mapScores(s -> s * 100), rows.mapScores(s -> s * 1e-6), rows.mapScores(s -> s - 10))) {
            assertThat(RocAuc.of(changed.labels(), changed.scores())).isEqualTo(rocAuc);
            assertThat(AveragePrecision.of(changed.labels(), changed.scores())).isEqualTo(averagePrecision);
        }
    }

    private static int check(JsonNode one, String name, double found) {
        if (!one.hasNonNull(name)) {
            return 0;
        }
        assertThat(found).as(name + " of " + one).isCloseTo(one.get(name).doubleValue(), EXACT);
        return 1;
    }

    /** Weights in the cases have at most one decimal; ten times a weight is how often the row is there. */
    private static Rows rows(JsonNode one) {
        int[] labels = StreamSupport.stream(one.get("y_true").spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
        double[] scores = StreamSupport.stream(one.get("y_score").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        Rows rows = new Rows(labels, scores);
        if (!one.has("weights")) {
            return rows;
        }
        return rows.repeated(StreamSupport.stream(one.get("weights").spliterator(), false)
                .mapToInt(weight -> (int) Math.round(weight.doubleValue() * 10))
                .toArray());
    }

    private static Rows everyFourth() {
        int[] labels = IntStream.range(0, 100).map(i -> i % 4 == 0 ? 1 : 0).toArray();
        return new Rows(labels, new double[100]).mapScores(score -> 1.0);
    }

    private static JsonNode read(String relative) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(SharedFiles.require(relative).toFile());
    }
}
