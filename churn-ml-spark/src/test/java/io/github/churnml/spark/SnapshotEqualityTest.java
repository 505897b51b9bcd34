package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Column;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.data.synthetic.SyntheticEvents;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.Feature;
import io.github.churnml.snapshot.Label;
import io.github.churnml.snapshot.Schedule;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotPlanBuilder;
import io.github.churnml.snapshot.SnapshotTable;
import io.github.churnml.snapshot.Statistic;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots on Spark are those of one machine: the same rows, and each number to the bit. */
class SnapshotEqualityTest {

    private static final SparkSession SPARK = LocalSpark.session();
    private static final Set<Statistic> WITHOUT_WINDOW = Set.of(Statistic.DAYS_SINCE);
    private static final LocalDate FIRST = LocalDate.of(2025, 10, 27);

    @TempDir
    static Path folder;

    @AfterEach
    void zoneOfOtherTests() {
        SPARK.conf().set("spark.sql.session.timeZone", "America/New_York");
    }

    /** Every statistic, over all events, one kind and one value. */
    private static SnapshotPlanBuilder plan() {
        SnapshotPlanBuilder builder = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to").attributes("region"))
                .events(
                        EventTable.of("usage", "who", "at").knownAt("known").kind("kind", "login"),
                        EventTable.of("bills", "id", "week").covers(EventTable.Covers.WEEK))
                .zone(SnapshotLog.ZONE)
                .at(Schedule.every(Schedule.Step.WEEK, FIRST, FIRST.plusDays(180)))
                .label(Label.cancelled(14).gap(3))
                .windows(7, 28)
                .standardFeatures("usage", "bills")
                .features(Feature.tenure());
        for (Statistic statistic : Statistic.values()) {
            for (String kind : statistic == Statistic.TENURE ? List.<String>of() : List.of("", "export")) {
                for (String value : List.of("", "x")) {
                    try {
                        builder.features(new Feature(
                                statistic, "usage", kind, value, WITHOUT_WINDOW.contains(statistic) ? 0 : 30));
                    } catch (ConfigurationException doesNotFit) {
                        // a mean of nothing, say
                    }
                }
            }
        }
        return builder;
    }

