package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.MissingMarkers;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An input of numbers or dates. */
record NumberInput(
        String name, ColumnType type, boolean feature, boolean loose, Dates.Format dateFormat, MissingMarkers missing)
        implements Input {

    private static final double MILLIS_PER_DAY = 86_400_000.0;

    @Override
    public List<String> levels() {
        return List.of();
    }

    @Override
    public double read(@Nullable Object raw, long row) {
        if (raw == null) {
            return Double.NaN;
        }
        return finite(raw instanceof Number number ? number.doubleValue() : other(raw, row), row);
    }

    @Override
    public double[] readAll(Column column) {
        double[] values = new double[column.rows()];
        if (column instanceof NumericColumn numbers) {
            requireSameMeaning(column);
            for (int i = 0; i < values.length; i++) {
                values[i] = finite(numbers.value(i), i + 1L);
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
        state.put("type", type.label());
        state.put("feature", feature);
        state.put("loose", loose);
        state.put("dateFormat", dateFormat.pattern());
        state.put("missing", List.copyOf(missing.markers()));
        return state;
    }

    static NumberInput of(Settings state) {
        String type = state.choice("type", List.of(ColumnType.NUMERIC.label(), ColumnType.DATE.label()));
        return new NumberInput(
                state.text("name"),
                type.equals(ColumnType.DATE.label()) ? ColumnType.DATE : ColumnType.NUMERIC,
                state.flag("feature"),
                state.flag("loose"),
                dateFormat(state),
                new MissingMarkers(Set.copyOf(state.texts("missing"))));
    }

    private double finite(double value, long row) {
        if (Double.isInfinite(value)) {
            throw new DataException(
                    "Column " + Wording.name(name) + at(row) + " holds an infinite number.",
                    "Maybe leave the value out, or list it as a missing marker.",
                    Where.column(name).row(row));
        }
        return value;
    }

    private static Dates.Format dateFormat(Settings state) {
        List<Dates.Format> formats = List.of(Dates.Format.values());
        List<String> patterns = formats.stream().map(Dates.Format::pattern).toList();
        return formats.get(patterns.indexOf(state.choice("dateFormat", patterns)));
    }

    private double other(Object raw, long row) {
        if (raw instanceof CharSequence || raw instanceof Character) {
            return text(raw.toString(), row);
        }
        if (type == ColumnType.DATE) {
            if (raw instanceof LocalDate date) {
                return date.toEpochDay();
            }
            if (raw instanceof LocalDateTime time) {
                return time.toInstant(ZoneOffset.UTC).toEpochMilli() / MILLIS_PER_DAY;
            }
            if (raw instanceof Instant instant) {
                return instant.toEpochMilli() / MILLIS_PER_DAY;
            }
        } else if (raw instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw wrong(raw, row);
    }

    private double text(String text, long row) {
        String bare = text.strip();
        if (missing.isMissing(bare)) {
            return Double.NaN;
        }
        double value = type == ColumnType.DATE ? Dates.parse(bare, dateFormat) : Numbers.parse(bare);
        if (Double.isNaN(value) && loose && type == ColumnType.NUMERIC) {
            value = Numbers.looseParse(bare);
        }
        if (Double.isNaN(value) && type == ColumnType.NUMERIC && Numbers.isInfinite(bare)) {
            value = Double.POSITIVE_INFINITY;
        }
        if (Double.isNaN(value)) {
            throw wrong(text, row);
        }
        return value;
    }

    private void requireSameMeaning(Column column) {
        if (column.type() != type) {
            boolean allMissing = true;
            for (int i = 0; i < column.rows() && allMissing; i++) {
                allMissing = column.isMissing(i);
            }
            if (!allMissing) {
                throw new DataException(
                        "Column " + Wording.name(name) + " is " + column.type().label() + " where " + type.label()
                                + " is required.",
                        "Maybe declare its type when reading the table.",
                        Where.column(name));
            }
        }
    }

    private DataException wrong(Object raw, long row) {
        boolean date = type == ColumnType.DATE;
        return new DataException(
                "Column " + Wording.name(name) + at(row) + " holds " + Wording.value(raw) + " where a "
                        + (date ? "date" : "number") + " is required.",
                "Maybe list " + Wording.value(raw) + " as a missing marker, or declare the column categorical.",
                Where.column(name).row(row));
    }

    static String at(long row) {
        return row > 0 ? " (row " + row + ")" : "";
    }
}
