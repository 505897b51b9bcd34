package io.github.churnml.spark;

import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;
import io.github.churnml.prepare.Input;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads the values of one column as Spark holds them into what the model's input makes of them. For one thread. */
interface CellReader {

    /**
     * Reads a value that is not null.
     *
     * @param row the row
     * @param place where the value stands in it
     * @return what {@link Input#read} returns
     */
    double read(SpecializedGetters row, int place);

    /** Texts, of which a column of levels has few: those read before are known by their bytes, without making a string. */
    final class Texts implements CellReader {

        private static final int MOST_KNOWN = 1_000;
        private static final int LONGEST_KNOWN = 200;

        private final Input input;
        private final Map<UTF8String, Double> known = new HashMap<>();
        private final boolean few;

        Texts(Input input) {
            this.input = input;
            this.few = input.type().isCoded();
        }

        @Override
        public double read(SpecializedGetters row, int place) {
            UTF8String text = row.getUTF8String(place);
            if (!few || text.numBytes() > LONGEST_KNOWN) {
                return input.read(text.toString(), 0);
            }
            Double value = known.get(text);
            if (value == null) {
                value = input.read(text.toString(), 0);
                if (known.size() < MOST_KNOWN) {
                    // Its bytes are those of a page that Spark fills again.
                    known.put(text.copy(), value);
                }
            }
            return value;
        }
    }

    /** Decimals as numbers: those of up to 15 digits by one division of two exact doubles, which rounds as reading them would. */
    final class Decimals implements CellReader {

        private static final double[] POWERS = powers();
        private static final long EXACT = 1L << 53;
        private static final int MOST_DIGITS = 18;

        private final Input input;
        private final int precision;
        private final int scale;

        Decimals(Input input, int precision, int scale) {
            this.input = input;
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        public double read(SpecializedGetters row, int place) {
            Decimal value = row.getDecimal(place, precision, scale);
            if (precision <= MOST_DIGITS) {
                long unscaled = value.toUnscaledLong();
                if (Math.abs(unscaled) < EXACT && value.scale() >= 0 && value.scale() < POWERS.length) {
                    return input.readNumber(unscaled / POWERS[value.scale()], 0);
                }
            }
            return input.readNumber(value.toJavaBigDecimal().doubleValue(), 0);
        }

        /** The powers of ten that are doubles exactly. */
        private static double[] powers() {
            double[] powers = new double[23];
            powers[0] = 1;
            for (int i = 1; i < powers.length; i++) {
                powers[i] = powers[i - 1] * 10;
            }
            return powers;
        }
    }

    /** A float's value as its shortest decimal says, as a table of text would have it: 0.1 and not 0.10000000149011612. */
    static double shortest(float value) {
        int whole = (int) value;
        // Beyond 2^24 not each whole number is a float, and a shorter decimal may mean the same one.
        return whole == value && Math.abs(value) <= 0x1p24f || Float.isNaN(value) || Float.isInfinite(value)
                ? value
                : Double.parseDouble(FloatToDecimal.toString(value));
    }

    /** A point in time, which Spark holds as microseconds since 1970 in UTC. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** Date and time without a zone, which Spark holds as if they were in UTC. */
    static LocalDateTime wall(long micros) {
        return LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
    }

    /** A point in time as the clocks of a zone show it. */
    static LocalDateTime wall(long micros, ZoneId zone) {
        return LocalDateTime.ofInstant(instant(micros), zone);
    }

    /** A date, which Spark holds as days since 1970. */
    static LocalDate date(int days) {
        return LocalDate.ofEpochDay(days);
    }
}
