package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A raw column that a fitted preparation reads: it turns a value from a table, a map or a line of text into a number. */
public sealed interface Input permits NumberInput, LevelInput, ExactLevelInput {

    /** {@return the column's name} */
    String name();

    /** {@return what the column's values mean after cleaning} */
    ColumnType type();

    /** {@return the levels seen in training, by code; empty for numbers and dates} */
    List<String> levels();

    /**
     * Reads one value.
     *
     * @param raw null for missing, or text, a number, a boolean, or (for a date) a {@code java.time} date
     * @param row the 1-based row for messages, or 0 if there is none
     * @return the number, {@code NaN} if missing; or the level's code, {@link Variable#MISSING} or
     *     {@link Variable#UNKNOWN}
     * @throws io.github.churnml.error.DataException if the value is of a wrong type; also a number or boolean that is no
     *     level where all levels are texts
     */
    double read(@Nullable Object raw, long row);

    /**
     * Reads one number that is not boxed; the same as {@link #read} of a {@link Double}. Allocates nothing, unless a level
     * of an imported model is looked for.
     *
     * @param value the number, {@code NaN} if missing; for a column of levels, the number that a level is written as
     * @param row the 1-based row for messages, or 0 if there is none
     * @return what {@link #read} returns
     * @throws io.github.churnml.error.DataException if the value is infinite in a column of numbers, or no level where all
     *     levels are texts
     */
    double readNumber(double value, long row);

    /**
     * Reads one whole number that is not boxed; the same as {@link #read} of a {@link Long}. Allocates nothing, unless a
     * level is looked for that has more than 15 digits, or one of an imported model.
     *
     * @param value the number; for a column of levels, the number that a level is written as
     * @param row the 1-based row for messages, or 0 if there is none
     * @return what {@link #read} returns
     * @throws io.github.churnml.error.DataException if it is no level where all levels are texts
     */
    double readWhole(long value, long row);

    /**
     * Reads one boolean that is not boxed; the same as {@link #read} of a {@link Boolean}. Allocates nothing, as above.
     *
     * @param value the boolean: 1 or 0 in a column of numbers; else the level that says so
     * @param row the 1-based row for messages, or 0 if there is none
     * @return what {@link #read} returns
     * @throws io.github.churnml.error.DataException if the column is one of dates, or the boolean no level where all
     *     levels are texts
     */
    double readFlag(boolean value, long row);

    /**
     * Reads a whole column; the same as {@link #read} on every value, with levels looked up once each.
     *
     * @param column the column as some reader typed it
     * @return one value per row
     */
    double[] readAll(Column column);

    /**
     * {@return whether plain digits with a decimal point are the number that they seem to be, whatever else the column holds}
     */
    default boolean readsPlain() {
        return false;
    }

    /**
     * {@return whether a text that stands for a missing value elsewhere, such as the empty one, may be a level here, so that a
     * table is best read with {@link io.github.churnml.data.read.ReadOptions#withLiteral}}
     */
    default boolean readsLiteral() {
        return false;
    }

    /** {@return the place in a prepared row; learners see it if {@code feature}} */
    Variable variable();

    /** {@return the fitted state by key, as {@link #of} reads it} */
    Map<String, Object> state();

    /**
     * Reads a column of numbers of which some may be formatted; text that is no number is refused.
     *
     * @param name the column's name
     * @param decimals what separates the decimals where a table's column does not tell
     * @param missing the texts that stand for a missing value
     * @return an input
     */
    static Input formatted(String name, Decimals decimals, MissingMarkers missing) {
        return NumberInput.formatted(name, decimals, missing);
    }

    /**
     * Reads a fitted state.
     *
     * @param state as {@link #state} gives it
     * @return the input
     */
    static Input of(Settings state) {
        Input input =
                switch (state.choice("kind", List.of("number", "level", "exact"))) {
                    case "number" -> NumberInput.of(state);
                    case "level" -> LevelInput.of(state);
                    default -> ExactLevelInput.of(state);
                };
        state.finish();
        return input;
    }
}
