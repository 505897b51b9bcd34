package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.DecimalMarks;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An input of numbers or dates. Text, numbers and whole columns of one value all come out the same. */
final class NumberInput implements Input {

    private static final double SECONDS_PER_DAY = 86_400.0;

    private final String name;
    private final boolean feature;
    private final NumberText text;
    private final double[] markers;
    /** Whether plain digits mean what they say; a plain text that is a missing marker is then told by its number. */
    private final boolean plain;

    NumberInput(String name, boolean feature, NumberText text) {
        this.name = name;
        this.feature = feature;
        this.text = text;
        this.markers = text.markers();
        this.plain = text.type() == ColumnType.NUMERIC && (text.decimals() == Decimals.POINT || !text.loose());
    }

    static Input formatted(String name, Decimals decimals, MissingMarkers missing) {
        return new NumberInput(
                name, true, new NumberText(ColumnType.NUMERIC, true, decimals, false, Dates.Format.ISO, missing));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return text.type();
    }

    @Override
    public List<String> levels() {
        return List.of();
    }

    @Override
    public double read(@Nullable Object raw, long row) {
        // What is common first, and classes before interfaces: a class is told by one comparison.
        if (raw instanceof Number number) {
            return present(number.doubleValue(), row);
        }
        if (raw instanceof String given) {
            return text(given, row);
        }
        if (raw == null) {
            return Double.NaN;
        }
        return raw instanceof CharSequence || raw instanceof Character
                ? text(raw.toString(), row)
                : present(other(raw, row), row);
    }

    @Override
    public double readNumber(double value, long row) {
        return present(value, row);
    }

    @Override
    public double readWhole(long value, long row) {
        return present(value, row);
    }

    @Override
    public double readFlag(boolean value, long row) {
        return type() == ColumnType.DATE ? other(value, row) : present(value ? 1 : 0, row);
    }

    @Override
    public boolean readsPlain() {
        return plain;
    }

    /** Whether its texts may be formatted numbers, whose decimal mark the other texts of a column may tell. */
    boolean hasDecimals() {
        return type() == ColumnType.NUMERIC && text.loose();
    }

    /**
     * This input for a table whose column has this decimal mark; where it does not tell, the table's other columns do, else
     * training.
     */
    NumberInput in(DecimalMarks marks, Decimals table) {
        Decimals decimals = marks.decide(table, text.decimals());
        return decimals == text.decimals() ? this : new NumberInput(name, feature, text.with(decimals));
    }

    @Override
    public double[] readAll(Column column) {
        if (hasDecimals() && !(column instanceof NumericColumn)) {
            DecimalMarks marks = new DecimalMarks();
            column.counts().forEach(marks::add);
            Decimals table = column instanceof CodedColumn coded ? coded.tableDecimals() : Decimals.EITHER;
            return in(marks, table).readEach(column);
        }
        return readEach(column);
    }

    /** The column's own array if it is what {@link #readAll} gives, with nothing that could be filled in; else null. */
    double @Nullable [] own(Column column) {
        double[] own = column instanceof NumericColumn numbers && !isSwapped(numbers) ? numbers.array() : null;
        if (own != null) {
            requireSameMeaning(column);
            for (int i = 0; i < own.length; i++) {
                if (Double.isNaN(present(own[i], i + 1L))) {
                    return null;
                }
            }
        }
        return own;
    }

    private boolean isSwapped(NumericColumn column) {
        return type() == ColumnType.DATE && isOtherSlash(column.dateFormat());
    }

    private double[] readEach(Column column) {
        double[] values = new double[column.rows()];
        if (column instanceof NumericColumn numbers) {
            requireSameMeaning(column);
            boolean swapped = isSwapped(numbers);
            for (int i = 0; i < values.length; i++) {
                double value = swapped ? swapDayAndMonth(numbers.value(i), i + 1L) : numbers.value(i);
                values[i] = present(value, i + 1L);
            }
        } else if (column instanceof CodedColumn coded) {
            double[] byCode = new double[coded.levels().size()];
            boolean[] read = new boolean[byCode.length];
            for (int i = 0; i < values.length; i++) {
                int code = coded.code(i);
                if (code >= 0 && !read[code]) {
                    byCode[code] = read(coded.levels().get(code), i + 1L);
                    read[code] = true;
                }
                values[i] = code < 0 ? Double.NaN : byCode[code];
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = read(column.text(i), i + 1L);
            }
        }
        return values;
    }

    @Override
    public Variable variable() {
        return Variable.number(name, List.of(name), feature);
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", "number");
        state.put("name", name);
        state.put("type", type().label());
        state.put("feature", feature);
        text.state(state);
        return state;
    }

    static NumberInput of(Settings state) {
        return new NumberInput(state.text("name"), state.flag("feature"), NumberText.of(state));
    }

    private double text(String given, long row) {
        double quick = plain ? NumberCells.plain(given) : Double.NaN;
        if (!Double.isNaN(quick)) {
            return present(quick, row);
        }
        double value = text.parse(given);
        if (Double.isNaN(value) && !text.isReadable(given)) {
            throw wrong(given, row);
        }
        return present(value, row);
    }

