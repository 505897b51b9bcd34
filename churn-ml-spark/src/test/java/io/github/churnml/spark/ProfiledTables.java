package io.github.churnml.spark;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables with a column for every way in which a reader of files comes to a type, and every type of Spark that has texts. */
final class ProfiledTables {

    private static final String[] MISSING = {"NA", " n/a", "null", "NaN", "?", "-", "", "  ", "#DIV/0!"};
    private static final String LONG = "ein Satz von Müllers Straße ".repeat(9) + "\uD83D\uDE00".repeat(20);

    private final Random random;
    private final int rows;
    private StructType schema = new StructType();
    private final List<Object[]> columns = new ArrayList<>();

    private ProfiledTables(long seed, int rows) {
        this.random = new Random(seed);
        this.rows = rows;
    }

    /** A table with its schema. */
    record Table(StructType schema, List<Row> rows) {}

    /** A table; the same for the same seed. */
    static Table of(long seed, int rows) {
        ProfiledTables tables = new ProfiledTables(seed, rows);
        tables.numbers();
        tables.times();
        tables.texts();
        return tables.build();
    }

    private void numbers() {
        int offset = random.nextInt(1_000);
        full("row", DataTypes.LongType, i -> (long) i + offset);
        full("customer id", DataTypes.IntegerType, i -> random.nextInt());
        column("party_id", DataTypes.IntegerType, i -> random.nextInt(1 + rows / 3));
        column("tenure", DataTypes.IntegerType, i -> random.nextInt(72));
        column("lines", DataTypes.ByteType, i -> (byte) (random.nextInt(6) - 3));
        column("tickets", DataTypes.ShortType, i -> (short) random.nextInt(400));
        column("calls", DataTypes.LongType, i -> random.nextLong() >>> 20);
        column("code", DataTypes.LongType, i -> 4_000_000_000_000_000L + random.nextInt(7));
        column("branch", DataTypes.LongType, i -> 4_000_000_000_000_000L + random.nextLong(1L << 60));
        column("made", DataTypes.LongType, i -> 1_600_000_000_000_000L + random.nextInt());
        column("last seen", DataTypes.LongType, i -> 1_600_000_000_000_000L + random.nextInt());
        column("some long", DataTypes.LongType, i -> random.nextInt(3) == 0 ? Long.MAX_VALUE - i : random.nextInt(50));
        column("usage", DataTypes.DoubleType, i -> random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 1e3);
        column("zeros", DataTypes.DoubleType, i -> random.nextBoolean() ? -0.0 : 0.0);
        column("signs", DataTypes.DoubleType, i -> (random.nextInt(5) - 2) * 0.0 + random.nextInt(2));
        column("vast", DataTypes.DoubleType, i -> Math.scalb(random.nextGaussian(), random.nextInt(400) - 200));
        column("whole", DataTypes.DoubleType, i -> (double) random.nextInt(30));
        column("ratio", DataTypes.FloatType, i -> random.nextInt(1_000) / 1_000f);
        column("wide ratio", DataTypes.FloatType, i -> random.nextFloat() * 1e20f);
        column("charges", DataTypes.createDecimalType(10, 2), i -> BigDecimal.valueOf(random.nextInt(20_000), 2));
        column("balance", DataTypes.createDecimalType(30, 12), i -> BigDecimal.valueOf(random.nextLong(), 12));
        column("digits", DataTypes.createDecimalType(38, 0), i -> new BigDecimal("1234567890123456789")
                .add(BigDecimal.valueOf(random.nextInt(4))));
        column("auto pay", DataTypes.BooleanType, i -> random.nextBoolean());
        column("constant", DataTypes.IntegerType, i -> 7);
        full("nothing", DataTypes.IntegerType, i -> null);
        full("void", DataTypes.NullType, i -> null);
    }

