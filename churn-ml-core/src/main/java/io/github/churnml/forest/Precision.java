package io.github.churnml.forest;

/** The arithmetic of a forest: that of the system that grew it, so that rows near a threshold go where they went there. */
public enum Precision {
    /** Values are compared and added up as they are. */
    DOUBLE(0),
    /**
     * A value is rounded to the nearest {@code float} before it is compared, and leaf values are added up as
     * {@code float}s, as XGBoost does. Base score, thresholds and leaf values are {@code float}s too.
     */
    FLOAT(1);

    private final int code;

    Precision(int code) {
        this.code = code;
    }

    /** The number that stands for it in a binary form. */
    int code() {
        return code;
    }

    /** A value of a row as it is compared. */
    double round(double value) {
        return this == FLOAT ? (float) value : value;
    }

    /** Whether a number of a forest is one that this arithmetic has. */
    boolean holds(double number) {
        return round(number) == number;
    }
}
