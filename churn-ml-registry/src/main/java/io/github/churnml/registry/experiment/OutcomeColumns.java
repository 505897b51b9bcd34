package io.github.churnml.registry.experiment;

import org.jspecify.annotations.Nullable;

/**
 * Where outcomes are in their table.
 *
 * @param id the column with the customer's id
 * @param outcome the column that says whether it happened; null if the table lists only those to whom it did
 * @param positive the label that means it did; null if that is to be worked out
 * @param at the column that says when; null if each outcome holds for the horizon as it stands
 * @param amount the column of an amount, such as profit within the horizon; null if there is none
 * @param listsOnlyPositive whether customers who are not listed are those to whom it did not happen
 */
public record OutcomeColumns(
        String id,
        @Nullable String outcome,
        @Nullable String positive,
        @Nullable String at,
        @Nullable String amount,
        boolean listsOnlyPositive) {

    /** {@return {@code customer_id} and {@code churned}, each outcome being final} */
    public static OutcomeColumns standard() {
        return new OutcomeColumns("customer_id", "churned", null, null, null, false);
    }
}
