package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.Label;
import io.github.churnml.snapshot.Schedule;
import io.github.churnml.snapshot.SnapshotPlan;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What snapshots on Spark cannot make as one machine does is refused by its name. */
class SnapshotRefusalTest {

    private static final SparkSession SPARK = LocalSpark.session();
    private static final String CUSTOMERS =
            "VALUES (1, DATE'2026-01-01', CAST(NULL AS DATE), 'a'), (2, DATE'2026-01-01', DATE'2026-03-20', 'b')"
                    + " AS t(id, begun, ended, region)";
    private static final String USAGE = "VALUES (1, TIMESTAMP'2026-01-10 00:00:00', 'login', 1.5D),"
            + " (2, TIMESTAMP'2026-04-10 00:00:00', 'login', 2.5D) AS t(id, at, kind, amount)";

    private static SnapshotPlan plan() {
        return SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("begun").to("ended").attributes("region"))
                .events(EventTable.of("usage", "id", "at").kind("kind", "login"))
                .at(Schedule.on(LocalDate.of(2026, 2, 1)))
                .label(Label.cancelled(60))
                .windows(28)
                .build();
    }

    private static Dataset<Row> customers() {
        return SPARK.sql("SELECT * FROM " + CUSTOMERS);
    }

    private static Dataset<Row> usage() {
        return SPARK.sql("SELECT * FROM " + USAGE);
    }

    @Test
    void build_smallTables_hasARowForEachCustomer() {
        Dataset<Row> table = ChurnSnapshots.of(plan()).build(customers(), usage());
        assertThat(table.schema().simpleString())
                .startsWith("struct<id:string,snapshot:timestamp,region:string,tenure_in_days:double,")
                .endsWith(",churned:string>");
        assertThat(table.orderBy("id")
                        .selectExpr("id", "snapshot = TIMESTAMP'2026-02-01 00:00:00Z'", "churned")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1,true,no]", "[2,true,yes]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id, at, 'x' AS kynd, amount         | Table 'usage' has no column 'kind'.",
                "id, 5 AS at, kind, amount           | Column 'at' of table 'usage' is of Spark's type (INT), where a date",
                "id, at, 1.5D AS kind, amount        | Column 'kind' of table 'usage' is of Spark's type (DOUBLE), where a text",
                "CAST(id AS FLOAT) AS id, at, kind, amount | Column 'id' of table 'usage' is of Spark's type (FLOAT), where a name",
                "id, at, 'logon' AS kind, amount     | Table 'usage' has no event of kind (login).",
                "id + 7 AS id, at, kind, amount      | No event of table 'usage' belongs to any customer"
            })
    void build_eventsThatCannotBeMeant_areNamedBeforeAnythingRuns(String columns, String words) {
        Dataset<Row> usage = SPARK.sql("SELECT " + columns + " FROM " + USAGE);
        assertThatThrownBy(() -> ChurnSnapshots.of(plan()).build(customers(), usage))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id, at, kind, CAST('Infinity' AS DOUBLE) AS amount | Column 'amount' of table 'usage' holds (Infinity) where a finite",
                "id, IF(id = 1, 'soon', '2026-04-01') AS at, kind, amount | Column 'at' holds (soon) where a date between"
            })
    void build_cellThatCannotBeMeant_failsTheJobWithTheColumn(String columns, String words) {
        Dataset<Row> usage = SPARK.sql("SELECT " + columns + " FROM " + USAGE);
        assertThatThrownBy(() ->
                        ChurnSnapshots.of(plan()).build(customers(), usage).collectAsList())
                .satisfies(failure -> assertThat(Main.words(failure)).startsWith(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(2, DATE'2026-01-02', DATE'2026-03-20', 'b') | Customer (2) stands twice in the table of customers, in rows which differ in times.",
                "(2, DATE'2026-01-01', DATE'2026-03-20', 'c') | Customer (2) stands twice in the table of customers, in rows which differ in attributes."
            })
    void build_customerTwice_isRefusedUnlessTheSame(String second, String words) {
        Dataset<Row> twice = customers().union(SPARK.sql("SELECT * FROM VALUES " + second));
        assertThatThrownBy(() -> ChurnSnapshots.of(plan()).build(twice, usage()).collectAsList())
                .satisfies(failure -> assertThat(Main.words(failure)).startsWith(words));
        assertThat(ChurnSnapshots.of(plan())
                        .build(customers().union(customers()), usage())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void build_tablesThatDoNotFitThePlan_areNamed() {
        ChurnSnapshots snapshots = ChurnSnapshots.of(plan());
        assertThatThrownBy(() -> snapshots.build(customers(), Map.of("usge", usage())))
                .hasMessage("The table of events 'usage' is not given.\nMaybe 'usge' was meant.");
        assertThatThrownBy(() -> snapshots.build(customers(), Map.of("usage", usage(), "bills", usage())))
                .hasMessageStartingWith("A table of events 'bills' is given, of which the plan says nothing.");
        assertThatThrownBy(() -> snapshots.withOthers(customers()).build(customers(), usage()))
                .hasMessageStartingWith("A table of others is given, of which the plan says nothing.");
        Dataset<Row> stream = SPARK.readStream()
                .format("rate")
                .load()
                .selectExpr("value AS id", "timestamp AS at", "'login' AS kind");
        assertThatThrownBy(() -> snapshots.build(customers(), stream))
                .hasMessageStartingWith("Table 'usage' is a stream, but snapshots need all events of a customer.");
    }

    @Test
    void build_attributeThatTellsProspectsApart_isRefused() {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("begun").attributes("region"))
                .others(CustomerTable.by("id").attributes("region"))
                .events(EventTable.of("usage", "id", "at"))
                .at(Schedule.on(LocalDate.of(2026, 2, 1)))
                .label(Label.converted(60))
                .build();
        for (String region : new String[] {"'A'", "1"}) {
            Dataset<Row> others = SPARK.sql("SELECT 3 AS id, " + region + " AS region");
            assertThatThrownBy(() -> ChurnSnapshots.of(plan).withOthers(others).build(customers(), usage()))
                    .hasMessageStartingWith(
                            "Attribute 'region' is written in another way in the table of customers (STRING) than in that of");
        }
    }
}
