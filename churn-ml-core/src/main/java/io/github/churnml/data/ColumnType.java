package io.github.churnml.data;

import java.util.Locale;

/** What a column's values mean; the package essay says how each type is held. */
public enum ColumnType {
    /** Finite numbers. */
    NUMERIC,
    /** One of a set of levels, compared as text. */
    CATEGORICAL,
    /** Two levels that spell yes and no. */
    BOOLEAN,
    /** A calendar date, or a point in time. */
    DATE,
    /** Names a row and says nothing about it: (nearly) every value occurs once. */
    IDENTIFIER,
    /** Prose; kept, but not used as a feature. */
    TEXT;

    /** {@return the name as written in YAML, in JSON and on the command line, such as {@code numeric}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether values are held as numbers} */
    public boolean isNumber() {
        return this == NUMERIC || this == DATE;
    }

    /** {@return whether values are held as codes into a list of levels} */
    public boolean isCoded() {
        return this == CATEGORICAL || this == BOOLEAN;
    }
}
