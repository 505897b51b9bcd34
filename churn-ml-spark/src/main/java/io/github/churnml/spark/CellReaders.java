package io.github.churnml.spark;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** How a column of Spark is read by an input of a model; package-info has the table. What has no one meaning is refused. */
final class CellReaders {

    private CellReaders() {}

    /**
     * The reader of a column.
     *
     * @param zone whose clocks a point in time is read by
     * @throws DataException if values of the type cannot be meant for the input
     */
    static CellReader of(Input input, DataType type, ZoneId zone) {
        if (type instanceof StringType) {
            return new CellReader.Texts(input);
        }
        if (type instanceof NullType) {
            return (row, place) -> input.read(null, 0);
        }
        if (type instanceof BooleanType) {
            requireFlags(input);
            return (row, place) -> input.readFlag(row.getBoolean(place), 0);
        }
        boolean isDate = input.type() == ColumnType.DATE;
        if (type instanceof DateType && isDate) {
            return (row, place) -> input.read(CellReader.date(row.getInt(place)), 0);
        }
        if (type instanceof TimestampType && isDate) {
            return zone.equals(ZoneOffset.UTC)
                    ? (row, place) -> input.read(CellReader.instant(row.getLong(place)), 0)
                    : (row, place) -> input.read(CellReader.wall(row.getLong(place), zone), 0);
        }
        if (type instanceof TimestampNTZType && isDate) {
            return (row, place) -> input.read(CellReader.wall(row.getLong(place)), 0);
        }
        if (isDate) {
            throw refused(input, type, "a date is required", "write CAST(%s AS DATE)");
        }
        return number(input, type);
    }

    private static CellReader number(Input input, DataType type) {
        CellReader reader = numberOrNull(input, type);
        if (reader == null) {
            boolean isTime =
                    type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
            throw input.type().isCoded()
                    ? refused(
                            input,
                            type,
                            "one of its levels is required, as text",
                            isTime ? "write CAST(%s AS STRING)" : "")
                    : refused(
                            input,
                            type,
                            "a number is required",
                            isTime ? "write the number that training had for %s" : "");
        }
        if (input.type().isCoded()) {
            requireNumbers(input, type);
        }
        return reader;
    }

    private static @org.jspecify.annotations.Nullable CellReader numberOrNull(Input input, DataType type) {
        if (type instanceof ByteType) {
            return (row, place) -> input.readWhole(row.getByte(place), 0);
        }
        if (type instanceof ShortType) {
            return (row, place) -> input.readWhole(row.getShort(place), 0);
        }
        if (type instanceof IntegerType) {
            return (row, place) -> input.readWhole(row.getInt(place), 0);
        }
        if (type instanceof LongType) {
            return (row, place) -> input.readWhole(row.getLong(place), 0);
        }
        if (type instanceof DoubleType) {
            return (row, place) -> input.readNumber(row.getDouble(place), 0);
        }
        if (type instanceof FloatType) {
            return (row, place) -> input.readNumber(CellReader.shortest(row.getFloat(place)), 0);
        }
        if (type instanceof DecimalType decimal) {
            int precision = decimal.precision();
            int scale = decimal.scale();
            return input.type().isCoded()
                    ? (row, place) ->
                            input.read(row.getDecimal(place, precision, scale).toPlainString(), 0)
                    : new CellReader.Decimals(input, precision, scale);
        }
        return null;
    }

    /** Levels that are words all, such as "Yes" and "No": no number is one of them. */
    private static void requireNumbers(Input input, DataType type) {
        try {
            input.readNumber(0.5, 0);
        } catch (DataException none) {
            throw refused(input, type, "one of its levels is required: " + Wording.names(input.levels()), "");
        }
    }

    private static void requireFlags(Input input) {
        DataType type = org.apache.spark.sql.types.DataTypes.BooleanType;
        if (input.type() == ColumnType.DATE) {
            throw refused(input, type, "a date is required", "");
        }
        if (!input.type().isCoded()) {
            return;
        }
        if (!isFlag(input, true) && !isFlag(input, false)) {
            throw refused(
                    input,
                    type,
                    "one of its levels is required: " + Wording.names(input.levels()),
                    "write CASE WHEN %s THEN … ELSE … END with two of them");
        }
    }

    private static boolean isFlag(Input input, boolean value) {
        try {
            input.readFlag(value, 0);
            return true;
        } catch (DataException none) {
            return false;
        }
    }

    private static DataException refused(Input input, DataType type, String needed, String instead) {
        String name = Wording.plain(input.name());
        return new DataException(
                "Column " + Wording.name(input.name()) + " is of Spark's type " + Wording.value(type.sql()) + ", where "
                        + needed + ".",
                instead.isEmpty()
                        ? "Maybe another column was meant, or make one of the type that training had, by SELECT … AS `"
                                + name + "`."
                        : "Maybe " + instead.formatted("`" + name + "`") + ".",
                Where.column(input.name()));
    }
}
