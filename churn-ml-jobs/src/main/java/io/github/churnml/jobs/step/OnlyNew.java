package io.github.churnml.jobs.step;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table are new to a job: those of customers that no earlier run had, or those whose value in a column is not below
 * the greatest that an earlier run had.
 *
 * <p>Rows with the very value that was the greatest are told apart one by one: those that were there are left out, those that came
 * later are taken. So no row is lost and none is taken twice, as long as no row comes with a smaller value than one that was there.
 *
 * @param key the column that tells customers apart; null for the whole row, which {@code since} allows
 * @param since the column whose values grow, of numbers, of dates or of times in ISO 8601; null for none
 * @param start below which value nothing is taken by the first run; null for no bound
 */
public record OnlyNew(
        @Nullable String key,
        @Nullable String since,
        @Nullable String start) {

    /**
     * Looks the columns over.
     *
     * @param key the column that tells customers apart
     * @param since the column whose values grow
     * @param start where the first run begins
     * @throws ConfigurationException if neither column is given, or the start is no value of such a column
     */
    public OnlyNew {
        if (key == null && since == null) {
            throw new ConfigurationException(
                    "It is not said how new rows are known.",
                    "Maybe key: customer_id, or since: with a column of dates, times or growing numbers.",
                    Where.nowhere());
        }
        if (start != null && since == null) {
            throw new ConfigurationException(
                    "A start is of a column whose values grow, and none is given.",
                    "Maybe add since.",
                    Where.nowhere());
        }
        if (start != null) {
            Mark.Value.of(start);
        }
    }

    /**
     * Customers that no earlier run had.
     *
     * @param key the column that tells them apart
     * @return the rule
     */
    public static OnlyNew key(String key) {
        return new OnlyNew(key, null, null);
    }

    /**
     * Rows whose value is not below the greatest that was there.
     *
     * @param column the column
     * @return the rule
     */
    public static OnlyNew since(String column) {
        return new OnlyNew(null, column, null);
    }
}
