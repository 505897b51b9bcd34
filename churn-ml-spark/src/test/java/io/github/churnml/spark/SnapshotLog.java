package io.github.churnml.spark;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.snapshot.SnapshotSources;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Random customers and events around the days on which the clocks of New York change, as typed rows of Spark and as the texts
 * that a file would have. Times lie on a coarse grid, so that many fall together, onto the ends of windows and into the hour
 * that the clocks show twice.
 */
final class SnapshotLog {

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final StructType CUSTOMERS = new StructType()
            .add("id", DataTypes.LongType)
            .add("from", DataTypes.DateType)
            .add("to", DataTypes.StringType)
            .add("region", DataTypes.StringType);
    private static final StructType USAGE = new StructType()
            .add("who", DataTypes.StringType)
            .add("at", DataTypes.TimestampType)
            .add("known", DataTypes.TimestampType)
            .add("kind", DataTypes.StringType)
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.createDecimalType(20, 6))
            .add("z", DataTypes.FloatType);
    private static final StructType BILLS = new StructType()
            .add("id", DataTypes.IntegerType)
            .add("week", DataTypes.TimestampNTZType)
            .add("amount", DataTypes.LongType);

    private final List<Row> customers = new ArrayList<>();
    private final List<Row> usage = new ArrayList<>();
    private final List<Row> bills = new ArrayList<>();
    private final List<String[]> customerTexts = new ArrayList<>();
    private final List<String[]> usageTexts = new ArrayList<>();
    private final List<String[]> billTexts = new ArrayList<>();

    SnapshotLog(long seed) {
        Random random = new Random(seed);
        int count = 40;
        for (int i = 0; i < count; i++) {
            LocalDate from = LocalDate.of(2025, 8, 1).plusDays(random.nextInt(120));
            String to = random.nextInt(3) > 0
                    ? null
                    : from.plusDays(20 + random.nextInt(200)) + (random.nextBoolean() ? "" : "T01:30:00");
            String region = random.nextInt(5) == 0 ? null : "r" + random.nextInt(3);
            customers.add(RowFactory.create((long) i, Date.valueOf(from), to, region));
            customerTexts.add(new String[] {String.valueOf(i), from.toString(), to, region});
        }
        Instant first = Instant.parse("2025-10-01T04:00:00Z");
        for (int i = 0; i < 2_500; i++) {
            // The last five are nobody whom the customers' table knows.
            String who = i % 501 == 500 ? null : String.valueOf(random.nextInt(random.nextBoolean() ? 4 : count + 5));
            String spelled = who != null && random.nextInt(9) == 0 ? " " + who + ".0 " : who;
            Instant at = first.plusSeconds(random.nextInt(180 * 48) * 1_800L).plusNanos(random.nextInt(3) * 1_000L);
            boolean isTimeless = random.nextInt(100) == 0;
            Instant known = random.nextInt(3) == 0 ? at.plusSeconds(random.nextInt(30 * 48) * 1_800L - 3_600) : null;
            String kind = random.nextInt(10) == 0
                    ? (random.nextBoolean() ? null : " ")
                    : List.of("login", "export", "ticket").get(random.nextInt(3));
            Double x = random.nextInt(8) == 0 ? null : random.nextGaussian() * 1e3;
            BigDecimal y = random.nextInt(8) == 0 ? null : BigDecimal.valueOf(random.nextLong() / 1_000, 6);
            Float z = random.nextInt(8) == 0 ? null : random.nextInt(4) == 0 ? -0.0f : random.nextFloat();
            Double notANumber = x == null && random.nextBoolean() ? Double.valueOf(Double.NaN) : x;
            usage.add(RowFactory.create(
                    spelled,
                    isTimeless ? null : Timestamp.from(at),
                    known == null ? null : Timestamp.from(known),
                    kind,
                    notANumber,
                    y,
                    z));
            usageTexts.add(new String[] {
                spelled,
                isTimeless ? null : at.toString(),
                text(known),
                kind,
                text(x),
                y == null ? null : y.toPlainString(),
                text(z)
            });
        }
        for (int i = 0; i < 400; i++) {
            int who = random.nextInt(count);
            // Sundays, so that some lie in the hours that the clocks leave out or show twice.
            LocalDateTime week = LocalDate.of(2025, 9, 28)
                    .plusWeeks(random.nextInt(26))
                    .atTime(random.nextInt(3), random.nextInt(2) * 30);
            Long amount = random.nextInt(10) == 0 ? null : (long) random.nextInt(1_000);
            bills.add(RowFactory.create(who, week, amount));
            billTexts.add(new String[] {String.valueOf(who), week.toString(), text(amount)});
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    org.apache.spark.sql.Dataset<Row> customers(SparkSession spark) {
        return spark.createDataFrame(customers, CUSTOMERS);
    }

    Map<String, org.apache.spark.sql.Dataset<Row>> events(SparkSession spark, int partitions) {
        return Map.of(
                "usage", spark.createDataFrame(usage, USAGE).repartition(partitions),
                "bills", spark.createDataFrame(bills, BILLS).repartition(partitions));
    }

    /** The same as a file would hold it. */
    SnapshotSources local() {
        return new SnapshotSources(
                table(CUSTOMERS, customerTexts, "from", "to"),
                null,
                Map.of("usage", table(USAGE, usageTexts, "at", "known"), "bills", table(BILLS, billTexts, "week")));
    }

    private static Dataset table(StructType type, List<String[]> rows, String... times) {
        ReadOptions options = ReadOptions.standard().withType(type.fieldNames()[0], ColumnType.IDENTIFIER);
        for (String time : times) {
            options = options.withType(time, ColumnType.TEXT);
        }
        for (String number : List.of("x", "y", "z", "amount")) {
            if (List.of(type.fieldNames()).contains(number)) {
                options = options.withType(number, ColumnType.NUMERIC);
            }
        }
        return Tables.ofTexts(List.of(type.fieldNames()), rows, options);
    }
}
