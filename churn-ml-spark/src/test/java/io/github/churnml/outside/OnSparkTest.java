package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.Label;
import io.github.churnml.snapshot.Schedule;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotSources;
import io.github.churnml.spark.ChurnExtensions;
import io.github.churnml.spark.ChurnFunctions;
import io.github.churnml.spark.ChurnScorer;
import io.github.churnml.spark.ChurnSnapshots;
import io.github.churnml.spark.ChurnTrainer;
import io.github.churnml.spark.ChurnTransformer;
import io.github.churnml.spark.LocalSpark;
import io.github.churnml.spark.TreesAt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of Spark that trains on a table, scores it in each of the ways there are, and makes snapshots. */
class OnSparkTest {

    private static final int ROWS = 400;
    private static final SparkSession SPARK = LocalSpark.session();
    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.LongType)
            .add("tenure", DataTypes.IntegerType)
            .add("plan", DataTypes.StringType)
            .add("churned", DataTypes.StringType);
    private static final ChurnPipeline PIPELINE = ChurnPipeline.builder()
            .target("churned")
            .exclude("id")
            .type("id", ColumnType.IDENTIFIER)
            .learner(HistogramGradientBoosting.builder().trees(15).build())
            .calibrate("none")
            .build();
    private static final FitOptions OPTIONS = FitOptions.standard().withCreated(Instant.EPOCH);

    private static final List<Row> CUSTOMERS = customers();
    private static final ChurnModel MODEL =
            ChurnTrainer.of(PIPELINE).orderedBy("id").fit(table(), OPTIONS);

    @TempDir
    Path folder;

    private static List<Row> customers() {
        SplittableRandom random = new SplittableRandom(2);
        List<Row> rows = new ArrayList<>();
        for (long id = 1; id <= ROWS; id++) {
            int tenure = random.nextInt(60);
            String plan = random.nextBoolean() ? "Basic" : "Pro";
            boolean left = random.nextDouble() < (tenure < 12 ? 0.7 : 0.1);
            rows.add(RowFactory.create(id, tenure, plan, left ? "yes" : "no"));
        }
        return rows;
    }

    private static Dataset<Row> table() {
        return SPARK.createDataFrame(CUSTOMERS, SCHEMA).repartition(3);
    }

    /** The same customers on one machine. */
    private static io.github.churnml.data.Dataset local() {
        List<String[]> rows = CUSTOMERS.stream()
                .map(row -> new String[] {
                    String.valueOf(row.getLong(0)), String.valueOf(row.getInt(1)), row.getString(2), row.getString(3)
                })
                .toList();
        return Tables.ofTexts(
                List.of(SCHEMA.fieldNames()), rows, ReadOptions.standard().withTypes(PIPELINE.types()));
    }

    private static List<Double> byId(Dataset<Row> scored, String probability) {
        return scored.orderBy("id").select(probability).as(Encoders.DOUBLE()).collectAsList();
    }

    private static Double[] localScores() {
        double[] probabilities = MODEL.scorer().score(local()).probabilities();
        return Arrays.stream(probabilities).boxed().toArray(Double[]::new);
    }

    @Test
    void trainer_ofATable_makesTheModelOfOneMachine() {
        assertThat(MODEL.toBytes()).isEqualTo(PIPELINE.fit(local(), OPTIONS).toBytes());
        assertThat(MODEL.evaluation().rocAuc().value()).isGreaterThan(0.7);
    }

    @Test
    void scorer_ofATable_addsProbabilitiesReasonsAndDrift() {
        ChurnScorer scorer = ChurnScorer.of(MODEL).withOutput("risk").withReasons(1);

        Dataset<Row> scored = scorer.transform(table());

        assertThat(byId(scored, "risk.probability")).containsExactly(localScores());
        assertThat(scored.schema()).isEqualTo(scorer.schema(SCHEMA));
        Dataset<Row> young = table().where("tenure < 20");
        assertThat(scorer.drift(young, DriftSettings.standard())
                        .find("tenure")
                        .orElseThrow()
                        .psi())
                .isGreaterThan(0.5);
    }

    @Test
    void functions_ofSql_scoreByName() {
        ChurnFunctions.register(SPARK, "outside_risk", MODEL);
        table().createOrReplaceTempView("outside_customers");

        Dataset<Row> asked = SPARK.sql("SELECT id, outside_risk(struct(*)).probability AS p FROM outside_customers");

        assertThat(byId(asked, "p")).containsExactly(localScores());
    }

    /** The session was started with this extension and one setting for each model, as a cluster for analysts is. */
    @Test
    void extension_ofASession_bringsTheModelsOfItsSettings() {
        assertThat(SPARK.conf().get("spark.sql.extensions")).isEqualTo(ChurnExtensions.class.getName());
        assertThat(SPARK.conf().get(ChurnExtensions.SETTING + "by_setting")).endsWith(".churn");
        assertThat(SPARK.catalog().functionExists("by_setting")).isTrue();
    }

    @Test
    void transformer_inAPipeline_scoresAfterLoading() throws IOException {
        ChurnTransformer stage = new ChurnTransformer(MODEL).setOutputCol("risk");
        PipelineModel pipeline =
                new Pipeline().setStages(new PipelineStage[] {stage}).fit(table());
        String path = folder.resolve("pipeline").toString();
        pipeline.save(path);

        Dataset<Row> scored = PipelineModel.load(path).transform(table());

        assertThat(byId(scored, "risk.probability")).containsExactly(localScores());
    }

    @Test
    void snapshots_ofTwoTables_areThoseOfOneMachine() {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("begin").to("end"))
                .events(EventTable.of("visits", "id", "at"))
                .at(Schedule.on(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)))
                .label(Label.cancelled(30))
                .until(LocalDate.of(2026, 6, 1))
                .build();
        List<String[]> who = List.of(row("a", "2025-01-01", ""), row("b", "2025-01-01", "2026-03-11"));
        List<String[]> visits = List.of(row("a", "2026-01-20"), row("b", "2026-01-25"), row("a", "2026-05-30"));
        io.github.churnml.data.Dataset whole = plan.build(new SnapshotSources(
                        texts(who, "id", "begin", "end"), null, Map.of("visits", texts(visits, "id", "at"))))
                .data();

        Dataset<Row> made = ChurnSnapshots.of(plan).build(frame(who, "id", "begin", "end"), frame(visits, "id", "at"));

        assertThat(made.count()).isEqualTo(whole.rows()).isEqualTo(4);
        assertThat(made.where("churned = 'yes'")
                        .select("id")
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactly("b");
        assertThat(made.columns())
                .containsExactlyInAnyOrderElementsOf(
                        whole.columns().stream().map(column -> column.name()).toList());
        assertThat(ChurnSnapshots.of(plan)
                        .at(LocalDate.of(2026, 4, 1), frame(who, "id", "begin", "end"), frame(visits, "id", "at"))
                        .count())
                .as("b is gone")
                .isEqualTo(1);
    }

    private static String[] row(String... cells) {
        return cells;
    }

    private static io.github.churnml.data.Dataset texts(List<String[]> rows, String... header) {
        return Tables.ofTexts(List.of(header), rows, ReadOptions.standard().withType("id", ColumnType.IDENTIFIER));
    }

    private static Dataset<Row> frame(List<String[]> rows, String... header) {
        StructType schema = new StructType();
        for (String name : header) {
            schema = schema.add(name, DataTypes.StringType);
        }
        return SPARK.createDataFrame(
                rows.stream().map(cells -> RowFactory.create((Object[]) cells)).toList(), schema);
    }

    @Test
    void trainer_treesOnExecutors_areThoseOfTheDriver() {
        List<String> told = new ArrayList<>();
        ChurnTrainer trainer = ChurnTrainer.of(PIPELINE).orderedBy("id");
        ChurnModel there = trainer.growing(TreesAt.EXECUTORS, told::add).fit(table(), OPTIONS);
        assertThat(there.toBytes()).isEqualTo(MODEL.toBytes());
        assertThat(told).singleElement().asString().startsWith("Trees grew on executors in ");
        assertThat(trainer.growing(TreesAt.DRIVER).fit(table(), OPTIONS).toBytes())
                .isEqualTo(MODEL.toBytes());
        assertThat(TreesAt.AUTO.label()).isEqualTo("auto");
    }
}
