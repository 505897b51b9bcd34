package io.github.churnml.profile;

import io.github.churnml.metrics.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the target is like.
 *
 * @param column its name as the table has it
 * @param positive the label of customers who left, as given or worked out; null where it cannot be told
 * @param classes its labels with their counts, most frequent first, at most ten
 * @param distinct how many different labels there are
 * @param left how many customers left; 0 without a positive label
 * @param stayed how many did not; 0 without a positive label
 * @param missing in how many rows the target is missing
 * @param other how many rows have a label that means neither; 0 without a positive label
 */
public record TargetSummary(
        String column,
        @Nullable String positive,
        List<LevelCount> classes,
        long distinct,
        long left,
        long stayed,
        long missing,
        long other) {

    /**
     * Copies the classes.
     *
     * @param column its name
     * @param positive the label of customers who left, or null
     * @param classes its labels
     * @param distinct how many different labels there are
     * @param left how many customers left
     * @param stayed how many did not
     * @param missing how many rows have none
     * @param other how many rows have a label that means neither
     */
    public TargetSummary {
        classes = List.copyOf(classes);
    }

    /** {@return that share with Wilson's 95 % interval; {@code NaN} if it is of none} */
    public Estimate interval() {
        return Wilson.of(left, left + stayed);
    }

    /** {@return the share of customers who left among those whose outcome is known; {@code NaN} if it is of none} */
    public double rate() {
        return left + stayed == 0 ? Double.NaN : (double) left / (left + stayed);
    }
}
