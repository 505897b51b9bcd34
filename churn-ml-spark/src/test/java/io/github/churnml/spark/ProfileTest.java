package io.github.churnml.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.Tables;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TableProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

class ProfileTest {

    private static final SparkSession SPARK = LocalSpark.session();

    /** How many rows tasks have seen, in the one process in which they run here. */
    private static final AtomicInteger SEEN = new AtomicInteger();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, ",
        "2, 19, 3, churned",
        "3, 20, 16, churned",
        "4, 21, 3, flag",
        "5, 300, 16, lines",
        "6, 2000, 3, Contract",
        "7, 2000, 16, auto pay",
        "9, 700, 3, minute",
        "10, 700, 16, churned"
    })
    void profile_randomTable_isThatOfOneMachine(long seed, int rows, int partitions, String target) throws Exception {
        ProfiledTables.Table table = ProfiledTables.of(seed, rows);
        ProfileOptions options = target == null ? ProfileOptions.none() : ProfileOptions.ofTarget(target);
        ChurnProfile profile = ChurnProfile.of(spark(table).repartition(partitions), options);
        assertThat(profile.rows()).isEqualTo(rows);
        same(profile.toMap(), local(table, options));
    }

    @Test
    void profile_labelsThatAreGiven_areThoseOfOneMachine() throws Exception {
        ProfiledTables.Table table = ProfiledTables.of(12, 900);
        for (ProfileOptions options : List.of(
                ProfileOptions.ofTarget("Contract").withPositive("one year"),
                ProfileOptions.ofTarget("Contract")
                        .withPositive("One year")
                        .withNegatives(List.of("Two year", "Month-to-month")),
                ProfileOptions.ofTarget("lines").withPositive("2"),
                ProfileOptions.ofTarget("lines").withPositive("2.0").withNegatives(List.of("-1", "0")),
                ProfileOptions.ofTarget(" consent ").withPositive("no"),
                ProfileOptions.ofTarget("constant").withPositive("7"),
                ProfileOptions.ofTarget("no value").withPositive("gone"))) {
            same(ChurnProfile.of(spark(table).repartition(3), options).toMap(), local(table, options));
        }
    }

    /** Beyond the bound of distinct values: quantiles, ranges and numbers far out then take passes of their own. */
    @Test
    void profile_manyValuesAndTaskThatFailsOnce_isTheSameOnAnyPartitions() throws Exception {
        ProfiledTables.Table table = ProfiledTables.of(8, 13_000);
        ProfileOptions options = ProfileOptions.ofTarget("churned");
        Map<String, Object> local = local(table, options);
        List<String> over = new ArrayList<>();
        List<Object> types = new ArrayList<>();
        for (Map<String, Object> column : columns(local)) {
            types.add(column.get("type"));
            if ((Long) column.get("distinct") > 10_000) {
                over.add((String) column.get("name"));
                column.remove("distinct");
                if (column.remove("top_levels") != null) {
                    column.remove("relation");
                }
            }
        }
        assertThat(over)
                .contains("row", "customer id", "calls", "usage", "balance", "vast", "seen", "moment", "reference")
                .contains("remark", "city");
        assertThat(types).contains("numeric", "categorical", "boolean", "date", "identifier", "text");
        Dataset<Row> failing = spark(table).repartition(5).filter((FilterFunction<Row>) row -> {
            org.apache.spark.TaskContext task = org.apache.spark.TaskContext.get();
            if (task.attemptNumber() == 0 && task.partitionId() == 1 && row.getLong(0) > 10_000) {
                throw new IllegalStateException("lost on purpose");
            }
            return true;
        });
        for (Dataset<Row> rows : List.of(spark(table).coalesce(1), spark(table).repartition(16), failing)) {
            same(ChurnProfile.of(rows, options).toMap(), local);
        }
    }

    @Test
    void profile_rowsThatAreGoneInTheNextPass_areMissed() {
        SEEN.set(0);
        Dataset<Row> fleeting = SPARK.range(30_000).toDF("number").filter((FilterFunction<Row>)
                row -> SEEN.incrementAndGet() <= 30_000 || row.getLong(0) > 0);
        refused(fleeting.select(col("number").multiply(3).as("size")), "The table changed while it was read.");
    }

    @Test
    void profile_text_hasALineForEachColumn() {
        assertThat(ChurnProfile.of(TypedCustomers.table(SPARK)).text())
                .startsWith("2,000 rows, 18 columns\n\n  column    type         missing  distinct  values\n")
                .contains("  tenure    numeric ", "  churned   boolean            -         2  ")
                .doesNotContain("NaN");
        assertThat(ChurnProfile.of(TypedCustomers.table(SPARK), ProfileOptions.ofTarget("churned"))
                        .text())
                .contains("\nTarget 'churned': ", " customers left (", "), labelled (Yes)\n\n", ", median ");
    }

    @Test
    void profile_pointsInTime_areReadByTheClocksOfAPlace() {
        Dataset<Row> one = SPARK.sql("SELECT TIMESTAMP '2024-07-01 22:30:00 UTC' AS t");
        assertThat(columns(ChurnProfile.of(one).toMap()).get(0))
                .extracting("numbers")
                .hasFieldOrPropertyWithValue("min", "2024-07-01T22:30:00");
        assertThat(columns(ChurnProfile.of(one, ProfileOptions.none(), java.time.ZoneId.of("Europe/Berlin"))
                                .toMap())
                        .get(0))
                .extracting("numbers")
                .hasFieldOrPropertyWithValue("median", "2024-07-02T00:30:00");
    }

    @Test
    void profile_columnThatCannotBeRead_isNamed() {
        Dataset<Row> customers = TypedCustomers.table(SPARK);
        refused(
                customers.withColumn("all", array(col("tenure"))),
                "Column 'all' is of Spark's type (ARRAY<INT>), where a number, a text, a boolean, a date or a time is required.");
        refused(customers.select(col("id"), col("tenure").as("id")), "Two columns are named 'id'.");
        refused(
                customers.withColumn("usage", lit("Infinity").cast("double")),
                "Column 'usage' holds an infinite number where a finite one is required.");
        refused(customers.select(lit("inf").as("size")), "Column 'size' holds an infinite number");
        refused(
                customers.select(lit("12000-01-01").cast("date").as("until")),
                "Column 'until' holds (+12000-01-01T00:00) where a date of the years 0 to 9999 is required.");
        refused(customers.filter(lit(false)), "The table has no rows.");
        refused(customers.limit(1).filter(col("id").lt(-1)).repartition(3), "The table has no rows.");
        refused(customers.select(), "The table has no columns.");
    }

    @Test
    void profile_targetThatIsNotThereOrNoTarget_isNamed() {
        Dataset<Row> customers = TypedCustomers.table(SPARK);
        refused(
                customers,
                ProfileOptions.ofTarget("churnd"),
                "There is no column 'churnd'.\nMaybe 'churned' was meant.");
        refused(
                customers,
                ProfileOptions.ofTarget("churned").withPositive("gone"),
                "Target 'churned' never holds the positive label (gone).\nMaybe one of its labels was meant: 'Yes' (1,345), 'No' (655).");
        refused(
                customers,
                ProfileOptions.ofTarget("churned").withNegatives(List.of("stayed")),
                "Target 'churned' never holds the negative label (stayed).\nMaybe one of its labels was meant: 'Yes' (1,345), 'No' (655).");
        refused(
                SPARK.range(10_001).toDF("id"),
                ProfileOptions.ofTarget("id"),
                "Target 'id' has more than 10,000 different values.");
    }

    private static void refused(Dataset<Row> table, ProfileOptions options, String words) {
        assertThatThrownBy(() -> ChurnProfile.of(table, options))
                .satisfies(failure ->
                        assertThat(Main.words(failure)).startsWith(words).contains("\nMaybe "));
    }

    private static void refused(Dataset<Row> table, String words) {
        assertThatThrownBy(() -> ChurnProfile.of(table))
                .satisfies(failure ->
                        assertThat(Main.words(failure)).startsWith(words).contains("\nMaybe "));
    }

    private static Dataset<Row> spark(ProfiledTables.Table table) {
        return SPARK.createDataFrame(table.rows(), table.schema());
    }

    /** More columns with many numbers than one pass looks for places in. */
    @Test
    void profile_wideTable_hasTheQuantilesOfEachColumnAlone() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            columns.add("sin(id * " + (i + 1) + ") AS wave" + i);
        }
        Dataset<Row> wide = SPARK.range(0, 10_500, 1, 3).selectExpr(columns.toArray(String[]::new));
        List<Map<String, Object>> found = columns(ChurnProfile.of(wide).toMap());
        for (String name : List.of("wave0", "wave69")) {
            Map<String, Object> alone =
                    columns(ChurnProfile.of(wide.select(name)).toMap()).get(0);
            assertThat(alone)
                    .doesNotContainKey("distinct")
                    .extractingByKey("numbers")
                    .asString()
                    .contains("median=");
            assertThat(found).contains(alone);
        }
    }

    @Test
    void profile_formattedNumbers_areLevelsAndNamed() {
        List<String> prices = List.of("$1,234.50", "79,32", "12 %", "15", "1.234,50");
        Dataset<Row> table = SPARK.range(12_000)
                .toDF("id")
                .selectExpr(
                        "id",
                        "element_at(array('" + String.join("','", prices) + "'), 1 + CAST(id % 5 AS INT)) AS price",
                        "concat(id, ',', id % 90 + 10) AS sum",
                        "IF(id % 15 = 0, 'none', concat(id % 7, ',5')) AS mixed",
                        "IF(id % 2 = 0, '1,5', '2,5') AS churned",
                        "CAST(id % 7 AS STRING) AS plain");
        ChurnProfile profile = ChurnProfile.of(table.repartition(3), ProfileOptions.ofTarget("churned"));
        assertThat(profile.formattedNumbers()).containsExactly("price", "sum");
        assertThat(profile.toMap()).containsEntry("formatted_numbers", List.of("price", "sum"));
        assertThat(columns(profile.toMap()).get(1))
                .containsEntry("type", "categorical")
                .containsEntry("distinct", 5L);
        assertThat(profile.text())
                .endsWith(
                        "\nFormatted numbers, which stay levels here: 'price', 'sum'.\nMaybe cast them beforehand.\n");
    }

    /** A column may pass the bound by a few long texts: nothing then tells how many there are. */
    @Test
    void profile_fewLongTexts_areNotSaidToBeMany() {
        Dataset<Row> table = SPARK.range(40)
                .selectExpr(
                        "id % 3 AS plan", "repeat(concat('note ', id % 12, ' '), 9000) AS notes", "id % 2 AS churned");
        for (int partitions : List.of(1, 40)) {
            ChurnProfile profile = ChurnProfile.of(table.repartition(partitions));
            assertThat(columns(profile.toMap()).get(1)).doesNotContainKeys("distinct", "top_levels");
            assertThat(profile.text())
                    .contains("  notes    categorical        -  not counted")
                    .doesNotContain("over 10,000");
        }
        refused(
                table,
                ProfileOptions.ofTarget("notes"),
                "Target 'notes' has more than 10,000 different values, or long ones.");
        assertThat(ChurnProfile.of(SPARK.range(10_001)
                                .selectExpr("concat('customer ', id, repeat(' of ours', 5)) AS name"))
                        .text())
                .contains("over 10,000");
    }

    /** Else the driver would get as many megabytes as the square root of the partitions has tallies, and refuse them. */
    @Test
    void profile_manyPartitions_bringAHandfulOfTalliesToTheDriver() throws Exception {
        List<Integer> results = new CopyOnWriteArrayList<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                results.add(CollectionConverters.asJava(job.stageInfos()).stream()
                        .max(Comparator.comparing(StageInfo::stageId))
                        .orElseThrow()
                        .numTasks());
            }
        };
        SPARK.sparkContext().addSparkListener(listener);
        try {
            ChurnProfile.of(SPARK.range(0, 400, 1, 200).selectExpr("id % 7 AS plan", "id % 2 AS churned"));
            SPARK.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            SPARK.sparkContext().removeSparkListener(listener);
        }
        assertThat(results).isNotEmpty().allMatch(tasks -> tasks <= 8);
    }

    /** What one machine says, without what is not given here. */
    private Map<String, Object> local(ProfiledTables.Table table, ProfileOptions options) throws Exception {
        Path csv = folder.resolve("table.csv");
        Files.writeString(csv, CsvExport.of(table.rows(), table.schema()));
        Map<String, Object> profile = TableProfile.of(Tables.read(csv), options).toMap();
        profile.keySet().removeAll(List.of("findings", "duplicates", "repeats"));
        for (Map<String, Object> column : columns(profile)) {
            if (column.get("numbers") instanceof Map<?, ?> numbers) {
                numbers.keySet().removeAll(List.of("mean", "sd", "sd_days"));
            }
            if (column.get("relation") instanceof Map<?, ?> relation) {
                relation.keySet().retainAll(List.of("groups"));
            }
        }
        return profile;
    }

    /** Column by column, so that one that differs is shown alone. */
    private static void same(Map<String, Object> found, Map<String, Object> expected) {
        assertThat(found.remove("formatted_numbers")).isEqualTo(List.of());
        List<Map<String, Object>> columns = columns(expected);
        assertThat(columns(found)).hasSameSizeAs(columns);
        for (int i = 0; i < columns.size(); i++) {
            assertThat(columns(found).get(i)).isEqualTo(columns.get(i));
        }
        assertThat(found.get("target")).isEqualTo(expected.get("target"));
        assertThat(found).isEqualTo(expected);
        assertThat(List.copyOf(found.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> columns(Map<String, ?> profile) {
        return (List<Map<String, Object>>) profile.get("columns");
    }
}
