package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.PlainForest;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.prepare.Cleaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDriftTest {

    private static final DriftSettings STANDARD = DriftSettings.standard();
    private static final ChurnModel MODEL = ChurnPipeline.builder()
            .target("churned", "Yes")
            .clean(Cleaning.standard())
            .learner(SmallModel.boosting())
            .build()
            .fit(SmallModel.sample(0, 3_000));

    @TempDir
    Path folder;

    @Test
    void drift_ofATableInMemory_isThatOfItsFile() throws IOException {
        Path file = Files.write(folder.resolve("others.csv"), SmallModel.sampleLines(4_500, 1_500));
        DriftReport memory = MODEL.drift(Tables.readCsv(file), STANDARD);
        DriftReport streamed = new DriftDetector(STANDARD)
                .compare(
                        MODEL.referenceProfile(),
                        TableTally.of(file, ReadOptions.standard(), TableLayout.of(MODEL.inputs())));
        assertThat(memory.verdict()).isEqualTo(streamed.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(memory.columns()).hasSameSizeAs(MODEL.inputs());
        for (ColumnDrift column : streamed.columns()) {
            assertThat(memory.find(column.name()).orElseThrow().bins())
                    .as(column.name())
                    .isEqualTo(column.bins());
        }
        assertThat(memory.score().orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void scores_areThoseOfAllTrainingRows_butOfTheHoldOutWhereAFitKnowsRowsByHeart() {
        Dataset customers = SmallModel.sample(0, 3_000);
        long rows = MODEL.referenceProfile().rows();
        assertThat(MODEL.referenceProfile().scores().orElseThrow().rows()).isEqualTo(rows);
        ChurnPipelineBuilder byHeart = ChurnPipeline.builder()
                .target("churned", "Yes")
                .clean(Cleaning.standard())
                .learner(PlainForest.byHeart(20));
        long heldOut = byHeart.build()
                .fit(customers)
                .referenceProfile()
                .scores()
                .orElseThrow()
                .rows();
        assertThat(heldOut).isBetween(rows / 5 - 2, rows / 5 + 2);
        ChurnModel judged = ChurnPipeline.builder()
                .target("churned", "Yes")
                .clean(Cleaning.standard())
                .learner(SmallModel.boosting())
                .refit(false)
                .build()
                .fit(customers);
        assertThat(judged.referenceProfile().scores().orElseThrow().rows()).isEqualTo(heldOut);
    }

    @Test
    void drift_ofColumnThatMoved_isFound_andSoIsThatOfTheScores() {
        Dataset others = SmallModel.sample(3_000, 1_500);
        NumericColumn tenure = (NumericColumn) others.column("tenure_months");
        double[] longer = IntStream.range(0, others.rows())
                .mapToDouble(row -> tenure.value(row) + 30)
                .toArray();
        List<Column> columns = others.columns().stream()
                .map(column ->
                        column == tenure ? NumericColumn.of("tenure_months", ColumnType.NUMERIC, longer) : column)
                .toList();
        DriftReport report = MODEL.drift(Dataset.of(columns), STANDARD);
        assertThat(report.columns().get(0).name()).isEqualTo("tenure_months");
        assertThat(report.columns().get(0).verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(report.score().orElseThrow().verdict().isAlarm()).isTrue();
    }

    @Test
    void drift_ofModelThatDoesNotKnowItsTrainingRows_saysSo() {
        ChurnModel imported = ChurnModel.load(Path.of("src/test/resources/models/format-2.churn"));
        Dataset others = SmallModel.customers(200, 3);
        assertThatThrownBy(() -> imported.drift(others, STANDARD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not say what it was trained on.")
                .hasMessageContaining("Maybe it was imported");
        Dataset without = Dataset.of(others.columns().stream()
                .filter(column -> !column.name().equals("plan"))
                .toList());
        assertThatThrownBy(() -> MODEL.drift(without, STANDARD))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("plan");
    }

    /** At random windows of real customers, which nothing can have happened to. */
    @ParameterizedTest
    @CsvSource({
        "data/zubale/customer_churn_synth.csv, churned, 150",
        "data/zubale/customer_churn_synth.csv, churned, 1000",
        "data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv, Churn, 500"
    })
    void drift_ofRandomWindowsOfOneTable_hardlyEverAlarms(String file, String target, int rows) {
        Dataset all = Tables.readCsv(SharedFiles.require(file));
        SplittableRandom random = new SplittableRandom(7);
        long alarms = 0;
        for (int split = 0; split < 10; split++) {
            int[] order = shuffled(all.rows(), random);
            ChurnModel model = ChurnPipeline.builder()
                    .target(target)
                    .learner(new PlainLogistic())
                    .build()
                    .fit(all.select(java.util.Arrays.copyOf(order, all.rows() / 2)));
            for (int window = 0; window < 20; window++) {
                int[] some = random.ints(rows, all.rows() / 2, all.rows())
                        .map(place -> order[place])
                        .toArray();
                alarms += model.drift(all.select(some), STANDARD).statisticalDrift() ? 1 : 0;
            }
        }
        // One in a hundred would be more than six in less than one run of two hundred.
        assertThat(alarms).isLessThanOrEqualTo(4);
    }

    private static int[] shuffled(int length, SplittableRandom random) {
        int[] order = IntStream.range(0, length).toArray();
        for (int i = length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
