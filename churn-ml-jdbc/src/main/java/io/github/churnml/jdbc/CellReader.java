package io.github.churnml.jdbc;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column as texts. How a value is asked of the driver matters: a {@code real} by {@code getDouble}, or a {@code
 * double} by {@code getString}, changes its text after a few executions, when PostgreSQL's driver turns to its binary form.
 * For one thread.
 */
final class CellReader {

    /** How a value is read; package-info has the table of them. */
    enum Kind {
        TEXT,
        LONG_TEXT,
        INTEGER,
        DECIMAL,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP,
        INSTANT,
        /** A double of PostgreSQL, whose own text is mostly ours. */
        SHORTEST
    }

    static final int MOST_CHARACTERS = 1_000_000;
    private static final int SURE_DIGITS = 15;
    private static final double PLAIN_FROM = 1e-3;
    private static final double PLAIN_BELOW = 1e15;
    private static final int LAST_YEAR = 9999;

    private final int index;
    private final String name;
    private final Kind kind;
    private long notNumbers;

    CellReader(int index, String name, Kind kind) {
        this.index = index;
        this.name = name;
        this.kind = kind;
    }

    String name() {
        return name;
    }

    /** How many values were NaN. */
    long notNumbers() {
        return notNumbers;
    }

    /**
     * The text of the row that a result is at.
     *
     * @param row the 1-based row, for messages
     * @return the text, or null where there is no value
     */
    @Nullable
    String text(ResultSet result, long row) throws SQLException {
        return switch (kind) {
            case TEXT -> bounded(result.getString(index), row);
            case LONG_TEXT -> longText(result, row);
            case INTEGER -> integer(result);
            case DECIMAL -> decimal(result.getObject(index), row);
            case FLOAT -> {
                float value = result.getFloat(index);
                yield result.wasNull() || isLeftOut(value, row) ? null : text(value);
            }
            case DOUBLE -> {
                double value = result.getDouble(index);
                yield result.wasNull() || isLeftOut(value, row) ? null : Numbers.text(value);
            }
            case SHORTEST -> shortest(result, row);
            case BOOLEAN -> {
                boolean value = result.getBoolean(index);
                yield result.wasNull() ? null : String.valueOf(value);
            }
            case DATE -> date(result.getObject(index, LocalDate.class), row);
            case TIME -> {
                LocalTime time = result.getObject(index, LocalTime.class);
                yield time == null ? null : DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            }
            case TIMESTAMP -> timestamp(result.getObject(index, LocalDateTime.class), row);
            case INSTANT -> instant(result.getObject(index, OffsetDateTime.class), row);
        };
    }

    private @Nullable String integer(ResultSet result) throws SQLException {
        // A BIGINT of a driver that knows unsigned ones may be larger than a long.
        BigDecimal value = result.getBigDecimal(index);
        return value == null ? null : value.toPlainString();
    }

    private @Nullable String decimal(@Nullable Object value, long row) {
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal exact) {
            return exact.toPlainString();
        }
        // PostgreSQL's NaN and infinities come as doubles.
        double number = ((Number) value).doubleValue();
        return isLeftOut(number, row) ? null : new BigDecimal(value.toString()).toPlainString();
    }

    /** As {@link Kind#DOUBLE}, without working out digits that the database has worked out already. */
    private @Nullable String shortest(ResultSet result, long row) throws SQLException {
        String given = result.getString(index);
        if (given == null || isCanonical(given)) {
            return given;
        }
        double value = result.getDouble(index);
        return isLeftOut(value, row) ? null : Numbers.text(value);
    }

    /**
     * Whether a decimal that reads as a double is what {@link Numbers#text} writes for it. A plain decimal of at most 15 digits
     * is the only one of that length for its double, so it is the shortest; what is left is how it is spelt. Says no if it is not sure.
     */
    static boolean isCanonical(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int length = text.length();
        int point = -1;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        int whole = (point < 0 ? length : point) - from;
        if (whole < 1 || length - from > SURE_DIGITS + 1 || point < 0 && length - from > SURE_DIGITS) {
            return false;
        }
        char first = text.charAt(from);
        if (point < 0) {
            return first != '0' || whole == 1 && from == 0;
        }
        // From 0.001 to below ten million it is spelt without an exponent.
        boolean isPlain = whole <= 7 && (first != '0' || whole == 1 && !text.startsWith(".000", point));
        return isPlain && point < length - 1 && text.charAt(length - 1) != '0';
    }

    private boolean isLeftOut(double value, long row) {
        if (Double.isInfinite(value)) {
            throw refused(row, "an infinite number", "NULLIF(" + plain() + ", 'Infinity')");
        }
        if (Double.isNaN(value)) {
            notNumbers++;
            return true;
        }
        return false;
    }

    /** The shortest decimal that is this float, the same on every JDK; plain where CSV exports have it plain. */
    static String text(float value) {
        String shortest = NumberOutput.toString(value, true);
        double size = Math.abs(value);
        if (size == 0 || size >= PLAIN_FROM && size < PLAIN_BELOW) {
            BigDecimal bare = new BigDecimal(shortest).stripTrailingZeros();
            return bare.toPlainString();
        }
        return shortest;
    }

    private @Nullable String date(@Nullable LocalDate date, long row) {
        if (date == null) {
            return null;
        }
        requireYear(date.getYear(), row);
        return date.toString();
    }

    private @Nullable String timestamp(@Nullable LocalDateTime time, long row) {
        if (time == null) {
            return null;
        }
        requireYear(time.getYear(), row);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private @Nullable String instant(@Nullable OffsetDateTime time, long row) {
        if (time == null) {
            return null;
        }
        requireYear(time.getYear(), row);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /** PostgreSQL's infinite dates come as the first and the last year that Java knows. */
    private void requireYear(int year, long row) {
        if (year < 1 || year > LAST_YEAR) {
            throw refused(
                    row,
                    "a date that is infinite or not of the years 1 to 9999",
                    "NULLIF(" + plain() + ", 'infinity')");
        }
    }

    private @Nullable String longText(ResultSet result, long row) throws SQLException {
        try (Reader reader = result.getCharacterStream(index)) {
            if (reader == null) {
                return null;
            }
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[8192];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                text.append(buffer, 0, read);
                if (text.length() > MOST_CHARACTERS) {
                    break;
                }
            }
            return bounded(text.toString(), row);
        } catch (IOException e) {
            throw new SQLException("a large text cannot be read", e);
        }
    }

    private @Nullable String bounded(@Nullable String text, long row) {
        if (text != null && text.length() > MOST_CHARACTERS) {
            throw refused(
                    row,
                    "a text of more than " + Wording.count(MOST_CHARACTERS) + " characters",
                    "SUBSTRING(" + plain() + " FROM 1 FOR 1000)");
        }
        return text;
    }

    private DataException refused(long row, String what, String instead) {
        return new DataException(
                "Column " + Wording.name(name) + " (row " + row + ") holds " + what + ".",
                "Maybe write " + instead + " in the query, or leave the row or the column out.",
                Where.column(name).row(row));
    }

    private String plain() {
        return Wording.plain(name);
    }
}
