package io.github.churnml.spark;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
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
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How the cells of one column of Spark come to the driver, and what a CSV file of the same table would say in their place. Core
 * works out types and what is missing from those texts, as of any file. NaN is missing, as null is.
 *
 * @param taken how a value that is not null is put into a packed column
 * @param isText whether that is as a text
 * @param writer what a value that is not put as text says
 */
record CellText(Taken taken, boolean isText, OfLong writer) {

    private static final int MOST_DIGITS = 18;
    private static final long MINUS_ZERO = Double.doubleToRawLongBits(-0.0);

    /** Puts a value that is not null into a column. */
    interface Taken extends Serializable {

        /** Puts it. */
        void take(SpecializedGetters row, int place, CellSink into);
    }

    /** The text of a value that is held as a whole number. */
    interface OfLong {

        /** Writes it. */
        String text(long value);
    }

    /**
     * How a column is taken.
     *
     * @param zone whose clocks points in time are read by
     * @throws DataException if values of the type are none that a model can learn from
     */
    static CellText of(String name, DataType type, ZoneId zone) {
        if (type instanceof StringType) {
            return texts((row, place, into) -> into.add(row.getUTF8String(place)));
        }
        if (type instanceof ByteType) {
            return whole((row, place, into) -> into.add(row.getByte(place)));
        }
        if (type instanceof ShortType) {
            return whole((row, place, into) -> into.add(row.getShort(place)));
        }
        if (type instanceof IntegerType) {
            return whole((row, place, into) -> into.add(row.getInt(place)));
        }
        if (type instanceof LongType) {
            return whole((row, place, into) -> into.add(row.getLong(place)));
        }
        if (type instanceof DoubleType) {
            return numbers((row, place) -> row.getDouble(place));
        }
        if (type instanceof FloatType) {
            return numbers((row, place) -> CellReader.shortest(row.getFloat(place)));
        }
        if (type instanceof DecimalType decimal) {
            return decimals(decimal.precision(), decimal.scale());
        }
        if (type instanceof BooleanType) {
            return new CellText(
                    (row, place, into) -> into.add(row.getBoolean(place) ? 1 : 0),
                    false,
                    value -> Boolean.toString(value == 1));
        }
        if (type instanceof DateType) {
            return new CellText(
                    (row, place, into) -> into.add(row.getInt(place)), false, value -> CellReader.date((int) value)
                            .toString());
        }
        if (type instanceof TimestampType) {
            return times(
                    zone.equals(ZoneOffset.UTC)
                            ? micros -> CellReader.instant(micros).toString()
                            : micros -> CellReader.wall(micros, zone).toString());
        }
        if (type instanceof TimestampNTZType) {
            return times(micros -> CellReader.wall(micros).toString());
        }
        if (type instanceof NullType) {
            return whole((row, place, into) -> into.addMissing());
        }
        throw new DataException(
                "Column " + Wording.name(name) + " is of Spark's type " + Wording.value(type.sql())
                        + ", where a number, a text, a boolean, a date or a time is required.",
                "Maybe leave it out by drop(\"" + Wording.plain(name)
                        + "\"), or make a number or a text of it beforehand.",
                Where.column(name));
    }

    private static CellText texts(Taken taken) {
        return new CellText(taken, true, value -> "");
    }

    private static CellText whole(Taken taken) {
        return new CellText(taken, false, Long::toString);
    }

    private static CellText times(OfLong writer) {
        return new CellText((row, place, into) -> into.add(row.getLong(place)), false, writer);
    }

    /** A number of a row. */
    private interface Number extends Serializable {

        /** Reads it. */
        double of(SpecializedGetters row, int place);
    }

    private static CellText numbers(Number number) {
        return new CellText(
                (row, place, into) -> {
                    double value = number.of(row, place);
                    if (Double.isNaN(value)) {
                        into.addMissing();
                    } else {
                        into.add(Double.doubleToLongBits(value));
                    }
                },
                false,
                CellText::number);
    }

    /** As {@link Numbers#text}, which drops the sign of a zero: a file keeps it. */
    private static String number(long bits) {
        return bits == MINUS_ZERO ? "-0.0" : Numbers.text(Double.longBitsToDouble(bits));
    }

    private static CellText decimals(int precision, int scale) {
        if (precision > MOST_DIGITS) {
            return texts((row, place, into) -> into.add(UTF8String.fromString(
                    row.getDecimal(place, precision, scale).toJavaBigDecimal().toPlainString())));
        }
        return new CellText(
                (row, place, into) ->
                        into.add(row.getDecimal(place, precision, scale).toUnscaledLong()),
                false,
                unscaled -> BigDecimal.valueOf(unscaled, scale).toPlainString());
    }
}
