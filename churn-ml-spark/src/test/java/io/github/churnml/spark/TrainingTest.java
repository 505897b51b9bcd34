package io.github.churnml.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.ChurnPipelineBuilder;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void fit_somePartitions_isTheFileOfOneMachine(int partitions) {
        Dataset<Row> customers = TypedCustomers.table(SPARK).repartition(partitions, col("calls"));
        assertThat(trainer().fit(customers, LocalTraining.options()).toBytes()).isEqualTo(LocalTraining.file());
    }

    /** Calibrated, so that a training has many fits, and larger than a block of rows. */
    @Test
    void fit_treesOnExecutors_isTheFileOfTheDriver() {
        Dataset<Row> table = SPARK.sql("SELECT id, rand(1) AS a, IF(id % 7 = 0, NULL, rand(2)) AS b,"
                        + " concat('level ', id % 11) AS kind FROM range(14000)")
                .selectExpr("*", "IF(a + coalesce(b, 0.7) + (id % 11) / 20 > 1.3, 'Yes', 'No') AS churned")
                .repartition(4);
        ChurnTrainer trainer = ChurnTrainer.of(plain().learner(HistogramGradientBoosting.builder()
                                .trees(8)
                                .learningRate(0.3)
                                .build())
                        .build())
                .orderedBy("id");
        List<String> told = new ArrayList<>();
        byte[] expected = trainer.growing(TreesAt.DRIVER, told::add)
                .fit(table, LocalTraining.options())
                .toBytes();
        byte[] file = trainer.growing(TreesAt.EXECUTORS, told::add)
                .inParts(2)
                .fit(table, LocalTraining.options())
                .toBytes();
        assertThat(file).isEqualTo(expected);
        assertThat(told.get(0)).isEqualTo("All trees grew at the driver.");
        assertThat(told.get(1))
                .matches("Trees grew on executors in (\\d+) of \\1 fits, of up to 14,000 rows in 2 parts\\.");
        trainer.growing(TreesAt.AUTO, told::add).fit(table.limit(900), LocalTraining.options());
        assertThat(told.get(2)).isEqualTo(told.get(0));
    }

    @Test
    void fit_learnerThatDoesNotGrowOnExecutors_isRefusedBeforeRowsAreBrought() {
        ChurnTrainer trainer = ChurnTrainer.of(plain().learner(HistogramGradientBoosting.builder()
                                .randomStrength(1)
                                .build())
                        .build())
                .growing(TreesAt.EXECUTORS);
        Dataset<Row> never = TypedCustomers.table(SPARK).filter((FilterFunction<Row>) row -> {
            throw new AssertionError("a row was asked for");
        });
        assertThatThrownBy(() -> trainer.fit(never))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'randomStrength' is set, which needs all rows in one place");
    }

    @Test
    void fit_taskThatFailsOnce_isTheFileOfOneMachine() {
        Dataset<Row> failing = TypedCustomers.table(SPARK).repartition(5).filter((FilterFunction<Row>) row -> {
            if (TaskContext.get().attemptNumber() == 0
                    && TaskContext.get().partitionId() == 1
                    && row.getLong(0) > 1_900) {
                throw new IllegalStateException("lost on purpose");
            }
            return true;
        });
        assertThat(trainer().fit(failing, LocalTraining.options()).toBytes()).isEqualTo(LocalTraining.file());
    }

    /** Spark's own export: what it writes, a person would train from. */
    @Test
    void read_parquetOfManyFiles_isTheTableOfItsCsvExport() throws Exception {
        String parquet = folder.resolve("customers").toUri().toString();
        TypedCustomers.table(SPARK).repartition(7).write().parquet(parquet);
        Dataset<Row> stored = SPARK.read().parquet(parquet);
        Path csv = folder.resolve("csv");
        stored.orderBy("id")
                .coalesce(1)
                .write()
                .option("header", true)
                .option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                .csv(csv.toUri().toString());
        Path exported;
        try (var files = Files.newDirectoryStream(csv, "*.csv")) {
            exported = files.iterator().next();
        }
        io.github.churnml.data.Dataset read = trainer().read(stored);
        io.github.churnml.data.Dataset expected = Tables.read(
                exported,
                ReadOptions.standard().withTypes(LocalTraining.pipeline().types()));
        assertThat(read.schema()).isEqualTo(expected.schema());
        assertThat(read.fingerprint()).isEqualTo(expected.fingerprint());
    }

    @Test
    void read_noOrderNamed_sortsByAllColumns() {
        Dataset<Row> table = TypedCustomers.table(SPARK)
                .drop("id")
                .unionAll(TypedCustomers.table(SPARK).drop("id").limit(300));
        ChurnTrainer trainer = ChurnTrainer.of(LocalTraining.pipeline());
        String once = trainer.read(table.repartition(3)).fingerprint();
        assertThat(trainer.read(table.repartition(11, col("note"))).fingerprint())
                .isEqualTo(once);
        io.github.churnml.data.Dataset ordered =
                trainer.orderedBy("Contract", "tenure").read(table);
        assertThat(ordered.fingerprint()).isNotEqualTo(once);
        assertThat(ordered.column("Contract").text(ordered.rows() - 1)).isEqualTo("Zwei Jahre – überall");
    }

    @Test
    void read_givenOrder_isNotSorted() {
        Dataset<Row> backwards = TypedCustomers.table(SPARK).orderBy(col("id").desc());
        io.github.churnml.data.Dataset read =
                ChurnTrainer.of(LocalTraining.pipeline()).inGivenOrder().read(backwards);
        assertThat(read.column("id").text(0)).isEqualTo("1999");
        assertThat(read.column("id").text(1_999)).isEqualTo("0");
    }

    @Test
    void read_textsThatACollationTakesForEqual_keepOneOrder() {
        Dataset<Row> table = SPARK.sql(
                "SELECT collate(IF(id % 2 = 0, 'a', 'A'), 'UTF8_LCASE') AS kind, 'Yes' AS churned" + " FROM range(40)");
        ChurnTrainer trainer = ChurnTrainer.of(plain().build());
        io.github.churnml.data.Dataset read = trainer.read(table.repartition(4));
        assertThat(IntStream.range(0, 40).mapToObj(read.column("kind")::text).distinct())
                .containsExactly("A", "a");
        assertThat(read.column("kind").text(19)).isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void sampled_somePartitions_areTheSameRows(int partitions) {
        io.github.churnml.data.Dataset sample =
                trainer().sampled(500).read(TypedCustomers.table(SPARK).repartition(partitions));
        assertThat(sample.rows()).isBetween(430, 570);
        assertThat(sample.fingerprint())
                .isEqualTo(trainer()
                        .sampled(500)
                        .read(TypedCustomers.table(SPARK).repartition(5))
                        .fingerprint());
        assertThat(trainer().sampled(5_000).read(TypedCustomers.table(SPARK)).rows())
                .isEqualTo(TypedCustomers.ROWS);
    }

    /** Six values: a sample by them would be of some of these alone. */
    @Test
    void sampled_byColumnsOfFewValues_isRefused() {
        Dataset<Row> table = TypedCustomers.table(SPARK);
        assertThatThrownBy(() -> ChurnTrainer.of(LocalTraining.pipeline())
                        .orderedBy("lines")
                        .sampled(500)
                        .withMostCells(18 * 500)
                        .read(table))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "A sample of about 500 of 2,000 rows would have 727: too many rows have the same values in 'lines'."
                                + "\nMaybe order by a key of the customers (orderedBy; --order-by): rows are drawn by it.");
        assertThatThrownBy(() -> ChurnTrainer.of(plain().build())
                        .sampled(100)
                        .read(SPARK.sql("SELECT 'Yes' AS churned FROM range(1000)")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("have the same values in all columns.");
    }

    /** Zeros of either sign are numbers that differ in the fingerprint of a training table. */
    @Test
    void read_numbersOfManyKinds_haveTheBitsOfAFile() throws Exception {
        List<Double> doubles =
                java.util.Arrays.asList(0.0, -0.0, Double.NaN, null, 1e22, 1e-300, Double.MIN_VALUE, 1e16, -3.0, 0.1);
        List<Float> floats =
                java.util.Arrays.asList(-0f, 0f, null, Float.NaN, 1e20f, 0.1f, 16_777_217f, Float.MIN_VALUE, 1e-3f, 5f);
        List<Row> rows = new java.util.ArrayList<>();
        StringBuilder csv = new StringBuilder("id,d,f,churned\n");
        for (int i = 0; i < 60; i++) {
            Double d = doubles.get(i % 10);
            Float f = floats.get(i % 10);
            rows.add(RowFactory.create(i, d, f, "Yes"));
            csv.append(i)
                    .append(',')
                    .append(d == null || d.isNaN() ? "" : d)
                    .append(',')
                    .append(f == null || f.isNaN() ? "" : f)
                    .append(",Yes\n");
        }
        Path file = folder.resolve("numbers.csv");
        Files.writeString(file, csv);
        Dataset<Row> table = SPARK.createDataFrame(
                rows,
                new StructType()
                        .add("id", DataTypes.IntegerType)
                        .add("d", DataTypes.DoubleType)
                        .add("f", DataTypes.FloatType)
                        .add("churned", DataTypes.StringType));
        assertThat(ChurnTrainer.of(plain().build())
                        .orderedBy("id")
                        .read(table.repartition(7))
                        .fingerprint())
                .isEqualTo(Tables.read(file, ReadOptions.standard()).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9})
    void read_rowsThatDifferInTheSignOfAZero_keepOneOrder(int partitions) {
        Dataset<Row> table = SPARK.sql(
                "SELECT CAST(id % 2 * 2 - 1 AS DOUBLE) * 0.0D AS z, CAST(CAST(id % 3 - 1 AS DOUBLE) * 0.0D AS FLOAT) AS y, 'Yes' AS churned"
                        + " FROM range(60)");
        ChurnTrainer trainer = ChurnTrainer.of(plain().build());
        io.github.churnml.data.Dataset read = trainer.read(table.repartition(partitions));
        assertThat(IntStream.range(0, 60)
                        .mapToObj(row -> 1 / ((io.github.churnml.data.NumericColumn) read.column("z")).value(row) < 0))
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(row -> row < 30).toList());
        assertThat(read.fingerprint())
                .isEqualTo(trainer.read(table.repartition(5)).fingerprint());
    }

    @Test
    void read_inZone_isTheClocksOfThePlace() {
        Dataset<Row> table =
                SPARK.sql("SELECT id, timestamp'2024-03-31 01:30:00Z' AS seen, 'Yes' AS churned" + " FROM range(3)");
        ChurnTrainer trainer = ChurnTrainer.of(plain().build());
        assertThat(trainer.read(table).column("seen").text(0)).isEqualTo("2024-03-31T01:30:00");
        assertThat(trainer.inZone(ZoneId.of("Europe/Berlin"))
                        .read(table)
                        .column("seen")
                        .text(0))
                .isEqualTo("2024-03-31T03:30:00");
    }

    @Test
    void read_stringsOfDigits_areNumbersAsInAFile() {
        Dataset<Row> table = SPARK.sql("SELECT id, CAST(id % 7 AS STRING) AS visits, 'Yes' AS churned FROM range(90)");
        ChurnTrainer trainer = ChurnTrainer.of(plain().build());
        assertThat(trainer.read(table).column("visits").type()).isEqualTo(ColumnType.NUMERIC);
        trainer = ChurnTrainer.of(plain().type("visits", ColumnType.CATEGORICAL).build());
        assertThat(trainer.read(table).column("visits").type()).isEqualTo(ColumnType.CATEGORICAL);
    }

    @Test
    void read_moreCellsThanTheDriverHolds_isRefusedBeforeAnyRowIsBrought() {
        Dataset<Row> table = TypedCustomers.table(SPARK);
        assertThatThrownBy(() -> trainer().withMostCells(35_999).read(table))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "The table has 2,000 rows of 18 columns, hence more than the 35,999 cells that the driver is"
                                + " reckoned to hold.\nMaybe give the driver more memory (--driver-memory), leave columns out by"
                                + " drop, or learn from a sample of 1,999 rows (sampled; --sample).");
        assertThat(trainer().withMostCells(36_000).read(table).rows()).isEqualTo(2_000);
        assertThat(trainer().withMostCells(18_000).sampled(1_000).read(table).rows())
                .isBetween(900, 1_100);
    }

    @Test
    void read_columnsThatCannotBeMeant_areRefusedByName() {
        Dataset<Row> table = TypedCustomers.table(SPARK);
        assertThatThrownBy(() -> trainer().read(table.withColumn("phones", array(col("note")))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Column 'phones' is of Spark's type (ARRAY<STRING>), where a number, a text, a boolean, a date"
                                + " or a time is required.\nMaybe leave it out by drop(\"phones\"), or make a number or a text of"
                                + " it beforehand.");
        assertThatThrownBy(() -> trainer().read(table.drop("churned")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("There is no column 'churned'.");
        assertThatThrownBy(() -> trainer().read(table.drop("tariff")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("There is no column 'tariff'.");
        assertThatThrownBy(() -> trainer().read(table.select(col("*"), col("calls"))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Two columns are named 'calls'.\nMaybe a join brought it from both sides: drop one of them, or"
                                + " name one otherwise with AS.");
        assertThatThrownBy(() -> trainer().orderedBy("idd").read(table))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no column 'idd'.\nMaybe 'id' was meant.");
        assertThatThrownBy(() -> trainer()
                        .read(table.withColumn(
                                "usage",
                                when(col("id").equalTo(5), lit(Double.POSITIVE_INFINITY))
                                        .otherwise(col("usage")))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'usage' (row 6) holds the infinite number");
        assertThatThrownBy(() -> trainer().sampled(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The number of rows of a sample is (0), where 1 or more is required.\nMaybe leave it out.");
    }

    @Test
    void collecting_largePartitions_asksForFewerAtATime() {
        assertThat(CollectedTable.atOnce(2_000, 18, 16, 8)).isEqualTo(8);
        // 200 partitions of 16 MB each, and of 1.6 GB.
        assertThat(CollectedTable.atOnce(20_000_000, 20, 200, 64)).isEqualTo(16);
        assertThat(CollectedTable.atOnce(2_000_000_000, 20, 200, 64)).isEqualTo(1);
        assertThat(CollectedTable.atOnce(0, 20, 0, 64)).isEqualTo(64);
    }

    @Test
    void packed_everyWidth_isTheNumberThatItWas() {
        long[] values = {0, -1, 127, -128, 128, 32_767, -32_769, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE};
        for (int count = 1; count <= values.length; count++) {
            PackedLongs packed = PackedLongs.of(values, count);
            for (int i = 0; i < count; i++) {
                assertThat(packed.get(i)).isEqualTo(values[i]);
            }
        }
    }

    @Test
    void packed_moreRowsThanABlock_areAllThere() {
        Dataset<Row> table = SPARK.range(150_000)
                .selectExpr("id", "concat('k', id % 3) AS kind", "id % 2 = 0 AS churned")
                .coalesce(1);
        io.github.churnml.data.Dataset read = ChurnTrainer.of(plain().build())
                .orderedBy("id")
                .read(table.withColumn("amount", col("id").cast(DataTypes.createDecimalType(20, 1))));
        assertThat(read.rows()).isEqualTo(150_000);
        for (int row : List.of(0, 65_535, 65_536, 131_072, 149_999)) {
            assertThat(read.column("kind").text(row)).isEqualTo("k" + row % 3);
            assertThat(read.column("amount").text(row)).isEqualTo(row + ".0");
            assertThat(read.column("churned").text(row)).isEqualTo(row % 2 == 0 ? "true" : "false");
        }
    }

    private static ChurnTrainer trainer() {
        return ChurnTrainer.of(LocalTraining.pipeline()).orderedBy("id");
    }

    private static ChurnPipelineBuilder plain() {
        return ChurnPipeline.builder().target("churned", "Yes");
    }
}
