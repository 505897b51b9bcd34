package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;

/**
 * What is to be predicted: what happens in the window {@code (t + gap, t + gap + horizon]} after a snapshot at <i>t</i>. A
 * window that is not over when the data ends is censored: its row is left out and counted, and never one of a stayer.
 */
public sealed interface Label {

    /**
     * A prospect becomes a customer: the date of {@code from} lies in the window.
     *
     * @param horizonDays how long the window is
     * @return the label; rows are of those who are no customers yet
     */
    static Label converted(int horizonDays) {
        return new Converted(0, horizonDays);
    }

    /**
     * A customer leaves: the date of {@code to} lies in the window.
     *
     * @param horizonDays how long the window is
     * @return the label; rows are of those who are customers
     */
    static Label cancelled(int horizonDays) {
        return new Cancelled(0, horizonDays);
    }

    /**
     * A customer does nothing: no event lies in the window.
     *
     * @param days how long the window is
     * @param tables the tables whose events count; none for all
     * @return the label
     */
    static Label inactive(int days, String... tables) {
        return new Inactive(0, days, List.of(tables));
    }

    /**
     * A customer does nothing in at least so many of the months after the snapshot.
     *
     * @param atLeast how many months without activity make a leaver
     * @param months how many months are looked at
     * @param tables the tables whose events count; none for all
     * @return the label
     */
    static Label inactiveMonths(int atLeast, int months, String... tables) {
        return new InactiveMonths(0, atLeast, months, List.of(tables), "", 0);
    }

    /**
     * With days between the snapshot and the window, so that there is time to act; what happens in them counts neither way,
     * and who leaves in them is left out.
     *
     * @param days how many
     * @return a changed copy
     */
    Label gap(int days);

    /** {@return days between the snapshot and the window} */
    int gapDays();

    /** {@return what it is called in a table: the name of the target} */
    String targetName();

    /** {@return what it says, as the end of a sentence about a customer} */
    String describe();

    /**
     * Conversion.
     *
     * @param gapDays days before the window
     * @param horizonDays days of the window
     */
    record Converted(int gapDays, int horizonDays) implements Label {
        /** Checks the lengths. */
        public Converted {
            Days.check("gap", gapDays, 0);
            Days.check("horizon", horizonDays, 1);
        }

        @Override
        public Label gap(int days) {
            return new Converted(days, horizonDays);
        }

        @Override
        public String targetName() {
            return "converted";
        }

        @Override
        public String describe() {
            return "becomes a customer" + window(gapDays, horizonDays);
        }
    }

    /**
     * Cancellation.
     *
     * @param gapDays days before the window
     * @param horizonDays days of the window
     */
    record Cancelled(int gapDays, int horizonDays) implements Label {
        /** Checks the lengths. */
        public Cancelled {
            Days.check("gap", gapDays, 0);
            Days.check("horizon", horizonDays, 1);
        }

        @Override
        public Label gap(int days) {
            return new Cancelled(days, horizonDays);
        }

        @Override
        public String targetName() {
            return "churned";
        }

        @Override
        public String describe() {
            return "cancels" + window(gapDays, horizonDays);
        }
    }

    /**
     * No activity for some days.
     *
     * @param gapDays days before the window
     * @param horizonDays days of the window
     * @param tables the tables whose events count; empty for all
     */
    record Inactive(int gapDays, int horizonDays, List<String> tables) implements Label {
        /** Checks the lengths. */
        public Inactive {
            tables = List.copyOf(tables);
            Days.check("gap", gapDays, 0);
            Days.check("time without activity", horizonDays, 1);
        }

        @Override
        public Label gap(int days) {
            return new Inactive(days, horizonDays, tables);
        }

        @Override
        public String targetName() {
            return "churned";
        }

        @Override
        public String describe() {
            return "does nothing" + window(gapDays, horizonDays);
        }
    }

    /**
     * No activity in some of the months after the snapshot.
     *
     * @param gapDays days before the first month
     * @param atLeast how many months without activity make a leaver
     * @param months how many months are looked at
     * @param tables the tables whose events count; empty for all
     * @param value a column of numbers whose sum says how active a month was; empty for the number of events
     * @param above a month is active if its sum or number is above this
     */
    record InactiveMonths(int gapDays, int atLeast, int months, List<String> tables, String value, double above)
            implements Label {
        /** Checks the counts. */
        public InactiveMonths {
            tables = List.copyOf(tables);
            Days.check("gap", gapDays, 0);
            if (months < 1 || months > 60 || atLeast < 1 || atLeast > months || !(above >= 0)) {
                throw new ConfigurationException(
                        "The label asks for " + Wording.value(atLeast) + " of " + Wording.value(months)
                                + " months at or below " + Wording.value(above)
                                + " where 1 to 60 months, no more of them inactive than there are, and a number of at"
                                + " least 0 are required.",
                        "Maybe inactiveMonths: {atLeast: 2, of: 3} was meant.",
                        Where.nowhere());
            }
        }

        /**
         * With activity measured by a sum.
         *
         * @param column a column of numbers of the tables of events
         * @param mustBeAbove a month is active if its sum is above this
         * @return a changed copy
         */
        public InactiveMonths activeIf(String column, double mustBeAbove) {
            return new InactiveMonths(gapDays, atLeast, months, tables, column, mustBeAbove);
        }

        @Override
        public Label gap(int days) {
            return new InactiveMonths(days, atLeast, months, tables, value, above);
        }

        @Override
        public String targetName() {
            return "churned";
        }

        @Override
        public String describe() {
            return "is inactive in at least " + atLeast + " of the " + months + " months after the snapshot"
                    + (gapDays == 0 ? "" : " and a gap of " + gapDays + " days");
        }
    }

    private static String window(int gap, int horizon) {
        return " within " + horizon + " days after the snapshot" + (gap == 0 ? "" : " and a gap of " + gap + " days");
    }
}