    private void times() {
        column(
                "joined",
                DataTypes.DateType,
                i -> Date.valueOf(LocalDate.of(1905, 1, 1).plusDays(random.nextInt(50_000))));
        column(
                "seen",
                DataTypes.TimestampType,
                i -> Timestamp.from(Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000))));
        column("minute", DataTypes.TimestampType, i -> Timestamp.from(Instant.ofEpochSecond(60L * random.nextInt(90))));
        column("called", DataTypes.TimestampNTZType, i -> LocalDateTime.of(2024, 3, 30, 0, 0)
                .plusSeconds(random.nextInt(9_000_000)));
        column("day", DataTypes.StringType, i -> LocalDate.of(2020, 1, 1)
                .plusDays(random.nextInt(900))
                .toString());
        column("moment", DataTypes.StringType, i -> Instant.ofEpochSecond(random.nextInt())
                .toString());
        column(
                "german day",
                DataTypes.StringType,
                i -> (1 + random.nextInt(28)) + ".0" + (1 + random.nextInt(9)) + ".2021");
        column(
                "either day",
                DataTypes.StringType,
                i -> (1 + random.nextInt(12)) + "/" + (1 + random.nextInt(12)) + "/2021");
        column(
                "english day",
                DataTypes.StringType,
                i -> (1 + random.nextInt(28)) + "/" + (1 + random.nextInt(12)) + "/2021");
        column("no day", DataTypes.StringType, i -> i == 5 ? "soon" : "2021-01-0" + (1 + random.nextInt(9)));
    }

    private void texts() {
        String[] contracts = {
            "Month-to-month", "One year", " One year", "Two year", "Zwei Jahre – überall", LONG, LONG + "!"
        };
        column("Contract", DataTypes.StringType, i -> contracts[random.nextInt(contracts.length)]);
        column("consent", DataTypes.StringType, i -> random.nextBoolean() ? "Yes" : random.nextBoolean() ? "NO" : "no");
        column("flag", DataTypes.StringType, i -> random.nextBoolean() ? "t" : "F");
        column("odd flag", DataTypes.StringType, i -> random.nextBoolean() ? "y" : "no");
        column("ones", DataTypes.StringType, i -> random.nextBoolean() ? "1" : "0");
        column("plan number", DataTypes.StringType, i -> String.valueOf(random.nextInt(40)));
        column("amount", DataTypes.StringType, i -> random.nextInt(100) + "." + random.nextInt(10));
        column("phone", DataTypes.StringType, i -> "0" + (170_000_000L + random.nextInt(1_000_000)));
        column("area", DataTypes.StringType, i -> "0000000" + (100 + random.nextInt(8)));
        column("reference", DataTypes.StringType, i -> Long.toHexString(random.nextLong() | 1L << 62) + "x");
        column("device id", DataTypes.StringType, i -> "d" + random.nextInt(rows * 200));
        column("city", DataTypes.StringType, i -> "c" + random.nextInt(rows * 8));
        column("remark", DataTypes.StringType, i -> "customer " + i + " asked for a " + random.nextInt(9));
        column("mixed", DataTypes.StringType, i -> random.nextInt(8) == 0 ? "many words in one place" : "12");
        column("gaps", DataTypes.StringType, i -> random.nextInt(3) > 0 ? MISSING[random.nextInt(9)] : "a\"b\nc");
        full("no value", DataTypes.StringType, i -> MISSING[random.nextInt(9)]);
        full(
                "churned",
                DataTypes.StringType,
                i -> random.nextInt(4) == 0 ? "Yes" : random.nextInt(20) == 0 ? "yes " : "No");
    }

    private void column(String name, DataType type, Function<Integer, Object> value) {
        full(name, type, i -> random.nextInt(12) == 0 ? null : value.apply(i));
    }

    private void full(String name, DataType type, Function<Integer, Object> value) {
        schema = schema.add(name, type);
        Object[] values = new Object[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = value.apply(i);
        }
        columns.add(values);
    }

    private Table build() {
        List<Row> built = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Object[] row = new Object[columns.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = columns.get(j)[i];
            }
            built.add(RowFactory.create(row));
        }
        return new Table(schema, built);
    }
}
