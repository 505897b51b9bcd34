package io.github.churnml.profile;

/**
 * How two columns go together, over the rows in which both have a value.
 *
 * @param a the column that stands earlier in {@link Associations#columns}
 * @param b the other
 * @param measure what {@code value} is
 * @param value the strength; {@code NaN} where it is undefined
 * @param rows in how many of the rows that were looked at both have a value
 */
public record Association(String a, String b, Measure measure, double value, long rows) {

    /** The measures, by the types of the columns. */
    public enum Measure {
        /** Of two columns of numbers or dates: Spearman's rank correlation, from -1 to 1; ties share their mean rank. */
        SPEARMAN("spearman", "rank correlation"),
        /** Of two columns of levels: Cramér's V from 0 to 1, corrected for the bias of many levels (W. Bergsma 2013). */
        CRAMERS_V("cramers_v", "Cramér's V"),
        /**
         * Of numbers and levels: the correlation ratio of ranks, from 0 to 1: the root of the share of their variance that the
         * levels explain, corrected for the bias of many levels (T. L. Kelley's ε², 1935).
         */
        CORRELATION_RATIO("correlation_ratio", "correlation ratio");

        private final String label;
        private final String title;

        Measure(String label, String title) {
            this.label = label;
            this.title = title;
        }

        /** {@return the name as written in JSON, such as {@code cramers_v}} */
        public String label() {
            return label;
        }

        /** {@return the name for people, such as {@code Cramér's V}} */
        public String title() {
            return title;
        }
    }
}
