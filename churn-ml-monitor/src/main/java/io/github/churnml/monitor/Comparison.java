package io.github.churnml.monitor;

import java.util.Locale;

/** On which side of its limit a value is trouble. */
public enum Comparison {
    /** The value is the limit or more. */
    AT_LEAST,
    /** The value is more than the limit. */
    ABOVE,
    /** The value is the limit or less. */
    AT_MOST,
    /** The value is less than the limit. */
    BELOW;

    /** {@return the key in rules, in snake case} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether greater values are the trouble} */
    public boolean isUpward() {
        return this == AT_LEAST || this == ABOVE;
    }

    /**
     * Whether a value is trouble.
     *
     * @param value the value; NaN never is
     * @param limit the limit
     * @return whether it is on the wrong side
     */
    public boolean holds(double value, double limit) {
        return switch (this) {
            case AT_LEAST -> value >= limit;
            case ABOVE -> value > limit;
            case AT_MOST -> value <= limit;
            case BELOW -> value < limit;
        };
    }

    /** How a limit reads in a sentence. */
    String words() {
        return switch (this) {
            case AT_LEAST -> "at or above";
            case ABOVE -> "above";
            case AT_MOST -> "at or below";
            case BELOW -> "below";
        };
    }
}
