package io.github.churnml;

import io.github.churnml.decide.DecisionRule;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.FittedRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row to fill and score again and again without making objects; made by {@link Scorer#newRow}. For one thread at a time.
 *
 * <pre>{@code
 * RowBuffer row = scorer.newRow();
 * int tenure = scorer.column("tenure");
 * for (Customer customer : customers) {
 *     row.set(tenure, customer.tenure()).set("Contract", customer.contract()).setMissing("MonthlyCharges");
 *     double probability = scorer.probability(row);
 * }
 * }</pre>
 *
 * <p>Every column that the model needs must be set in every row, if only by {@link #setMissing(int) setMissing}: a forgotten
 * one would else be scored as missing, or as the customer's before. So a row that was scored is over. It may be scored again,
 * but the first value that is set begins the next row, in which nothing is set; {@link #keep} says that the row goes on.
 *
 * <p>Values mean what they mean in {@link Scorer#score(java.util.Map)}: text is read as training read it, a number in a
 * column of levels is the number that the level is written as, and so on. Numbers, booleans, and levels, synonyms and
 * missing markers as they are spelt in training are set without making an object; text that has to be looked into, such as
 * a number with a currency sign or a level in other letters, may make some.
 */
public final class RowBuffer {

    private static final int MOST_IGNORED = 100;

    private final FittedRecipe fitted;
    private final InputNames names;
    private final Input[] inputs;
    private final WorkSpace space;
    /** As the inputs read them; preparing a row fills in and derives, so it is done in the work space. */
    private final double[] values;

    private final boolean[] isSet;
    private int set;
    private boolean over;
    /** Names given that the model does not need: one of them may be a misspelt one. */
    private final Set<String> ignored = new LinkedHashSet<>();

    RowBuffer(FittedRecipe fitted, DecisionRule rule, InputNames names) {
        this.fitted = fitted;
        this.names = names;
        this.inputs = fitted.preparation().inputs().toArray(Input[]::new);
        this.space = new WorkSpace(fitted, rule);
        this.values = new double[inputs.length];
        this.isSet = new boolean[inputs.length];
    }

    /**
     * Sets a number.
     *
     * @param column the position, from {@link Scorer#column}
     * @param value the number, {@code NaN} if missing
     * @return this row
     * @throws DataException if it is infinite in a column of numbers
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer set(int column, double value) {
        return put(column, at(column).readNumber(value, 0));
    }

    /**
     * Sets a whole number.
     *
     * @param column the position, from {@link Scorer#column}
     * @param value the number
     * @return this row
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer set(int column, long value) {
        return put(column, at(column).readWhole(value, 0));
    }

    /**
     * Sets a boolean: 1 or 0 in a column of numbers, else the level that says so.
     *
     * @param column the position, from {@link Scorer#column}
     * @param value the boolean
     * @return this row
     * @throws DataException if the column is one of dates
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer set(int column, boolean value) {
        return put(column, at(column).readFlag(value, 0));
    }

    /**
     * Sets a text of one character.
     *
     * @param column the position, from {@link Scorer#column}
     * @param value the character; not its number
     * @return this row
     * @throws DataException if the column is one of numbers or dates and it is none
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer set(int column, char value) {
        return put(column, at(column).read(String.valueOf(value), 0));
    }

    /**
     * Sets any value.
     *
     * @param column the position, from {@link Scorer#column}
     * @param value text, a number, a boolean, an enum constant, a date; null if missing
     * @return this row
     * @throws DataException if it is of a wrong type
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer set(int column, @Nullable Object value) {
        return put(column, at(column).read(value, 0));
    }

    /**
     * Sets a value that has been read, by whoever had to look at it first.
     *
     * @param column the position, from {@link Scorer#column}
     * @param read what {@link Input#read} or its siblings returned for that column
     * @return this row
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer setRead(int column, double read) {
        at(column);
        return put(column, read);
    }

    /**
     * Says that a value is not known; it is then filled in as in training.
     *
     * @param column the position, from {@link Scorer#column}
     * @return this row
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public RowBuffer setMissing(int column) {
        return put(column, at(column).read(null, 0));
    }

    /**
     * Sets a number by name.
     *
     * @param column the name, exact or without blanks around it; a column that the model does not need is ignored
     * @param value the number, {@code NaN} if missing
     * @return this row
     * @throws DataException if it is infinite in a column of numbers
     */
    public RowBuffer set(String column, double value) {
        int place = find(column);
        return place < 0 ? this : set(place, value);
    }

    /**
     * Sets a whole number by name.
     *
     * @param column the name, exact or without blanks around it; a column that the model does not need is ignored
     * @param value the number
     * @return this row
     */
    public RowBuffer set(String column, long value) {
        int place = find(column);
        return place < 0 ? this : set(place, value);
    }

    /**
     * Sets a boolean by name: 1 or 0 in a column of numbers, else the level that says so.
     *
     * @param column the name, exact or without blanks around it; a column that the model does not need is ignored
     * @param value the boolean
     * @return this row
     * @throws DataException if the column is one of dates
     */
    public RowBuffer set(String column, boolean value) {
        int place = find(column);
        return place < 0 ? this : set(place, value);
    }

    /**
     * Sets a text of one character by name.
     *
     * @param column the name, exact or without blanks around it; a column that the model does not need is ignored
     * @param value the character; not its number
     * @return this row
     * @throws DataException if the column is one of numbers or dates and it is none
     */
    public RowBuffer set(String column, char value) {
        int place = find(column);
        return place < 0 ? this : set(place, value);
    }

    /**
     * Sets any value by name.
     *
     * @param column the name, exact or without blanks around it; a column that the model does not need is ignored
     * @param value text, a number, a boolean, an enum constant, a date; null if missing
     * @return this row
     * @throws DataException if it is of a wrong type
     */
    public RowBuffer set(String column, @Nullable Object value) {
        int place = find(column);
        return place < 0 ? this : set(place, value);
    }

    /**
     * Says by name that a value is not known; it is then filled in as in training.
     *
     * @param column the name, exact or without blanks around it; a column that the model does not need is ignored
     * @return this row
     */
    public RowBuffer setMissing(String column) {
        int place = find(column);
        return place < 0 ? this : setMissing(place);
    }

    /**
     * Begins a row in which nothing is set. The first value set after a score does so by itself.
     *
     * @return this row
     */
    public RowBuffer clear() {
        Arrays.fill(isSet, false);
        set = 0;
        over = false;
        return this;
    }

    /**
     * Goes on with the row that was scored: values set from now on change it. What would the same customer do under another
     * contract?
     *
     * @return this row
     */
    public RowBuffer keep() {
        over = false;
        return this;
    }

    /** The work space with the row in it, ready to be scored by a scorer of the same model. */
    WorkSpace filled(FittedRecipe by) {
        if (by != fitted) {
            throw new IllegalArgumentException(
                    "a row of another model; a row is scored by the model whose scorer made it");
        }
        if (set < values.length) {
            throw incomplete();
        }
        over = true;
        System.arraycopy(values, 0, space.row, 0, values.length);
        return space;
    }

    private Input at(int column) {
        Input input = inputs[Objects.checkIndex(column, inputs.length)];
        if (over) {
            clear();
        }
        return input;
    }

    private RowBuffer put(int column, double value) {
        values[column] = value;
        if (!isSet[column]) {
            isSet[column] = true;
            set++;
        }
        return this;
    }

    private int find(String column) {
        int place = names.find(column);
        if (place < 0 && ignored.size() < MOST_IGNORED) {
            ignored.add(column);
        }
        return place;
    }

    private DataException incomplete() {
        List<String> unset = new ArrayList<>();
        for (int j = 0; j < isSet.length; j++) {
            if (!isSet[j]) {
                unset.add(names.names()[j]);
            }
        }
        return InputNames.missing(
                unset,
                ignored,
                "are not set in this row",
                "Maybe call setMissing where it is not known. A value set after a score begins the next row, unless keep was"
                        + " called.");
    }
}
