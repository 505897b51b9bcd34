package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Variable;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of levels: how often each occurred that is frequent enough to name no one, and all others together.
 *
 * @param name the column's name
 * @param type categorical or boolean
 * @param rows how many rows were seen
 * @param missing how many of the values were missing
 * @param levels the levels seen at least {@value #NAMES_NO_ONE} times, in the order of the model's codes
 * @param counts how often each of them was seen
 * @param other how many values were of rarer levels, or of levels that the model does not know
 */
public record LevelProfile(
        String name, ColumnType type, long rows, long missing, List<String> levels, List<Long> counts, long other)
        implements ColumnProfile {

    /** A level seen this many times is kept by name. */
    public static final int NAMES_NO_ONE = 10;

    /**
     * Checks that the parts agree.
     *
     * @param name the column's name
     * @param type categorical or boolean
     * @param rows how many rows were seen
     * @param missing how many of the values were missing
     * @param levels the frequent levels
     * @param counts how often each of them was seen
     * @param other how many values were of other levels
     * @throws IllegalArgumentException if the counts do not add up to the rows, or a level is rare or there twice
     */
    public LevelProfile {
        levels = List.copyOf(levels);
        counts = List.copyOf(counts);
        if (!type.isCoded()) {
            throw ReferenceProfile.contradiction(name, "a " + type.label() + " column has no levels");
        }
        if (levels.size() != counts.size()) {
            throw ReferenceProfile.contradiction(
                    name, "it has " + levels.size() + " levels and " + counts.size() + " counts");
        }
        if (new HashSet<>(levels).size() != levels.size()) {
            throw ReferenceProfile.contradiction(name, "it has a level twice");
        }
        if (counts.stream().anyMatch(count -> count < NAMES_NO_ONE)) {
            throw ReferenceProfile.contradiction(
                    name, "it names a level that was seen fewer than " + NAMES_NO_ONE + " times");
        }
        ReferenceProfile.requireSum(name, counts, other, missing, rows);
    }

    static LevelProfile of(Input input, double[] values) {
        long[] byCode = new long[input.levels().size()];
        long missing = 0;
        long other = 0;
        for (double value : values) {
            if (value == Variable.MISSING) {
                missing++;
            } else if (value == Variable.UNKNOWN) {
                other++;
            } else {
                byCode[(int) value]++;
            }
        }
        List<String> levels = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int code = 0; code < byCode.length; code++) {
            if (byCode[code] >= NAMES_NO_ONE) {
                levels.add(input.levels().get(code));
                counts.add(byCode[code]);
            } else {
                other += byCode[code];
            }
        }
        return new LevelProfile(input.name(), input.type(), values.length, missing, levels, counts, other);
    }

    static LevelProfile of(Settings state, long rows) {
        return new LevelProfile(
                state.text("name"),
                ReferenceProfile.type(state, ColumnType.CATEGORICAL, ColumnType.BOOLEAN),
                rows,
                state.integer("missing", 0, rows),
                state.texts("levels"),
                ReferenceProfile.counts(state, "counts"),
                state.integer("other", 0, rows));
    }

    /**
     * The share of a level among all rows.
     *
     * @param level its position in {@link #levels}
     * @return from 0 to 1; with the shares of the other levels, {@link #otherShare} and {@link #missingShare} it sums to 1
     */
    public double share(int level) {
        return (double) counts.get(level) / rows;
    }

    /** {@return the share of all other levels among all rows, from 0 to 1; 0 if there were no rows} */
    double otherShare() {
        return rows == 0 ? 0 : (double) other / rows;
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", "level");
        state.put("name", name);
        state.put("type", type.label());
        state.put("missing", missing);
        state.put("levels", levels);
        state.put("counts", counts);
        state.put("other", other);
        return state;
    }
}
