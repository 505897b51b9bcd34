package io.github.churnml.spark;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.SnapshotCells;
import io.github.churnml.snapshot.SnapshotPart;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a raw table as a plan reads them: names and kinds as text, times as microseconds in UTC, values as doubles.
 * Nothing hangs on the session's time zone: points in time are taken as the numbers that they are, days and clocks are placed
 * by the plan's zone, in our code. A type that cannot be meant is refused before anything runs.
 */
final class SnapshotColumns {

    private final String table;
    private final Dataset<Row> rows;
    private final ZoneId zone;

    SnapshotColumns(String table, Dataset<Row> rows, ZoneId zone) {
        this.table = table;
        this.rows = rows;
        this.zone = zone;
        if (rows.isStreaming()) {
            throw new DataException(
                    "Table " + Wording.name(table) + " is a stream, but snapshots need all events of a customer.",
                    "Maybe write the stream into a table, and make the snapshots of that.",
                    Where.nowhere());
        }
    }

    /** The columns of numbers. */
    List<String> numbers() {
        return Arrays.stream(rows.schema().fields())
                .filter(field -> isNumber(field.dataType()))
                .map(StructField::name)
                .toList();
    }

    DataType type(String name) {
        return Arrays.stream(rows.schema().fields())
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(StructField::dataType)
                .orElseThrow(() -> new DataException(
                        "Table " + Wording.name(table) + " has no column " + Wording.name(name) + ".",
                        Wording.maybeNearest(name, List.of(rows.schema().fieldNames())),
                        Where.column(name)));
    }

    /** A column as it stands. */
    Column column(String name) {
        type(name);
        return rows.col("`" + name.replace("`", "``") + "`");
    }

    /** Who it is about. */
    Column key(String name) {
        return text(name, "a name", SnapshotCells::name);
    }

    /** Of which kind an event is. */
    Column kind(String name) {
        return text(name, "a text", SnapshotCells::kind);
    }

    private Column text(String name, String needed, TextReader reader) {
        DataType type = type(name);
        boolean whole = isNumber(type) && !(type instanceof DoubleType) && !(type instanceof FloatType);
        if (!whole && !(type instanceof StringType) && !(type instanceof NullType)) {
            throw refused(name, type, needed, "CAST(`" + Wording.plain(name) + "` AS STRING), or AS BIGINT");
        }
        UDF1<String, String> read = reader::read;
        return functions.udf(read, DataTypes.StringType).apply(column(name).cast(DataTypes.StringType));
    }

    /** A time in microseconds; null where there is none. */
    Column time(String name) {
        return time(name, EventTable.Covers.MOMENT);
    }

    /** When an event counts as having happened. */
    Column time(String name, EventTable.Covers covers) {
        DataType type = type(name);
        Column given = column(name);
        Times times = new Times(zone, covers, name);
        if (type instanceof TimestampType) {
            UDF1<Long, Long> read = times::ofMicros;
            return functions.udf(read, DataTypes.LongType).apply(functions.unix_micros(given));
        }
        if (type instanceof DateType) {
            UDF1<Integer, Long> read = times::ofDay;
            return functions.udf(read, DataTypes.LongType).apply(functions.unix_date(given));
        }
        if (type instanceof TimestampNTZType) {
            UDF1<LocalDateTime, Long> read = times::ofClock;
            return functions.udf(read, DataTypes.LongType).apply(given);
        }
        if (type instanceof StringType || type instanceof NullType) {
            UDF1<String, Long> read = times::ofText;
            return functions.udf(read, DataTypes.LongType).apply(given.cast(DataTypes.StringType));
        }
        throw refused(name, type, "a date or a point in time", "CAST(… AS DATE) or timestamp_seconds(…)");
    }

    /** A number; NaN and null are missing. */
    Column number(String name) {
        DataType type = type(name);
        Column given = column(name);
        if (type instanceof FloatType) {
            UDF1<Float, Double> read = value -> value == null ? null : CellReader.shortest(value);
            return functions.udf(read, DataTypes.DoubleType).apply(given);
        }
        // A decimal by its text, as a table of text would have it: the nearest double, whatever its digits.
        Column plain = type instanceof DecimalType ? given.cast(DataTypes.StringType) : given;
        return plain.cast(DataTypes.DoubleType);
    }

    private static boolean isNumber(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType
                || type instanceof FloatType
                || type instanceof DoubleType
                || type instanceof DecimalType;
    }

    private DataException refused(String name, DataType type, String needed, String instead) {
        return new DataException(
                "Column " + Wording.name(name) + " of table " + Wording.name(table) + " is of Spark's type "
                        + Wording.value(type.sql()) + ", where " + needed + " is required.",
                "Maybe write " + instead + ".",
                Where.column(name));
    }

    private interface TextReader extends Serializable {
        @Nullable
        String read(@Nullable String text);
    }

    /** Places times; travels to executors. */
    private record Times(ZoneId zone, EventTable.Covers covers, String column) implements Serializable {

        @Nullable
        Long ofMicros(@Nullable Long micros) {
            return micros == null ? null : end(cells().time(micros.longValue(), column));
        }

        @Nullable
        Long ofDay(@Nullable Integer day) {
            return day == null ? null : end(cells().time(LocalDate.ofEpochDay(day), column));
        }

        @Nullable
        Long ofClock(@Nullable LocalDateTime clock) {
            return clock == null ? null : end(cells().time(clock, column));
        }

        @Nullable
        Long ofText(@Nullable String text) {
            return text == null ? null : end(cells().time(text, column));
        }

        private SnapshotCells cells() {
            return SnapshotCells.of(zone);
        }

        private @Nullable Long end(long time) {
            return time == SnapshotPart.NONE ? null : cells().end(covers, time);
        }
    }
}
