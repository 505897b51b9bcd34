package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.read.CsvOptions;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.RiskTiers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChurnModelTest {

    private static Dataset data;
    private static ChurnModel model;

    @BeforeAll
    static void train() {
        data = SmallModel.customers(900, 17);
        model = SmallModel.of(SmallModel.boosting(), data);
    }

    @Test
    void evaluation_isOfTheHoldOut_andSaysSo() {
        Evaluation evaluation = model.evaluation();
        assertThat(evaluation.rows()).isBetween(170L, 185L);
        assertThat(evaluation.rocAuc().value()).isBetween(0.7, 0.95);
        assertThat(evaluation.rocAuc().low()).isLessThan(evaluation.rocAuc().value());
        assertThat(evaluation.rocAuc().high()).isGreaterThan(evaluation.rocAuc().value());
        assertThat(evaluation.describes()).contains("a hold-out of " + evaluation.rows() + " rows", "on all rows");
        assertThat(evaluation.metrics()).containsOnlyKeys(Metric.ofScores());
        assertThat(evaluation.deciles()).hasSize(10);
        assertThat(model.manifest().rows()).isGreaterThan(870);
    }

    @Test
    void withoutRefit_theJudgedModelIsKept() {
        ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .refit(false)
                .build();
        ChurnModel kept = pipeline.fit(data);
        assertThat(kept.manifest().rows() + kept.evaluation().rows())
                .isEqualTo(model.manifest().rows());
        assertThat(kept.evaluation().describes()).endsWith("which is the model kept");
        assertThat(kept.evaluation().rocAuc()).isEqualTo(model.evaluation().rocAuc());
    }

    @Test
    void model_comesNearTheBestReachableRanking() {
        int[] labels = model.target().labels(data);
        double[] scores = model.scorer().score(data).probabilities();
        List<Integer> known = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                known.add(i);
            }
        }
        int[] y = known.stream().mapToInt(i -> labels[i]).toArray();
        double[] p = known.stream().mapToDouble(i -> scores[i]).toArray();
        assertThat(RocAuc.of(y, p)).isGreaterThan(0.85);
    }

    @Test
    void aRow_givenAsMapArrayOrLine_scoresTheBitsOfTheBatch() {
        Scorer scorer = model.scorer();
        Predictions batch = scorer.score(data);
        RowScorer lines = scorer.forColumns(data.schema().names());
        for (int i = 0; i < 200; i++) {
            Map<String, Object> row = new HashMap<>();
            List<String> line = new ArrayList<>();
            for (Column column : data.columns()) {
                row.put(column.name(), column.text(i));
                line.add(column.text(i));
            }
            Object[] values =
                    scorer.inputs().stream().map(Input::name).map(row::get).toArray();
            assertThat(scorer.score(row).probability()).isEqualTo(batch.probability(i));
            assertThat(scorer.score(values).probability()).isEqualTo(batch.probability(i));
            assertThat(lines.score(line, i + 1).probability()).isEqualTo(batch.probability(i));
        }
    }

    @Test
    void columns_inAnotherOrder_scoreTheSame() {
        List<Column> reversed = new ArrayList<>(data.columns());
        Collections.reverse(reversed);
        assertThat(model.scorer().score(Dataset.of(reversed)).probabilities())
                .containsExactly(model.scorer().score(data).probabilities());
    }

    @Test
    void prediction_followsThresholdAndTiers() {
        Predictions batch = model.scorer().score(data);
        for (int i = 0; i < 100; i++) {
            Map<String, Object> row = new HashMap<>();
            for (Column column : data.columns()) {
                row.put(column.name(), column.text(i));
            }
            Prediction prediction = model.scorer().score(row);
            assertThat(prediction.positive()).isEqualTo(prediction.probability() >= 0.5);
            assertThat(prediction.label()).isEqualTo(prediction.positive() ? "Yes" : "No");
            assertThat(prediction.tier()).isEqualTo(RiskTiers.standard().of(batch.probability(i)));
        }
    }

    @Test
    void unknownLevel_isScoredAndNamed_andCountedInABatch() {
        Map<String, Object> row = emptyRow();
        row.put("plan", "Platinum");
        Prediction prediction = model.scorer().score(row);
        assertThat(prediction.unknownLevels()).containsExactly("plan");
        assertThat(prediction.probability()).isBetween(0.0, 1.0);
        assertThat(model.scorer().score(emptyRow()).unknownLevels()).isEmpty();
    }

    @Test
    void missingColumns_areNamed() {
        Map<String, Object> row = emptyRow();
        row.remove("plan");
        assertThatThrownBy(() -> model.scorer().score(row))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'plan' is missing; the model needs it.\nMaybe");
        row.put("plann", "Basic");
        row.remove("region");
        assertThatThrownBy(() -> model.scorer().score(row))
                .hasMessage("Columns 'plan', 'region' are missing; the model needs them.\n"
                        + "Maybe 'plann' should be named 'plan'.");
        assertThatThrownBy(() -> model.scorer().score(new Object[] {1, 2}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The row has 2 values where the model needs");
        assertThatThrownBy(() -> model.scorer().forColumns(List.of("plan")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("are missing; the model needs them.");
    }

    @Test
    void column_withBlanksAroundItsName_isFound() {
        Map<String, Object> row = emptyRow();
        Prediction expected = model.scorer().score(row);
        row.remove("plan");
        row.put(" plan ", null);
        assertThat(model.scorer().score(row)).isEqualTo(expected);
    }

    @Test
    void notices_tellWhatWasDroppedAndWorkedOut() {
        assertThat(model.notices())
                .extracting(Notice::code)
                .contains(
                        "rows-without-target", "duplicate-rows", "type-inferred-identifier", "date", "hidden-numbers");
    }

    @Test
    void importances_addUpToOne_largestFirst() {
        List<Double> shares = List.copyOf(model.importances().values());
        assertThat(shares.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        assertThat(shares).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(model.importances()).containsKey("charge_per_month").doesNotContainKey("customer_id");
    }

    @Test
    void evaluate_onLabelledRows_leavesOutThoseWithoutTarget() {
        Evaluation evaluation = model.evaluate(data);
        assertThat(evaluation.rows()).isLessThan(data.rows()).isGreaterThan(data.rows() - 20);
        assertThat(evaluation.describes()).contains("rows with a known outcome by this model");
        int[] leavers = java.util.stream.IntStream.range(0, data.rows())
                .filter(i -> "Yes".equals(data.column("churned").text(i)))
                .toArray();
        assertThatThrownBy(() -> model.evaluate(data.select(leavers)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("judging needs both classes");
    }

    @Test
    void logisticRegression_goesTheSameWay() {
        ChurnModel linear = SmallModel.of(new PlainLogistic(), data);
        assertThat(linear.evaluation().rocAuc().value()).isGreaterThan(0.7);
        assertThat(linear.importances()).containsKey("contract");
    }

    @Test
    void featureDerivedFromTheTarget_isRefused() {
        ChurnPipeline peeking = ChurnPipeline.builder()
                .target("churned", "Yes")
                .derive(Derive.countOf("k", "Yes", "churned"))
                .learner(SmallModel.boosting())
                .build();
        assertThatThrownBy(() -> peeking.fit(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Derived feature 'k' uses the target 'churned'");
        ChurnPipeline taken = ChurnPipeline.builder()
                .target("churned", "Yes")
                .derive(Derive.ratio("customer_id", "total_charges", "tenure_months"))
                .learner(SmallModel.boosting())
                .build();
        assertThatThrownBy(() -> taken.fit(data)).hasMessageContaining("has the name of another column");
    }

    @Test
    void oneLeaverAlone_cannotBeLearntFrom() {
        int[] rows = java.util.stream.IntStream.range(0, data.rows())
                .filter(i -> "No".equals(data.column("churned").text(i)))
                .limit(40)
                .toArray();
        rows[0] = java.util.stream.IntStream.range(0, data.rows())
                .filter(i -> "Yes".equals(data.column("churned").text(i)))
                .findFirst()
                .orElseThrow();
        Dataset few = data.select(rows);
        assertThatThrownBy(() -> SmallModel.of(SmallModel.boosting(), few))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Only 1 of 40 customers has the label (Yes) in column 'churned'");
    }

    @Test
    void tableTooSmallToSplit_isSaidToTeachNothing() {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), SmallModel.customers(36, 17));
        assertThat(model.notices()).extracting(Notice::code).contains("nothing-learnt");
    }

    @Test
    void shortFile_readThroughTheModel_scoresAsItsRowsOfTextDo(@TempDir Path folder) throws IOException {
        StringBuilder table = new StringBuilder("zip,start,end,age,churn\n");
        java.util.SplittableRandom random = new java.util.SplittableRandom(4);
        for (int i = 0; i < 400; i++) {
            String zip = random.nextBoolean() ? "01" : "1";
            int age = random.nextInt(10) == 0 ? -999 : 20 + random.nextInt(50);
            int day = 1 + random.nextInt(28);
            boolean left = (zip.equals("01") ? 0.2 : 0.0) + day / 40.0 + random.nextDouble() * 0.5 > 0.7;
            table.append(zip + "," + String.format(java.util.Locale.ROOT, "%02d/03/2024,%02d/05/2024,", day, 1 + i % 12)
                    + age + "," + (left ? "Yes" : "No") + "\n");
        }
        Path train = Files.writeString(folder.resolve("train.csv"), table);
        ChurnModel model = ChurnPipeline.builder()
                .target("churn", "Yes")
                .type("zip", ColumnType.CATEGORICAL)
                .clean(Cleaning.standard().withMissing("-999"))
                .derive(Derive.difference("d", "end", "start"))
                .learner(SmallModel.boosting())
                .build()
                .fit(Tables.readCsv(train, CsvOptions.standard().withType("zip", ColumnType.CATEGORICAL)));
        Path few = Files.writeString(
                folder.resolve("few.csv"),
                "zip,start,end,age\n01,02/03/2024,05/05/2024,-999\n1,03/03/2024,06/05/2024,30\n");
        Predictions batch = model.scorer().score(model.read(few, ReadOptions.standard()));
        RowScorer rows = model.scorer().forColumns(List.of("zip", "start", "end", "age"));
        assertThat(batch.probability(0))
                .isEqualTo(rows.score(List.of("01", "02/03/2024", "05/05/2024", "-999"), 1)
                        .probability());
        assertThat(batch.probability(1))
                .isEqualTo(rows.score(List.of("1", "03/03/2024", "06/05/2024", "30"), 2)
                        .probability());
        assertThat(model.scorer()
                        .score(Tables.readCsv(few).select(new int[] {1}))
                        .size())
                .isEqualTo(1);
    }

    private static Map<String, Object> emptyRow() {
        Map<String, Object> row = new HashMap<>();
        model.inputs().forEach(input -> row.put(input.name(), null));
        return row;
    }
}
