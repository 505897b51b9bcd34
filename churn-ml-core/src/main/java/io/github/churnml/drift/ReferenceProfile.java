package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the training data looked like, column by column, how the model's scores lay, and never a row of it; the package says
 * what is kept. Immutable and safe for any thread; the same data gives the same profile, bit for bit.
 *
 * @param rows how many rows were seen
 * @param columns one profile per raw column that the model reads, in the model's order
 * @param scoresOrNull how the model's scores lay, see {@link #withScores}; null if that is not known
 */
public record ReferenceProfile(
        long rows, List<ColumnProfile> columns, @Nullable NumberProfile scoresOrNull) {

    /** The most rows that a profile may speak of: beyond this a {@code double} does not hold every whole number. */
    static final long MOST_ROWS = 1L << 53;

    /**
     * Checks that every column speaks of all rows.
     *
     * @param rows how many rows were seen
     * @param columns one profile per raw column
     * @param scoresOrNull how the model's scores lay, or null
     * @throws IllegalArgumentException if the rows are negative or differ, two columns have one name, or the scores are none
     */
    public ReferenceProfile {
        columns = List.copyOf(columns);
        if (rows < 0 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("The reference profile speaks of " + rows + " rows.");
        }
        Set<String> names = new HashSet<>();
        for (ColumnProfile column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "The reference profile has column " + Wording.name(column.name()) + " twice.");
            }
            if (column.rows() != rows) {
                throw new IllegalArgumentException("The reference profile speaks of " + rows + " rows, but its column "
                        + Wording.name(column.name()) + " of " + column.rows() + ".");
            }
        }
        if (scoresOrNull != null && !ScoreProfile.isOne(scoresOrNull)) {
            throw contradiction(scoresOrNull.name(), "it is none of scores");
        }
    }

    /**
     * A profile of columns alone.
     *
     * @param rows how many rows were seen
     * @param columns one profile per raw column
     * @throws IllegalArgumentException if the rows are negative or differ, or two columns have one name
     */
    public ReferenceProfile(long rows, List<ColumnProfile> columns) {
        this(rows, columns, null);
    }

    /**
     * Profiles training data.
     *
     * @param inputs the raw columns that the model reads
     * @param data the training rows; columns that no input names are ignored
     * @return the profile
     * @throws io.github.churnml.error.DataException if an input's column is not there or holds a value of a wrong type
     */
    public static ReferenceProfile of(List<Input> inputs, Dataset data) {
        List<ColumnProfile> columns = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            double[] values = input.readAll(data.column(input.name()));
            columns.add(input.variable().nominal() ? LevelProfile.of(input, values) : NumberProfile.of(input, values));
        }
        return new ReferenceProfile(data.rows(), columns);
    }

    /**
     * Reads a state.
     *
     * @param state as {@link #state} gives it
     * @return the profile
     * @throws io.github.churnml.error.ChurnException as the settings make it, if a key is missing, unknown or contradicts
     *     another
     */
    public static ReferenceProfile of(Settings state) {
        long rows = state.integer("rows", 0, MOST_ROWS);
        List<ColumnProfile> columns = new ArrayList<>();
        try {
            for (Settings column : state.sections("columns")) {
                columns.add(column(column, rows));
            }
            NumberProfile scores = state.has("scores") ? ScoreProfile.of(state.section("scores")) : null;
            state.finish();
            return new ReferenceProfile(rows, columns, scores);
        } catch (IllegalArgumentException e) {
            throw state.problem(String.valueOf(e.getMessage()), "");
        }
    }

    /**
     * With scores like those that later rows will get. They should be of the very model that will score, since another fit
     * of the same settings may give scores that all lie just beside these; and not of rows that it has learnt by heart, whose
     * scores lie further apart than those of any later customer.
     *
     * @param probabilities one per row, at least one
     * @return a changed copy, which holds bins, mean and standard deviation of the scores, and neither the least nor the
     *     greatest
     * @throws IllegalArgumentException if there is none, or one is not from 0 to 1
     */
    public ReferenceProfile withScores(double[] probabilities) {
        return new ReferenceProfile(rows, columns, ScoreProfile.of(probabilities));
    }

    /**
     * {@return how the model's scores of rows that it had not seen lay, named {@code score}; the rows are those, and the
     * range is 0 to 1. Empty if that is not known, as of an imported model or one of an older version}
     */
    public Optional<NumberProfile> scores() {
        return Optional.ofNullable(scoresOrNull);
    }

    /**
     * A column's profile.
     *
     * @param name the column's name, exactly
     * @return its profile, or empty if the model does not read it
     */
    public Optional<ColumnProfile> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** {@return the profile by key, as {@link #of(Settings)} reads it} */
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("rows", rows);
        state.put("columns", columns.stream().map(ColumnProfile::state).toList());
        scores().ifPresent(scores -> state.put("scores", ScoreProfile.state(scores)));
        return state;
    }

    private static ColumnProfile column(Settings state, long rows) {
        boolean number = state.choice("kind", List.of("number", "level")).equals("number");
        ColumnProfile profile = number ? NumberProfile.of(state, rows) : LevelProfile.of(state, rows);
        state.finish();
        return profile;
    }

    static ColumnType type(Settings state, ColumnType... allowed) {
        List<String> labels = new ArrayList<>();
        for (ColumnType type : allowed) {
            labels.add(type.label());
        }
        return ColumnType.valueOf(state.choice("type", labels).toUpperCase(Locale.ROOT));
    }

    /** Counts as they were written: whole, not negative, exact. */
    static List<Long> counts(Settings state, String key) {
        List<Long> counts = new ArrayList<>();
        for (double count : state.numbers(key)) {
            if (count != Math.rint(count) || count < 0 || count > MOST_ROWS) {
                throw state.problem(
                        "Key " + Wording.name(state.nameOf(key)) + " holds " + Wording.value(count)
                                + " where a list of counts is required.",
                        "");
            }
            counts.add((long) count);
        }
        return counts;
    }

    /** Checks that present and missing values add up to the rows, without overflow. */
    static void requireSum(String name, List<Long> counts, long others, long missing, long rows) {
        boolean sound = missing >= 0 && missing <= rows && others >= 0 && others <= rows;
        long left = rows - missing - others;
        for (long count : counts) {
            sound &= count >= 0 && count <= left;
            left -= sound ? count : 0;
        }
        if (!sound || left != 0) {
            throw contradiction(name, "its counts do not add up to " + rows + " rows");
        }
    }

    static IllegalArgumentException contradiction(String column, String problem) {
        return new IllegalArgumentException(
                "The reference profile of column " + Wording.name(column) + " contradicts itself: " + problem + ".");
    }
}