    @ParameterizedTest
    @CsvSource({"1, UTC, 1", "3, America/New_York, 2", "16, UTC, 3", "16, Asia/Kolkata, 3"})
    void build_randomLogAroundClockChanges_isThatOfOneMachine(int partitions, String zone, long seed) {
        SnapshotLog log = new SnapshotLog(seed);
        Dataset<Row> customers = log.customers(SPARK).repartition(partitions);
        Map<String, Dataset<Row>> events = log.events(SPARK, partitions);
        SPARK.conf().set("spark.sql.session.timeZone", zone);
        requireSame(
                ChurnSnapshots.of(plan().build()).build(customers, events),
                plan().build().build(log.local()));
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of(
                        "schedule by itself",
                        plan().at(Schedule.every(Schedule.Step.MONTH)).build()),
                Arguments.of(
                        "days",
                        plan().at(Schedule.on(LocalDate.of(2025, 11, 2), LocalDate.of(2026, 3, 8)))
                                .build()),
                Arguments.of(
                        "events",
                        plan().at(Schedule.atEvents("bills"))
                                .until(LocalDate.of(2026, 4, 1))
                                .build()),
                Arguments.of(
                        "inactive", plan().label(Label.inactive(10, "usage")).build()),
                Arguments.of(
                        "inactive months",
                        plan().label(Label.inactiveMonths(1, 2, "usage").gap(1)).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void build_otherSchedulesAndLabels_areThoseOfOneMachine(String name, SnapshotPlan plan) {
        SnapshotLog log = new SnapshotLog(7);
        requireSame(ChurnSnapshots.of(plan).build(log.customers(SPARK), log.events(SPARK, 3)), plan.build(log.local()));
    }

    @Test
    void at_aDay_isThatOfOneMachine() {
        SnapshotLog log = new SnapshotLog(5);
        SnapshotPlan plan = plan().build();
        LocalDate day = LocalDate.of(2025, 11, 3);
        requireSame(
                ChurnSnapshots.of(plan).at(day, log.customers(SPARK), log.events(SPARK, 3)),
                plan.snapshots(log.local()).at(day));
    }

    @ParameterizedTest
    @CsvSource({"cancelled", "converted"})
    void build_generatedFiles_isThatOfOneMachine(String label) {
        new SyntheticEvents(150, 11).writeCsv(folder);
        SnapshotPlanBuilder builder = SnapshotPlan.builder()
                .events(EventTable.of("usage", "id", "at")
                        .file(SyntheticEvents.USAGE_FILE)
                        .knownAt("known_at")
                        .kind("kind", "login", "ticket"))
                .at(Schedule.every(Schedule.Step.MONTH, LocalDate.of(2025, 1, 1), LocalDate.of(2026, 6, 1)))
                .until(LocalDate.of(2026, 7, 1))
                .windows(7, 28, 90);
        CustomerTable customers = CustomerTable.by("id")
                .file(SyntheticEvents.CUSTOMERS_FILE)
                .from("from")
                .to("to")
                .since("first_seen")
                .attributes("region", "employees");
        SnapshotPlan plan = label.equals("cancelled")
                ? builder.customers(customers).label(Label.cancelled(60)).build()
                : builder.customers(customers)
                        .others(CustomerTable.by("id")
                                .file(SyntheticEvents.PROSPECTS_FILE)
                                .since("first_seen")
                                .attributes("region", "employees"))
                        .label(Label.converted(90))
                        .build();
        SnapshotTable local = plan.build(plan.read(folder, Progress.none()));
        ChurnSnapshots snapshots = ChurnSnapshots.of(plan);
        if (label.equals("converted")) {
            snapshots = snapshots.withOthers(csv(SyntheticEvents.PROSPECTS_FILE));
        }
        requireSame(snapshots.build(csv(SyntheticEvents.CUSTOMERS_FILE), csv(SyntheticEvents.USAGE_FILE)), local);
    }

    private static Dataset<Row> csv(String name) {
        Dataset<Row> texts = SPARK.read()
                .option("header", true)
                .csv(folder.resolve(name).toUri().toString());
        return name.equals(SyntheticEvents.USAGE_FILE)
                ? texts.withColumn("amount", functions.col("amount").cast("double"))
                : texts.withColumn("employees", functions.col("employees").cast("int"));
    }

    private static void requireSame(Dataset<Row> spark, SnapshotTable local) {
        assertThat(local.data().rows()).isGreaterThan(50);
        requireSame(spark, local.data());
    }

    private static void requireSame(Dataset<Row> spark, io.github.churnml.data.Dataset local) {
        List<String> names = local.schema().names();
        assertThat(spark.schema().fieldNames()).containsExactlyElementsOf(names);
        Map<String, List<String>> rows = new TreeMap<>();
        for (Row row : spark.withColumn("snapshot", functions.unix_micros(functions.col("snapshot")))
                .collectAsList()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Object cell = row.get(i);
                cells.add(cell instanceof Number number && i != 1 ? bits(number.doubleValue()) : String.valueOf(cell));
            }
            assertThat(rows.put(cells.get(0) + "@" + cells.get(1), cells)).isNull();
        }
        Map<String, List<String>> expected = new TreeMap<>();
        for (int row = 0; row < local.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (Column column : local.columns()) {
                if (column instanceof NumericColumn numbers) {
                    double value = numbers.value(row);
                    cells.add(
                            column.name().equals(SnapshotTable.TIME)
                                    ? String.valueOf(Math.round(value * 86_400_000_000.0))
                                    : Double.isNaN(value) ? "null" : bits(value));
                } else {
                    cells.add(String.valueOf(column.text(row)));
                }
            }
            expected.put(cells.get(0) + "@" + cells.get(1), cells);
        }
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        for (String key : expected.keySet()) {
            assertThat(rows.get(key)).as(key).isEqualTo(expected.get(key));
        }
    }

    private static String bits(double number) {
        return number + " " + Long.toHexString(Double.doubleToLongBits(number));
    }
}
