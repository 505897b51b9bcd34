package io.github.churnml.profile;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pictures of a table are drawn from: its profile, and how columns are distributed and go together. An immutable value that
 * holds counts and frequent levels, never rows. What is looked at is bounded, whatever the width of the table: the columns that say
 * most about the target come first.
 *
 * @param profile what the table is like, and what is suspicious in it
 * @param columns the columns worth drawing, those that say most about the target first; at most {@value #MOST_COLUMNS}
 * @param missing how often customers without a value left, and those with one, for the columns with the most gaps; none where no
 *     target with two classes is known
 * @param patterns which columns lack values in the same rows, most rows first; none where nothing is missing
 * @param associations how the first of the columns go together
 * @param interactions pairs of columns whose churn rates are not those that either alone would let expect, strongest first
 * @param times customers and churn over the dates of date columns
 */
public record TableExploration(
        TableProfile profile,
        List<ColumnShape> columns,
        List<MissingRate> missing,
        List<MissingPattern> patterns,
        Associations associations,
        List<Interaction> interactions,
        List<TimePeriods> times) {

    /** How many columns are drawn at most. */
    public static final int MOST_COLUMNS = 40;

    /** Copies the lists. */
    public TableExploration {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
        patterns = List.copyOf(patterns);
        interactions = List.copyOf(interactions);
        times = List.copyOf(times);
    }

    /**
     * Explores a table: its profile, and what it takes to draw it. The same table gives the same result.
     *
     * @param data any table, one without rows included
     * @param options its target, if it has one
     * @return the exploration
     * @throws DataException if the target is not in the table (naming the nearest) or never holds a label that was given
     */
    public static TableExploration of(Dataset data, ProfileOptions options) {
        return Profiler.explore(data, options);
    }

    /**
     * The profile as {@link TableProfile#toMap} has it, and under {@code exploration} what is beside it.
     *
     * @return texts, whole and finite numbers, lists and mappings, in a fixed order; may be changed
     */
    public Map<String, @Nullable Object> toMap() {
        return ExplorationMap.of(this);
    }
}
