package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.ScoringEngine;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose step {@code predict} runs on Spark. */
class SparkEngineTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void predict_onSpark_tellsAndLeavesWhatTheScorerGives() throws Exception {
        TypedCustomers.table(SPARK).repartition(3).write().parquet(uri("customers"));
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - name: moved
                    severity: critical
                    when: {metric: score_mean, above: 2, minimum: 1}
                    actions: [open_incident]
                """);
        JobPlan plan = plan(
                "from: '" + uri("customers") + "', reasons: 2",
                "- drift:\n  - monitor: {metrics: '" + folder.resolve("history.jsonl") + "', rules: '"
                        + folder.resolve("rules.yaml") + "'}\n");
        Map<String, StepResult> first = run(plan, "r1");
        // As after a crash, and then the next tick.
        assertThat(run(plan, "r1").get("predict").facts())
                .isEqualTo(first.get("predict").facts());
        run(plan, "r2");
        Dataset<Row> expected = ChurnScorer.of(TypedCustomers.model()).transform(TypedCustomers.table(SPARK));
        long rows = expected.count();
        Dataset<Row> scores = SPARK.read().parquet(uri("scores"));
        assertThat(scores.groupBy("run").count().orderBy("run").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[r1," + rows + "]", "[r2," + rows + "]");
        assertThat(scores.where("run = 'r1'")
                        .select("churn.probability")
                        .exceptAll(expected.select("churn.probability"))
                        .isEmpty())
                .isTrue();
        assertThat(scores.where("size(churn.reasons) > 0").count()).isPositive();
        assertThat(folder.resolve("scores")).isDirectoryNotContaining("glob:**writing");
        Map<String, String> facts = first.get("predict").facts();
        assertThat(facts).containsEntry("rows", String.valueOf(rows)).containsEntry("engine", "spark");
        for (String tier : new String[] {"low", "medium", "high"}) {
            assertThat(facts)
                    .containsEntry(
                            "tier_" + tier,
                            String.valueOf(
                                    expected.where(functions.col("churn.tier").equalTo(tier))
                                            .count()));
        }
        Row means = expected.selectExpr("avg(churn.probability)", "avg(CAST(churn.predicted AS INT))")
                .first();
        assertThat(Double.parseDouble(facts.get("mean_probability"))).isCloseTo(means.getDouble(0), within());
        assertThat(Double.parseDouble(facts.get("predicted_share"))).isCloseTo(means.getDouble(1), within());
        DriftReport drift =
                ChurnScorer.of(TypedCustomers.model()).drift(TypedCustomers.table(SPARK), DriftSettings.standard());
        assertThat(first.get("drift").facts())
                .containsEntry("drift_rows", String.valueOf(rows))
                .containsEntry(
                        "drift_score",
                        String.valueOf(drift.score().orElseThrow().psi()));
        assertThat(Files.readString(folder.resolve("history.jsonl")))
                .contains("\"rows\":" + rows)
                .contains("score_mean");
    }

    @Test
    void predict_tableOfTheCatalog_isScoredAndNothingIsLeftOfAFailure() throws Exception {
        TypedCustomers.table(SPARK).limit(20).createOrReplaceTempView("twenty");
        assertThat(run(plan("from-table: twenty", ""), "r1").get("predict").facts())
                .containsEntry("rows", "20");
        TypedCustomers.table(SPARK)
                .withColumn("tenure", functions.lit("three years"))
                .createOrReplaceTempView("wrong");
        assertThatThrownBy(() -> run(plan("from-table: wrong", ""), "r2"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'tenure' holds (three years) where a number is required.");
        assertThatThrownBy(() -> run(plan("from-table: nowhere", ""), "r3"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nowhere");
        TypedCustomers.table(SPARK).withColumn("Run", functions.lit(1)).createOrReplaceTempView("runs");
        assertThatThrownBy(() -> run(plan("from-table: runs", ""), "r4"))
                .hasMessageStartingWith("The table has a column 'Run', which is what the folders of runs are told by.");
        try (var left = Files.list(folder.resolve("scores"))) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .containsExactly("run=r1");
        }
    }

    @Test
    void score_folderWithoutAName_isRefusedAndNotTheRootOfTheFileSystem() {
        TypedCustomers.table(SPARK).limit(1).createOrReplaceTempView("one");
        ScoringEngine.Request request =
                new ScoringEngine.Request(TypedCustomers.modelFile(), "one", false, "", " ", "r1", 0);
        assertThatThrownBy(() -> new SparkEngine().score(request))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The folder that gets a folder for each run (to) has no name.");
    }

    /** What a run that was killed has left aside is no part of the table of all runs. */
    @Test
    void predict_afterAKill_theTableOfAllRunsIsReadAsBefore() throws Exception {
        TypedCustomers.table(SPARK).limit(20).createOrReplaceTempView("twenty");
        run(plan("from-table: twenty", ""), "r1");
        SPARK.sql("SELECT 1 AS half")
                .write()
                .parquet(TableFolder.aside(new org.apache.hadoop.fs.Path(uri("scores") + "/run=r2"))
                        .toString());
        assertThat(SPARK.read().parquet(uri("scores")).select("run").distinct().collectAsList())
                .extracting(Row::toString)
                .containsExactly("[r1]");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(1e-12);
    }

    private String uri(String name) {
        return folder.resolve(name).toUri().toString().replaceAll("/$", "");
    }

    private JobPlan plan(String predict, String more) throws Exception {
        Path file = folder.resolve("job.yaml");
        Files.writeString(
                file,
                "job: w\nschedule: none\nsteps:\n  - model: '" + TypedCustomers.modelFile()
                        + "'\n  - predict: {engine: spark, " + predict + ", to: '" + uri("scores") + "'}\n"
                        + (more.isEmpty() ? "" : "  " + more));
        return JobPlan.read(file);
    }

    private Map<String, StepResult> run(JobPlan plan, String run) throws Exception {
        Map<String, StepResult> results = new LinkedHashMap<>();
        for (JobStep step : plan.steps()) {
            results.put(
                    step.name(),
                    step.run(new StepContext(
                            "w",
                            run,
                            Instant.parse("2026-11-30T00:00:00Z"),
                            Files.createDirectories(folder.resolve("runs").resolve(run)),
                            results,
                            Optional.empty(),
                            Map.of())));
        }
        return results;
    }
}
