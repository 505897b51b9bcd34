package io.github.churnml.forest.foreign;

import java.util.List;

/**
 * What a file says of one feature that its trees ask for.
 *
 * @param name the name in the file; empty where it has none
 * @param kind what its values are
 * @param levels the levels' names by code, where the file has them for sure; otherwise empty. Each is a String, a Boolean, a
 *     Double, or a Long or BigInteger, as it was in training
 * @param highest the largest value, or code, of training; {@code NaN} where the file does not say
 */
public record ForeignFeature(String name, Kind kind, List<Object> levels, double highest) {

    /** What the values of a feature are. */
    public enum Kind {
        /** Numbers. */
        NUMBER,
        /** True and false, as 1 and 0. */
        FLAG,
        /** Codes of levels, which trees tell apart without an order. */
        LEVELS
    }

    /** Copies the list. */
    public ForeignFeature {
        levels = List.copyOf(levels);
    }
}
