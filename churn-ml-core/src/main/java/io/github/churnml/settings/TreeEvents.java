package io.github.churnml.settings;

import io.github.churnml.error.ChurnException;
import org.jspecify.annotations.Nullable;

/**
 * What a text holds, one step after another, whichever language it is written in; {@link PlainTree} builds the tree.
 * Every method throws what the text's {@link Blame} makes, with the place, if the text is not usable.
 */
interface TreeEvents {

    /** A step through the text. */
    enum Kind {
        /** A mapping begins: {@link #key} leads through it. */
        MAPPING,
        /** A list begins: {@link #next} leads through it, until {@link #END}. */
        LIST,
        /** A value that holds no others: {@link #scalar}. */
        SCALAR,
        /** The list ends. */
        END
    }

    /** Moves to the value after a key, to the next item of a list, or to the list's end. */
    Kind next();

    /** Moves to the next key of the mapping, or past its end: null. */
    @Nullable
    String key();

    /** The value that {@link #next} moved to: null, a text, a boolean or a number. */
    @Nullable
    Object scalar();

    /** The line of what was moved to, from 1. */
    int line();

    /** The exception for a key that the mapping has already. */
    ChurnException twice(String key);

    /** The exception for what was moved to. */
    ChurnException problem(String problem, String maybe);
}
