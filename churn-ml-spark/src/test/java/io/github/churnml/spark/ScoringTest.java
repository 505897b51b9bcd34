package io.github.churnml.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.DecisionRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void transform_parquetOfSomePartitions_bitsOfTheLocalScorer(int partitions) {
        String parquet = folder.resolve("customers").toString();
        TypedCustomers.table(SPARK).repartition(partitions).write().parquet(parquet);
        assertThat(probabilities(scorer().transform(SPARK.read().parquet(parquet))))
                .isEqualTo(TypedCustomers.local());
    }

    @Test
    void transform_sparksOwnCsvExport_sameBitsLocally() throws Exception {
        Path csv = folder.resolve("csv");
        TypedCustomers.table(SPARK).coalesce(1).write().option("header", "true").csv(csv.toString());
        try (Stream<Path> files = Files.list(csv)) {
            Path part = files.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
            double[] local = TypedCustomers.model()
                    .scorer()
                    .score(TypedCustomers.model().read(part, ReadOptions.standard()))
                    .probabilities();
            assertThat(probabilities(scorer().transform(TypedCustomers.table(SPARK))))
                    .isEqualTo(local);
        }
    }

    @Test
    void transform_answer_isThatOfTheDecisionRule() {
        DecisionRule rule = TypedCustomers.model().decisionRule();
        List<Row> rows = scorer().transform(TypedCustomers.table(SPARK))
                .select("churn.*")
                .collectAsList();
        assertThat(rows).hasSize(TypedCustomers.ROWS);
        assertThat(rows).allSatisfy(row -> {
            double probability = row.getDouble(0);
            assertThat(row.getBoolean(1)).isEqualTo(rule.leaves(probability));
            assertThat(row.getString(2)).isEqualTo(rule.tier(probability).label());
            assertThat(row.getString(3)).isEqualTo("2.3.4");
        });
        assertThat(rows).extracting(row -> row.getBoolean(1)).contains(true, false);
        assertThat(rows.get(0).schema().fieldNames())
                .containsExactly("probability", "predicted", "tier", "model_version");
    }

    @Test
    void function_ofStructAndOfColumns_sameBits() {
        ChurnFunctions.register(SPARK, "churn", TypedCustomers.model());
        TypedCustomers.table(SPARK).createOrReplaceTempView("customers");
        double[] local = TypedCustomers.local();
        assertThat(sql("SELECT id, churn(struct(*)).probability AS p FROM customers"))
                .isEqualTo(local);
        assertThat(sql(
                        "SELECT id, churn(note, seen, called, joined, tariff, rating, Contract, `auto pay`, usage, ratio, balance,"
                                + " charges, tickets, lines, calls, tenure).probability AS p FROM customers"))
                .isEqualTo(local);
        assertThat(
                        sql(
                                "SELECT id, p.probability AS p FROM (SELECT id, churn(*) AS p FROM customers) WHERE p.tier IS NOT NULL"))
                .isEqualTo(local);
        assertThat(
                        sql(
                                "SELECT id, churn(c).probability AS p FROM (SELECT id, struct(*) AS c FROM customers DISTRIBUTE BY id)"))
                .isEqualTo(local);
    }

    @Test
    void function_registeredBySetting_sameBits() {
        TypedCustomers.table(SPARK).createOrReplaceTempView("customers");
        assertThat(sql("SELECT id, by_setting(struct(*)).probability AS p FROM customers"))
                .isEqualTo(TypedCustomers.local());
    }

    @Test
    void function_orderedFilteredAndAggregated_isRight() {
        ChurnFunctions.register(SPARK, "churn", TypedCustomers.modelFile().toString());
        TypedCustomers.table(SPARK).repartition(5).createOrReplaceTempView("customers");
        double[] local = TypedCustomers.local();
        List<Row> ordered = SPARK.sql("SELECT id, churn(struct(*)).probability AS p FROM customers ORDER BY p DESC, id")
                .collectAsList();
        for (int i = 0; i < ordered.size(); i++) {
            assertThat(ordered.get(i).getDouble(1))
                    .isEqualTo(local[(int) ordered.get(i).getLong(0)]);
            assertThat(i == 0
                            || ordered.get(i - 1).getDouble(1) >= ordered.get(i).getDouble(1))
                    .isTrue();
        }
        long leaving = SPARK.sql("SELECT count(*) FROM customers WHERE churn(struct(*)).predicted")
                .first()
                .getLong(0);
        assertThat(leaving)
                .isEqualTo(java.util.Arrays.stream(local)
                        .filter(TypedCustomers.model().decisionRule()::leaves)
                        .count());
    }

    @Test
    void function_nullStruct_isNull() {
        ChurnFunctions.register(SPARK, "churn", TypedCustomers.model());
        TypedCustomers.table(SPARK).createOrReplaceTempView("customers");
        Row row = SPARK.sql("SELECT churn(if(id < 1, null, struct(*))) AS c FROM customers WHERE id < 2 ORDER BY id")
                .collectAsList()
                .get(0);
        assertThat(row.isNullAt(0)).isTrue();
    }

    @Test
    void transform_parquet_readsNeededColumnsOnly() {
        String parquet = folder.resolve("customers").toString();
        TypedCustomers.table(SPARK)
                .withColumn("letter", lit("of no use"))
                .write()
                .parquet(parquet);
        ChurnFunctions.register(SPARK, "churn", TypedCustomers.model());
        SPARK.read().parquet(parquet).createOrReplaceTempView("stored");
        String plan = SPARK.sql("SELECT churn(struct(*)).probability FROM stored")
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan).contains("tenure").doesNotContain("letter").doesNotContain("churned:");
    }

    @Test
    void transform_taskFailsOnce_bitsAreTheSame() {
        Dataset<Row> failing = TypedCustomers.table(SPARK)
                .repartition(3)
                .filter((org.apache.spark.api.java.function.FilterFunction<Row>) row -> {
                    org.apache.spark.TaskContext task = org.apache.spark.TaskContext.get();
                    if (task.attemptNumber() == 0 && task.partitionId() == 1 && row.getLong(0) > 900) {
                        throw new IllegalStateException("lost on purpose");
                    }
                    return true;
                });
        assertThat(probabilities(scorer().transform(failing))).isEqualTo(TypedCustomers.local());
    }

    @Test
    void transform_reasons_areThoseOfThePrediction() {
        List<Row> rows = scorer().withReasons(2)
                .withOutput("scored")
                .transform(TypedCustomers.table(SPARK).limit(20))
                .select("scored.*")
                .collectAsList();
        var local = TypedCustomers.model().scorer().forColumns(List.of(TypedCustomers.SCHEMA.fieldNames()));
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = CsvCells.of(TypedCustomers.csv(), i);
            var expected = local.score(cells, i + 1).reasons(2);
            List<Row> reasons = rows.get(i).getList(4);
            assertThat(reasons)
                    .extracting(
                            reason -> reason.getString(0), reason -> reason.getDouble(2), reason -> reason.getString(3))
                    .containsExactlyElementsOf(expected.stream()
                            .map(reason -> org.assertj.core.groups.Tuple.tuple(
                                    reason.column(), reason.contribution(), reason.sentence()))
                            .toList());
        }
    }

    @Test
    void transform_unknownLevels_areCounted() {
        ChurnScorer scorer = scorer();
        Dataset<Row> customers = TypedCustomers.table(SPARK)
                .withColumn(
                        "Contract",
                        org.apache
                                .spark
                                .sql
                                .functions
                                .when(col("id").lt(7), lit("Weekly"))
                                .otherwise(col("Contract")));
        assertThat(scorer.unknownLevels()).isEmpty();
        scorer.transform(customers.repartition(3)).select("churn.probability").collectAsList();
        assertThat(scorer.unknownLevels()).containsExactly(java.util.Map.entry("Contract", 7L));
    }

    @Test
    void model_manyTasks_isDecodedOnce() {
        long before = DecodedModels.decoded();
        ChurnScorer scorer = ChurnScorer.of(TypedCustomers.model().withVersion("9.0." + System.nanoTime() % 10_000));
        scorer.transform(TypedCustomers.table(SPARK).repartition(16))
                .select("churn.tier")
                .collectAsList();
        scorer.transform(TypedCustomers.table(SPARK).repartition(4))
                .select("churn.tier")
                .collectAsList();
        assertThat(DecodedModels.decoded() - before).isEqualTo(1);
    }

    private static ChurnScorer scorer() {
        return ChurnScorer.of(TypedCustomers.model());
    }

    private static double[] sql(String query) {
        return byId(SPARK.sql(query));
    }

    private static double[] probabilities(Dataset<Row> scored) {
        return byId(scored.select(col("id"), col("churn.probability")));
    }

    private static double[] byId(Dataset<Row> rows) {
        double[] found = new double[TypedCustomers.ROWS];
        java.util.Arrays.fill(found, -1);
        rows.collectAsList().forEach(row -> found[(int) row.getLong(0)] = row.getDouble(1));
        return found;
    }
}
