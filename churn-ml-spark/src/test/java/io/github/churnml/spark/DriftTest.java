package io.github.churnml.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.RowCounter;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {

    private static final SparkSession SPARK = LocalSpark.session();
    private static final DriftSettings SETTINGS = DriftSettings.standard();
    private static final ChurnModel MODEL = TypedCustomers.model();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void drift_somePartitions_isTheReportOfOneMachine(int partitions) {
        DriftReport local = MODEL.drift(MODEL.read(TypedCustomers.csv(), ReadOptions.standard()), SETTINGS);
        assertThat(scorer().drift(TypedCustomers.table(SPARK).repartition(partitions), SETTINGS))
                .isEqualTo(local);
        assertThat(local.columns()).hasSize(16);
        assertThat(local.score()).isPresent();
    }

    @Test
    void drift_changedTableAndTaskThatFailsOnce_isTheReportOfOneMachine() throws Exception {
        org.apache.spark.sql.Dataset<Row> changed = TypedCustomers.table(SPARK)
                .filter(col("id").gt(300))
                .withColumn(
                        "tenure",
                        when(col("id").mod(3).equalTo(0), col("tenure").plus(60))
                                .otherwise(col("tenure")))
                .withColumn("Contract", when(col("id").lt(900), lit("Weekly")).otherwise(col("Contract")))
                .withColumn("charges", when(col("id").gt(1500), lit(null)).otherwise(col("charges")));
        Path csv = folder.resolve("changed.csv");
        Files.writeString(csv, CsvExport.of(changed.orderBy("id").collectAsList(), TypedCustomers.SCHEMA));
        DriftReport local = MODEL.drift(MODEL.read(csv, ReadOptions.standard()), SETTINGS);
        org.apache.spark.sql.Dataset<Row> failing = changed.repartition(5)
                .filter((org.apache.spark.api.java.function.FilterFunction<Row>) row -> {
                    org.apache.spark.TaskContext task = org.apache.spark.TaskContext.get();
                    if (task.attemptNumber() == 0 && task.partitionId() == 1 && row.getLong(0) > 1_900) {
                        throw new IllegalStateException("lost on purpose");
                    }
                    return true;
                });
        DriftReport report = scorer().drift(failing, SETTINGS);
        assertThat(report).isEqualTo(local);
        assertThat(report.overallDrift()).isTrue();
    }

    @Test
    void drift_smallTable_hasTheBinsOfTheDriftCommand() {
        TableTally tally = TableTally.of(TypedCustomers.csv(), ReadOptions.standard(), TableLayout.of(MODEL.inputs()));
        DriftReport command = new DriftDetector(SETTINGS).compare(MODEL.referenceProfile(), tally);
        DriftReport spark = scorer().drift(TypedCustomers.table(SPARK), SETTINGS);
        for (ColumnDrift column : command.columns()) {
            ColumnDrift found = spark.find(column.name()).orElseThrow();
            assertThat(found.bins()).isEqualTo(column.bins());
            assertThat(found.psi()).isEqualTo(column.psi());
            assertThat(found.verdict()).isEqualTo(column.verdict());
        }
        assertThat(spark.rule()).isEqualTo(command.rule());
    }

    @Test
    void drift_noRows_isNotEnoughData() {
        DriftReport local = new DriftDetector(SETTINGS)
                .compare(RowCounter.of(MODEL.referenceProfile(), MODEL.inputs())
                        .orElseThrow()
                        .newWindow());
        assertThat(scorer().drift(TypedCustomers.table(SPARK).filter(lit(false)), SETTINGS))
                .isEqualTo(local);
        assertThat(scorer().drift(
                                TypedCustomers.table(SPARK)
                                        .limit(1)
                                        .filter(col("id").lt(-1))
                                        .repartition(3),
                                SETTINGS))
                .isEqualTo(local);
    }

    @Test
    void drift_missingColumn_isNamedBeforeAnythingRuns() {
        assertThatThrownBy(() -> scorer().drift(TypedCustomers.table(SPARK).drop("ratio"), SETTINGS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'ratio' is missing; the model needs it.");
    }

    /** Counts of every kind of bin, and a window's own way of getting large. */
    @Test
    void tally_largeCountsOfEveryBin_becomesTheWindowThatItWas() throws Exception {
        ChurnModel model = odd();
        Dataset table = model.read(folder.resolve("odd-new.csv"), ReadOptions.standard());
        RowCounter counter =
                RowCounter.of(model.referenceProfile(), model.inputs()).orElseThrow();
        double[] probabilities = model.scorer().score(table).probabilities();
        DriftWindow window = counter.count(table, probabilities);
        ScoreSums sums = new ScoreSums(counter.profile());
        for (double probability : probabilities) {
            sums.add(probability);
        }
        DriftTally tally = DriftTally.of(window, sums);
        DriftDetector detector = new DriftDetector(SETTINGS);
        assertThat(detector.compare(tally.window(counter))).isEqualTo(detector.compare(window));
        // A million times as many: each doubling is an addition of equal counts.
        for (int i = 0; i < 20; i++) {
            window.merge(window);
            tally.plus(tally);
        }
        DriftReport large = detector.compare(tally.window(counter));
        assertThat(large).isEqualTo(detector.compare(window));
        assertThat(large.currentRows()).isEqualTo((long) table.rows() << 20);
        assertThat(large.columns())
                .anySatisfy(column -> assertThat(column.unseen().current()).isPositive())
                .anySatisfy(column -> assertThat(column.missing().current()).isPositive());
    }

    /** A model with a constant column, one without a value, rare levels and few scores. */
    private ChurnModel odd() throws Exception {
        Random random = new Random(11);
        Path csv = folder.resolve("odd.csv");
        Files.write(csv, odd(random, 600, 7));
        Files.write(folder.resolve("odd-new.csv"), odd(random, 301, 8));
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .build()
                .fit(Tables.read(csv, ReadOptions.standard().withType("empty", ColumnType.NUMERIC)));
    }

    private static List<String> odd(Random random, int rows, int constant) {
        List<String> lines = new ArrayList<>(List.of("constant,empty,kind,spread,churned"));
        for (int i = 0; i < rows; i++) {
            double spread = random.nextGaussian();
            String kind = i % 50 == 0 ? "rare" + i : random.nextBoolean() ? "a" : "b";
            String churned = spread + random.nextGaussian() > 0.5 ? "Yes" : "No";
            lines.add((random.nextBoolean() ? 7 : constant) + "," + (constant == 8 && i % 2 == 0 ? "3" : "") + ","
                    + (i % 9 == 0 ? "" : kind) + "," + (i % 7 == 0 ? "" : spread) + "," + churned);
        }
        return lines;
    }

    private static ChurnScorer scorer() {
        return ChurnScorer.of(MODEL);
    }
}
