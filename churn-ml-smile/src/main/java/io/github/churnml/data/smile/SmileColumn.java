package io.github.churnml.data.smile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smile.data.DataFrame;
import smile.data.measure.CategoricalMeasure;
import smile.data.type.DataType;
import smile.data.type.StructField;

/** One column of a frame: the type that Smile's own type amounts to, and its values as text. */
final class SmileColumn {

    private final DataFrame frame;
    private final int position;
    private final StructField field;
    /** The names of the levels by their codes; empty if the column has no scale of levels. */
    private final Map<Integer, String> levels = new HashMap<>();

    SmileColumn(DataFrame frame, int position) {
        this.frame = frame;
        this.position = position;
        this.field = frame.schema().field(position);
        if (field.measure instanceof CategoricalMeasure scale) {
            int[] codes = scale.values();
            for (int i = 0; i < codes.length; i++) {
                levels.put(codes[i], scale.levels()[i]);
            }
        }
    }

    String name() {
        return field.name;
    }

    /** The type, or null if the values are to tell. */
    @Nullable
    ColumnType type() {
        if (!levels.isEmpty()) {
            return typeOfLevels();
        }
        if (field.type.isBoolean()) {
            return ColumnType.BOOLEAN;
        }
        DataType.ID id = field.type.id();
        return id == DataType.ID.Date || id == DataType.ID.DateTime ? ColumnType.DATE : null;
    }

    /** Levels that spell yes and no are what a reader would call boolean; no others are numbers or dates. */
    private ColumnType typeOfLevels() {
        List<String[]> rows =
                levels.values().stream().map(level -> new String[] {level}).toList();
        ColumnType inferred = Tables.ofTexts(List.of("level"), rows, ReadOptions.standard())
                .columns()
                .get(0)
                .type();
        return inferred == ColumnType.BOOLEAN ? ColumnType.BOOLEAN : ColumnType.CATEGORICAL;
    }

    /** A value as a table would write it, or null if it is missing. */
    @Nullable
    String text(int row) {
        Object value = frame.get(row, position);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number(number, row);
        }
        if (isPlain(value)) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        throw new DataException(
                "Column " + Wording.name(field.name) + " (row " + (row + 1) + ") holds a value of the type "
                        + Wording.value(value.getClass().getSimpleName()) + ", which no column can hold.",
                "Maybe drop the column from the frame first.",
                Where.column(field.name).row(row + 1));
    }

    private @Nullable String number(Number number, int row) {
        if (!levels.isEmpty()) {
            return level(number.intValue(), row);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isNaN(value) ? null : Numbers.text(value);
        }
        if (number instanceof BigDecimal || number instanceof BigInteger) {
            return number.toString();
        }
        return Long.toString(number.longValue());
    }

    private String level(int code, int row) {
        String level = levels.get(code);
        if (level == null) {
            throw new DataException(
                    "Column " + Wording.name(field.name) + " (row " + (row + 1) + ") holds the code "
                            + Wording.value(code) + ", which its scale gives no level.",
                    "Maybe the scale belongs to another column: its codes are "
                            + Arrays.toString(
                                    levels.keySet().stream().sorted().limit(5).toArray()) + ".",
                    Where.column(field.name).row(row + 1));
        }
        return level;
    }

    /** Types whose own text is what a table would have. */
    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Boolean
                || value instanceof ChronoLocalDate
                || value instanceof ChronoLocalDateTime<?>
                || value instanceof OffsetDateTime
                || value instanceof Instant
                || value instanceof LocalTime;
    }
}
