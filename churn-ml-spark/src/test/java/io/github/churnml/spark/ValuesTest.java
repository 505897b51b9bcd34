package io.github.churnml.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.read.ReadOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single values of Spark mean. */
class ValuesTest {

    private static final SparkSession SPARK = LocalSpark.session();
    private static final ChurnModel MODEL = TypedCustomers.model();
    private static final Map<String, Object> CUSTOMER = customer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tenure   | 12L                                         | 12",
                "tenure   | 12.0D                                       | 12",
                "tenure   | CAST(12 AS DECIMAL(38, 18))                 | 12",
                "tenure   | '12'                                        | 12",
                "tenure   | true                                        | 1",
                "tenure   | CAST('NaN' AS DOUBLE)                       | ",
                "tenure   | CAST('NaN' AS FLOAT)                        | ",
                "tenure   | null                                        | ",
                "tenure   | CAST(null AS INT)                           | ",
                "ratio    | CAST('0.1' AS FLOAT)                        | 0.1",
                "ratio    | CAST('3.4E38' AS FLOAT)                     | 3.4E38",
                "ratio    | CAST('2.0E-3' AS FLOAT)                     | 0.002",
                "balance  | CAST('9223372.036854775807' AS DECIMAL(30,12)) | 9223372.036854775807",
                "charges  | CAST('90071992547409.93' AS DECIMAL(18,2))  | 90071992547409.93",
                "note     | '57,4'                                      | 57.4",
                "Contract | 'One year'                                  | One year",
                "Contract | CAST('One year' AS CHAR(20))                | One year",
                "Contract | 'Never heard of'                            | Never heard of",
                "Contract | ''                                          | ",
                "rating   | 3                                           | 3",
                "rating   | 3.0D                                        | 3",
                "rating   | CAST(3 AS DECIMAL(4, 2))                    | 3",
                "tariff   | CAST('9.9' AS DECIMAL(6, 2))                | 9.90",
                "tariff   | CAST('9.9' AS FLOAT)                        | 9.90",
                "auto pay | true                                        | true",
                "joined   | DATE '2020-02-29'                           | 2020-02-29",
                "joined   | '2020-02-29'                                | 2020-02-29",
                "joined   | TIMESTAMP_NTZ '2020-02-29 12:00:00'         | 2020-02-29T12:00:00",
                "seen     | TIMESTAMP '2021-07-01 00:30:00.25Z'         | 2021-07-01T00:30:00.25Z",
                "seen     | TIMESTAMP '2021-07-01 00:30:00 Europe/Berlin' | 2021-06-30T22:30:00Z",
                "called   | TIMESTAMP_NTZ '2024-03-31 02:30:00'         | 2024-03-31T02:30:00"
            })
    void value_ofSparksType_meansWhatItsTextMeans(String column, String value, String text) {
        Map<String, Object> expected = new HashMap<>(CUSTOMER);
        expected.put(column, text);
        assertThat(score(ChurnScorer.of(MODEL), table().withColumn(column, expr(value))))
                .isEqualTo(MODEL.scorer().score(expected).probability());
    }

    @Test
    void timestamp_inZone_isReadByItsClocks() {
        Dataset<Row> table = table().withColumn("seen", expr("TIMESTAMP '2021-07-01 00:30:00Z'"));
        Scorer local = MODEL.scorer();
        Map<String, Object> berlin = new HashMap<>(CUSTOMER);
        berlin.put("seen", LocalDateTime.of(2021, 7, 1, 2, 30));
        Map<String, Object> utc = new HashMap<>(CUSTOMER);
        utc.put("seen", Instant.parse("2021-07-01T00:30:00Z"));
        assertThat(score(ChurnScorer.of(MODEL).inZone(ZoneId.of("Europe/Berlin")), table))
                .isEqualTo(local.score(berlin).probability());
        assertThat(score(ChurnScorer.of(MODEL), table))
                .isEqualTo(local.score(utc).probability());
    }

    @Test
    void columns_charAndVarcharOfATable_areTrimmedAsTraining() {
        SPARK.sql("DROP TABLE IF EXISTS padded");
        SPARK.sql("CREATE TABLE padded (id BIGINT, kind CHAR(20), word VARCHAR(20)) USING parquet");
        SPARK.sql("INSERT INTO padded VALUES (0, 'One year', 'One year')");
        Dataset<Row> padded = SPARK.table("padded");
        assertThat(padded.first().getString(1)).hasSize(20);
        for (String column : new String[] {"kind", "word"}) {
            Dataset<Row> joined = table().drop("Contract")
                    .join(padded.select(col("id"), col(column).as("Contract")), "id");
            Map<String, Object> expected = new HashMap<>(CUSTOMER);
            expected.put("Contract", "One year");
            assertThat(score(ChurnScorer.of(MODEL), joined))
                    .isEqualTo(MODEL.scorer().score(expected).probability());
        }
        SPARK.sql("DROP TABLE padded");
    }

    @Test
    void decimals_quickWay_isWhatReadingTheTextGives() {
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(19);
            BigDecimal value =
                    BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000_000_000L >> random.nextInt(60), scale);
            var row = new org.apache.spark.sql.catalyst.expressions.GenericInternalRow(
                    new Object[] {org.apache.spark.sql.types.Decimal.apply(value, 18, scale)});
            double read = new CellReader.Decimals(MODEL.inputs().get(0), 18, scale).read(row, 0);
            assertThat(read).isEqualTo(Double.parseDouble(value.toPlainString()));
        }
    }

    @Test
    void float_wholeAndLarge_isWhatItsShortestTextSays() {
        assertThat(CellReader.shortest(498_391_104f)).isEqualTo(498_391_100.0);
        assertThat(CellReader.shortest(-33_554_432f)).isEqualTo(-33_554_432.0);
        assertThat(CellReader.shortest(0x1p24f)).isEqualTo(16_777_216.0);
        assertThat(CellReader.shortest(1e20f)).isEqualTo(1e20);
    }

    @Test
    void classPath_jackson_isThatOfSpark() {
        assertThat(PackageVersion.VERSION.toString()).isEqualTo("2.21.2");
        assertThat(com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString())
                .isEqualTo("2.21.2");
    }

    @Test
    void session_ansi_isOn() {
        assertThat(SPARK.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
    }

    @Test
    void model_everyColumn_hasAPart() {
        assertThat(MODEL.meanAbsoluteContributions(MODEL.read(TypedCustomers.csv(), ReadOptions.standard())))
                .hasSize(16)
                .allSatisfy((column, part) -> assertThat(part).isPositive());
    }

    private static Dataset<Row> table() {
        return TypedCustomers.table(SPARK).limit(1);
    }

    private static double score(ChurnScorer scorer, Dataset<Row> table) {
        return scorer.transform(table).select("churn.probability").first().getDouble(0);
    }

    /** The first of the customers as the file of text has them. */
    private static Map<String, Object> customer() {
        Map<String, Object> values = new HashMap<>();
        var cells = CsvCells.of(TypedCustomers.csv(), 0);
        for (int j = 0; j < cells.size(); j++) {
            values.put(TypedCustomers.SCHEMA.fieldNames()[j], cells.get(j));
        }
        return values;
    }
}