    /** A value that is there: finite, and not one of the numbers that stand for a missing value. */
    private double present(double value, long row) {
        if (Double.isInfinite(value)) {
            throw new DataException(
                    "Column " + Wording.name(name) + at(row) + " holds an infinite number.",
                    "Maybe leave the value out, or list it as a missing marker.",
                    Where.column(name).row(row));
        }
        for (double marker : markers) {
            if (value == marker) {
                return Double.NaN;
            }
        }
        return value;
    }

    private double other(Object raw, long row) {
        if (type() != ColumnType.DATE) {
            if (raw instanceof Boolean flag) {
                return flag ? 1 : 0;
            }
        } else if (raw instanceof LocalDate date) {
            return date.toEpochDay();
        } else if (raw instanceof LocalDateTime time) {
            return days(time.toEpochSecond(ZoneOffset.UTC), time.getNano());
        } else if (raw instanceof Instant instant) {
            return days(instant.getEpochSecond(), instant.getNano());
        } else if (raw instanceof OffsetDateTime time) {
            return days(time.toEpochSecond(), time.getNano());
        } else if (raw instanceof ZonedDateTime time) {
            return days(time.toEpochSecond(), time.getNano());
        } else if (raw.getClass().getName().equals("java.sql.Date")) {
            // A day of the calendar; its milliseconds are that day's midnight in the zone of the machine.
            return LocalDate.parse(raw.toString()).toEpochDay();
        } else if (raw instanceof Date date) {
            // Their milliseconds are always defined, their toInstant is not.
            return days(Math.floorDiv(date.getTime(), 1000L), Math.floorMod(date.getTime(), 1000L) * 1_000_000L);
        }
        throw new DataException(
                "Column " + Wording.name(name) + at(row) + " holds a value of type "
                        + raw.getClass().getSimpleName() + " where " + needed() + " is required.",
                type() == ColumnType.DATE
                        ? "Maybe give a java.time date, a java.util.Date or text."
                        : "Maybe give a Number or text.",
                Where.column(name).row(row));
    }

    private static double days(long seconds, long nanos) {
        return (seconds + nanos / 1e9) / SECONDS_PER_DAY;
    }

    /** Whether a reader took day for month, or month for day, against what training had settled. */
    private boolean isOtherSlash(Dates.Format format) {
        return format != text.dateFormat() && isSlash(format) && isSlash(text.dateFormat());
    }

    private static boolean isSlash(Dates.Format format) {
        return format == Dates.Format.DAY_SLASH || format == Dates.Format.MONTH_SLASH;
    }

    private double swapDayAndMonth(double days, long row) {
        if (Double.isNaN(days)) {
            return days;
        }
        LocalDate date = LocalDate.ofEpochDay((long) Math.floor(days));
        if (date.getDayOfMonth() > 12) {
            throw new DataException(
                    "Column " + Wording.name(name) + at(row)
                            + " is written another way than in training, where dates were "
                            + text.dateFormat().pattern() + ".",
                    "Maybe write the dates as yyyy-MM-dd.",
                    Where.column(name).row(row));
        }
        LocalDate meant = LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
        return meant.toEpochDay() + (days - Math.floor(days));
    }

    private void requireSameMeaning(Column column) {
        if (column.type() == type()) {
            return;
        }
        for (int i = 0; i < column.rows(); i++) {
            if (!column.isMissing(i)) {
                throw new DataException(
                        "Column " + Wording.name(name) + " is " + column.type().label() + " where " + type().label()
                                + " is required.",
                        "Maybe declare its type when reading the table.",
                        Where.column(name));
            }
        }
    }

    private DataException wrong(String given, long row) {
        boolean open = hasDecimals() && Decimals.isOpen(given);
        String value = Wording.value(given);
        return new DataException(
                "Column " + Wording.name(name) + at(row) + " holds " + value
                        + (open
                                ? ", which is one number with a decimal point and another with a decimal comma; the column"
                                        + " has both."
                                : " where " + needed() + " is required."),
                open
                        ? "Maybe write all numbers of the column with a decimal point and without separators of thousands."
                        : text.flags()
                                ? "Maybe the model was trained with codes: name the levels in the schema that it is imported"
                                        + " with."
                                : beginsLikeNumber(given)
                                        ? "Maybe write it as in 1234.5; or list " + value + " as a missing marker."
                                        : "Maybe list " + value
                                                + " as a missing marker, or declare the column categorical.",
                Where.column(name).row(row));
    }

    private boolean beginsLikeNumber(String given) {
        return type() == ColumnType.NUMERIC && given.strip().matches("[-+(]?[0-9].*");
    }

    private String needed() {
        return type() == ColumnType.DATE ? "a date" : "a number";
    }

    static String at(long row) {
        return row > 0 ? " (row " + row + ")" : "";
    }
}
