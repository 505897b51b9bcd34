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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,19,3", "3,20,16", "4,21,3", "5,300,16", "6,2000,3", "7,2000,16"})
    void profile_randomTable_isThatOfOneMachine(long seed, int rows, int partitions) throws Exception {
        ProfiledTables.Table table = ProfiledTables.of(seed, rows);
        ChurnProfile profile = ChurnProfile.of(spark(table).repartition(partitions));
        assertThat(profile.rows()).isEqualTo(rows);
        List<Map<String, Object>> found = columns(profile.toMap());
        List<Map<String, Object>> local = local(table);
        assertThat(found).hasSameSizeAs(local);
        for (int i = 0; i < local.size(); i++) {
            assertThat(found.get(i)).isEqualTo(local.get(i));
        }
    }

    /** Beyond the bound of distinct values, where only some numbers are given. */
    @Test
    void profile_manyValuesAndTaskThatFailsOnce_isTheSameOnAnyPartitions() throws Exception {
        ProfiledTables.Table table = ProfiledTables.of(8, 23_000);
        List<Map<String, Object>> local = local(table);
        List<String> over = new ArrayList<>();
        for (Map<String, Object> column : local) {
            if ((Long) column.get("distinct") > 10_000) {
                over.add((String) column.get("name"));
                column.remove("distinct");
                column.remove("top_levels");
            }
        }
        assertThat(over)
                .contains(
                        "row",
                        "customer id",
                        "calls",
                        "usage",
                        "balance",
                        "seen",
                        "moment",
                        "reference",
                        "remark",
                        "city");
        Dataset<Row> failing = spark(table)
                .repartition(5)
                .filter((org.apache.spark.api.java.function.FilterFunction<Row>) row -> {
                    org.apache.spark.TaskContext task = org.apache.spark.TaskContext.get();
                    if (task.attemptNumber() == 0 && task.partitionId() == 1 && row.getLong(0) > 20_000) {
                        throw new IllegalStateException("lost on purpose");
                    }
                    return true;
                });
        for (Dataset<Row> rows : List.of(spark(table).coalesce(1), spark(table).repartition(16), failing)) {
            assertThat(columns(ChurnProfile.of(rows).toMap())).isEqualTo(local);
        }
    }

    @Test
    void profile_text_hasALineForEachColumn() {
        assertThat(ChurnProfile.of(TypedCustomers.table(SPARK)).text())
                .startsWith("2,000 rows, 18 columns\n\n  column    type         missing  distinct  values\n")
                .contains("  tenure    numeric ", "  churned   boolean            -         2  ")
                .doesNotContain("NaN", "median");
    }

    @Test
    void profile_pointsInTime_areReadByTheClocksOfAPlace() {
        Dataset<Row> one = SPARK.sql("SELECT TIMESTAMP '2024-07-01 22:30:00 UTC' AS t");
        assertThat(columns(ChurnProfile.of(one).toMap()).get(0))
                .extracting("numbers")
                .isEqualTo(Map.of("min", "2024-07-01T22:30:00", "max", "2024-07-01T22:30:00"));
        assertThat(columns(ChurnProfile.of(one, java.time.ZoneId.of("Europe/Berlin"))
                                .toMap())
                        .get(0))
                .extracting("numbers")
                .isEqualTo(Map.of("min", "2024-07-02T00:30:00", "max", "2024-07-02T00:30:00"));
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

    private static void refused(Dataset<Row> table, String words) {
        assertThatThrownBy(() -> ChurnProfile.of(table))
                .satisfies(failure ->
                        assertThat(Main.words(failure)).startsWith(words).contains("\nMaybe "));
    }

    private static Dataset<Row> spark(ProfiledTables.Table table) {
        return SPARK.createDataFrame(table.rows(), table.schema());
    }

    /** What one machine says of the columns, without what is not given here. */
    private List<Map<String, Object>> local(ProfiledTables.Table table) throws Exception {
        Path csv = folder.resolve("table.csv");
        Files.writeString(csv, CsvExport.of(table.rows(), table.schema()));
        List<Map<String, Object>> columns =
                columns(TableProfile.of(Tables.read(csv), ProfileOptions.none()).toMap());
        for (Map<String, Object> column : columns) {
            if (column.get("numbers") instanceof Map<?, ?> numbers) {
                numbers.keySet().retainAll(List.of("min", "max"));
            }
        }
        return columns;
    }

    private static List<Map<String, Object>> columns(Map<String, ?> profile) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Object column : (List<?>) profile.get("columns")) {
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) column).forEach((key, value) -> copy.put(String.valueOf(key), value));
            columns.add(copy);
        }
        return columns;
    }
}
