package io.github.churnml.spark;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The number that core's reader makes of the text of a cell ({@link CellText}), worked out of the whole number that the cell is held as. Of
 * dates and times it is days since 1970, to the bit of {@link io.github.churnml.data.Dates#parse(String)}.
 *
 * @param isDate whether values are dates or times
 * @param reader what reads one
 */
record CellNumber(boolean isDate, OfLong reader) {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int LAST_YEAR = 9_999;
    private static final long LARGEST_EXACT = 1L << 53;

    /** Reads a number. */
    interface OfLong extends Serializable {

        /** Reads it. */
        double number(long value);
    }

    /** How cells of a type that {@link CellText} holds as whole numbers are read; booleans are none and become 1 and 0. */
    static CellNumber of(String name, DataType type, ZoneId zone) {
        if (type instanceof DoubleType || type instanceof FloatType) {
            return new CellNumber(false, Double::longBitsToDouble);
        }
        if (type instanceof DecimalType decimal) {
            int scale = decimal.scale();
            return new CellNumber(
                    false,
                    unscaled -> Math.abs(unscaled) <= LARGEST_EXACT && scale >= 0 && scale <= Numbers.MOST_DECIMALS
                            ? Numbers.scaled(unscaled, scale)
                            : BigDecimal.valueOf(unscaled, scale).doubleValue());
        }
        if (type instanceof DateType) {
            return new CellNumber(
                    true, day -> day(name, CellReader.date((int) day).atStartOfDay()));
        }
        if (type instanceof TimestampType) {
            return new CellNumber(
                    true,
                    zone.equals(ZoneOffset.UTC)
                            ? micros -> day(name, CellReader.wall(micros))
                            : micros -> day(name, CellReader.wall(micros, zone)));
        }
        if (type instanceof TimestampNTZType) {
            return new CellNumber(true, micros -> day(name, CellReader.wall(micros)));
        }
        return new CellNumber(false, whole -> whole);
    }

    /** Whether columns of a type that is held as whole numbers have levels and no numbers. */
    static boolean isLevels(DataType type) {
        return type instanceof BooleanType || type instanceof StringType;
    }

    private static double day(String name, LocalDateTime time) {
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            throw new DataException(
                    "Column " + Wording.name(name) + " holds " + Wording.value(time)
                            + " where a date of the years 0 to " + LAST_YEAR + " is required.",
                    "Maybe it stands for a date that is not known: make null of it beforehand.",
                    Where.column(name));
        }
        double second = time.getSecond() + time.getNano() / NANOS_PER_MICRO / MICROS;
        return time.toLocalDate().toEpochDay()
                + (time.getHour() * 3600 + time.getMinute() * 60 + second) / SECONDS_PER_DAY;
    }
}
