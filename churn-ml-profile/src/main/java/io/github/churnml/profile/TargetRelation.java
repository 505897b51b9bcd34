package io.github.churnml.profile;

import java.util.List;

/**
 * How a column goes with the target, over the rows whose outcome is known.
 *
 * @param measure what {@code value} is
 * @param value the strength; {@code NaN} where it is undefined, such as for one class only or no values
 * @param groups churn rates: of up to ten levels, most frequent first, then all others together; of numbers by value if
 *     there are up to ten, else by tenths of equal frequency, ascending; then those without a value, if any
 */
public record TargetRelation(Measure measure, double value, List<GroupRate> groups) {

    /** The measures of strength. */
    public enum Measure {
        /**
         * Of numbers and dates: the chance that a customer who left has a higher value than one who stayed, a tie
         * counting as half, over the values that are not missing. 0.5 is none; below it, lower values go with leaving.
         */
        ROC_AUC("roc_auc", "ROC-AUC"),
        /**
         * Of levels, a missing value being one: Cramér's V from 0 for none to 1, corrected for the bias of many levels
         * (W. Bergsma, A bias-correction for Cramér's V and Tschuprow's T, Journal of the Korean Statistical Society 42,
         * 2013).
         */
        CRAMERS_V("cramers_v", "Cramér's V");

        private final String label;
        private final String title;

        Measure(String label, String title) {
            this.label = label;
            this.title = title;
        }

        /** {@return the name as written in JSON, such as {@code roc_auc}} */
        public String label() {
            return label;
        }

        /** {@return the name for people, such as {@code ROC-AUC}} */
        public String title() {
            return title;
        }
    }

    /**
     * Copies the groups.
     *
     * @param measure what the value is
     * @param value the strength
     * @param groups churn rates
     */
    public TargetRelation {
        groups = List.copyOf(groups);
    }
}
