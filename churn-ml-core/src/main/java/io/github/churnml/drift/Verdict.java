package io.github.churnml.drift;

import java.util.Locale;

/** What is said about a column, or about a table by its worst column. */
public enum Verdict {
    /** There are too few rows to tell. */
    NOT_ENOUGH_DATA,
    /** Nothing changed that is both sure and large enough to count. */
    STABLE,
    /** A change that is sure, and smaller than the threshold. */
    SHIFTED,
    /** A change that is sure, and as large as the threshold or larger. */
    DRIFTED;

    /** {@return whether this is an alarm} */
    public boolean isAlarm() {
        return this == SHIFTED || this == DRIFTED;
    }

    /** {@return the name as written in reports, such as {@code not enough data}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
