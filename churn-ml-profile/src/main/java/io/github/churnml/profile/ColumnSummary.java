package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one column is like.
 *
 * @param name the name as the table has it
 * @param type what its values mean
 * @param rows how many rows the table has
 * @param missing how many of its values are missing
 * @param distinct how many different values there are, a missing one not counted; numbers differ by value, all else by
 *     its exact text
 * @param numbers the distribution of a numeric or date column, else null
 * @param topLevels of a categorical or boolean column up to ten levels, most frequent first, else none; what names rows
 *     or is prose is never repeated here
 * @param relation how it goes with the target; null for identifiers, prose, the target itself, and where no target with
 *     two classes is known
 */
public record ColumnSummary(
        String name,
        ColumnType type,
        long rows,
        long missing,
        long distinct,
        @Nullable NumberSummary numbers,
        List<LevelCount> topLevels,
        @Nullable TargetRelation relation) {

    /**
     * Copies the levels.
     *
     * @param name the name
     * @param type what its values mean
     * @param rows how many rows there are
     * @param missing how many values are missing
     * @param distinct how many different values there are
     * @param numbers the distribution of numbers, or null
     * @param topLevels the most frequent levels
     * @param relation how it goes with the target, or null
     */
    public ColumnSummary {
        topLevels = List.copyOf(topLevels);
    }

    /** {@return how many values are there} */
    public long present() {
        return rows - missing;
    }

    /** {@return the missing values' share of all rows; {@code NaN} for no rows} */
    public double missingShare() {
        return rows == 0 ? Double.NaN : (double) missing / rows;
    }
}
