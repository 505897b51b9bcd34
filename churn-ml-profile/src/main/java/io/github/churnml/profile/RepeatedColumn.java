package io.github.churnml.profile;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import java.util.Locale;

/**
 * A column that says nothing that an earlier one does not say.
 *
 * @param column the later column
 * @param of the earlier column
 * @param kind how one follows from the other
 * @param factor of a linear relation: {@code column = factor * of + offset}; 1 for other kinds
 * @param offset of a linear relation; 0 for other kinds
 */
public record RepeatedColumn(String column, String of, Kind kind, double factor, double offset) {

    /** The ways in which a column repeats another. */
    public enum Kind {
        /** Equal in every row. */
        COPY,
        /** A multiple plus a constant, within the rounding of both columns. */
        LINEAR,
        /** Each value of one goes with one value of the other, and the other way round. */
        RECODING;

        /** {@return the name as written in JSON, such as {@code linear}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RepeatedColumn of(Kind kind, String column, String of) {
        return new RepeatedColumn(column, of, kind, 1, 0);
    }

    /** As a phrase: {@code 'charge' is 0.17 × 'minutes'}. */
    String phrase() {
        String what = Wording.name(of);
        return Wording.name(column)
                + switch (kind) {
                    case COPY -> " equals " + what;
                    case RECODING -> " is another coding of " + what;
                    case LINEAR -> " is " + formula(what);
                };
    }

    private String formula(String what) {
        String product = factor == 1 ? what : factor == -1 ? "-" + what : Numbers.text(factor) + " × " + what;
        if (offset == 0) {
            return product;
        }
        return product + (offset < 0 ? " - " : " + ") + Numbers.text(Math.abs(offset));
    }
}
