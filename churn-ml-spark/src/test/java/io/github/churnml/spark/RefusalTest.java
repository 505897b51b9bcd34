package io.github.churnml.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.ModelFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, before anything runs: nothing here asks for a row, but for the last. */
class RefusalTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @BeforeAll
    static void register() {
        ChurnFunctions.register(SPARK, "churn", TypedCustomers.model());
        TypedCustomers.table(SPARK).createOrReplaceTempView("customers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tenure   | current_date()               | 'tenure' is of Spark's type (DATE), where a number is required",
                "tenure   | binary('7')                  | 'tenure' is of Spark's type (BINARY), where a number is required",
                "tenure   | array(1)                     | 'tenure' is of Spark's type (ARRAY<INT>), where a number is required",
                "usage    | INTERVAL '1' DAY             | 'usage' is of Spark's type (INTERVAL DAY), where a number is required",
                "joined   | 19000                        | 'joined' is of Spark's type (INT), where a date is required",
                "joined   | true                         | 'joined' is of Spark's type (BOOLEAN), where a date is required",
                "seen     | 1.5D                         | 'seen' is of Spark's type (DOUBLE), where a date is required",
                "Contract | 2                            | 'Contract' is of Spark's type (INT), where one of its levels is required: 'Month-to-month', ",
                "Contract | true                         | 'Contract' is of Spark's type (BOOLEAN), where one of its levels is required: 'Month-to-month', ",
                "Contract | current_timestamp()          | 'Contract' is of Spark's type (TIMESTAMP), where one of its levels is required",
                "rating   | current_date()               | 'rating' is of Spark's type (DATE), where one of its levels is required"
            })
    void column_typeThatCannotBeMeant_isRefusedAtAnalysis(String column, String value, String words) {
        Dataset<Row> customers = TypedCustomers.table(SPARK).withColumn(column, expr(value));
        assertThatThrownBy(() -> ChurnScorer.of(TypedCustomers.model()).transform(customers))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("Maybe ");
        customers.createOrReplaceTempView("wrong");
        assertThatThrownBy(() -> SPARK.sql("SELECT churn(struct(*)) FROM wrong"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(words);
    }

    @Test
    void column_missing_isNamedAtAnalysis() {
        Dataset<Row> lower = TypedCustomers.table(SPARK).withColumnRenamed("Contract", "contract");
        lower.createOrReplaceTempView("lower");
        String words =
                "Column 'Contract' is missing; the model needs it.\nMaybe 'contract' should be named 'Contract'.";
        assertThatThrownBy(() -> ChurnScorer.of(TypedCustomers.model()).transform(lower))
                .isInstanceOf(DataException.class)
                .hasMessage(words);
        assertThatThrownBy(() -> SPARK.sql("SELECT churn(struct(*)) FROM lower"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(words)
                .hasCauseInstanceOf(DataException.class);
        assertThatThrownBy(() -> SPARK.sql("SELECT churn(tenure) FROM customers"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("are missing; the model needs them");
    }

    @Test
    void column_blanksAround_isFound() {
        Dataset<Row> blanks = TypedCustomers.table(SPARK).withColumnRenamed("Contract", " Contract ");
        assertThat(ChurnScorer.of(TypedCustomers.model()).transform(blanks).columns())
                .contains("churn");
    }

    @Test
    void column_twice_isRefused() {
        Dataset<Row> twice = TypedCustomers.table(SPARK).select(col("*"), lit(1).as("tenure"));
        assertThatThrownBy(() -> ChurnScorer.of(TypedCustomers.model()).transform(twice))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'tenure' is there 2 times; one is needed.\nMaybe a join brought it from both sides:"
                        + " select one of them, or name one otherwise with AS.");
    }

    @Test
    void call_withoutColumns_isRefused() {
        assertThatThrownBy(() -> SPARK.sql("SELECT churn() FROM customers"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(
                        "The function is called without a column.\nMaybe write churn(struct(*)), or name the columns"
                                + " that the model needs.");
    }

    @Test
    void output_nameThatIsTaken_isRefused() {
        Dataset<Row> taken = TypedCustomers.table(SPARK).withColumn("Churn", lit(1));
        assertThatThrownBy(() -> ChurnScorer.of(TypedCustomers.model()).transform(taken))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The table has a column 'Churn' already");
        assertThat(ChurnScorer.of(TypedCustomers.model())
                        .withOutput("scored")
                        .transform(taken)
                        .columns())
                .endsWith("Churn", "scored");
    }

    @Test
    void reasons_tooMany_areRefused() {
        assertThatThrownBy(() -> ChurnScorer.of(TypedCustomers.model()).withReasons(101))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The number of reasons is (101), where 0 to 100 is allowed.");
    }

    @Test
    void modelFile_notThere_isNamed() {
        assertThatThrownBy(() -> ChurnFunctions.register(SPARK, "nothing", "file:///no/such/telco.churn"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("The model (file:///no/such/telco.churn) cannot be read")
                .hasMessageContaining("Maybe write the path as Spark's readers take it");
        assertThatThrownBy(() -> ChurnFunctions.register(
                        SPARK, "nothing", TypedCustomers.csv().toUri().toString()))
                .isInstanceOf(ModelFileException.class);
    }

    @Test
    void text_thatIsNoNumber_failsTheJobInOurWords() {
        Dataset<Row> wrong = TypedCustomers.table(SPARK)
                .limit(3)
                .withColumn("tenure", lit("three years"))
                .coalesce(1);
        assertThatThrownBy(() -> ChurnScorer.of(TypedCustomers.model())
                        .transform(wrong)
                        .select("churn.probability")
                        .collectAsList())
                .satisfies(failure -> assertThat(messages(failure)).anySatisfy(message -> assertThat(message)
                        .contains("Column 'tenure' holds (three years) where a number is required.")));
    }

    private static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            messages.add(String.valueOf(at.getMessage()));
        }
        return messages;
    }
}
