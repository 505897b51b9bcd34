package io.github.churnml.data.read;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.IdentifierNames;
import java.util.Set;

/**
 * What is known about a whole column, and the rules that turn it into its type. In order: all missing is numeric; all numbers is
 * numeric, unless they name rows or are written as names are ({@link LongNumbers}); one pair of yes and no is boolean; one date format is a date; prose is text; (nearly)
 * all distinct is an identifier; all else is categorical, however many levels there are.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public interface TypeInference {

    /** Fewer values say too little: in a table of five customers every column is distinct. */
    int FEWEST_VALUES = 20;

    /** From this share of distinct values on a column names its rows. */
    double NEARLY_ALL = 0.99;

    /** From so many words a value on it is prose, */
    double PROSE_WORDS = 4;

    /** if this share of the values is distinct. */
    double PROSE_DISTINCT = 0.5;

    /** With more different long numbers than this, they name what rows belong to, and are no levels. */
    int MOST_LEVELS = 100;

    /** Words in the name of a column of times. */
    Set<String> TIME_WORDS = Set.of(
            "time",
            "timestamp",
            "ts",
            "date",
            "datetime",
            "at",
            "on",
            "since",
            "epoch",
            "created",
            "updated",
            "seen",
            "last",
            "first",
            "start",
            "end",
            "ns",
            "us",
            "nanos",
            "micros",
            "nanoseconds",
            "microseconds");

    /** {@return how many values are not missing} */
    long values();

    /** {@return words per value that is not missing} */
    double meanWords();

    /** {@return distinct values as a share of those that are not missing} */
    double distinctShare();

    /** {@return how many numbers among the values are written as names are} */
    long names();

    /** {@return whether all of these may be times since 1970, in microseconds or nanoseconds} */
    boolean areNamesTimes();

    /** {@return whether most of these are written with an exponent, so that their last digits are lost} */
    boolean areNamesCut();

    /** {@return whether all values are numbers, infinite ones among them} */
    boolean isNumber();

    /** {@return whether all values are integers that a double holds exactly} */
    boolean isInteger();

    /** {@return whether the values are consecutive integers, each once, in any order} */
    boolean isConsecutive();

    /** {@return whether all values are of one pair that spells yes and no} */
    boolean isBoolean();

    /** {@return the date formats that fit all values, as bits} */
    int dateFormats();

    /**
     * The type of the column.
     *
     * @param name its name
     * @return the type
     */
    default ColumnType infer(String name) {
        if (values() == 0) {
            return ColumnType.NUMERIC;
        }
        if (isNumber()) {
            if (isNames(name)) {
                boolean levels = distinctShare() < NEARLY_ALL
                        && distinctShare() * values() <= MOST_LEVELS
                        && !IdentifierNames.isIdLike(name, true);
                return levels ? ColumnType.CATEGORICAL : ColumnType.IDENTIFIER;
            }
            return isIdentifyingInteger(name) ? ColumnType.IDENTIFIER : ColumnType.NUMERIC;
        }
        if (isBoolean()) {
            return ColumnType.BOOLEAN;
        }
        if (dateFormats() != 0) {
            return ColumnType.DATE;
        }
        if (values() < FEWEST_VALUES) {
            return ColumnType.CATEGORICAL;
        }
        double distinct = distinctShare();
        if (meanWords() >= PROSE_WORDS && distinct >= PROSE_DISTINCT) {
            return ColumnType.TEXT;
        }
        return distinct == 1 || distinct >= NEARLY_ALL && IdentifierNames.isIdLike(name)
                ? ColumnType.IDENTIFIER
                : ColumnType.CATEGORICAL;
    }

    /**
     * Whether a column of numbers holds names for the most part; times and cut numbers do so only if the column is called so.
     *
     * @param name its name
     * @return whether it does
     */
    default boolean isNames(String name) {
        boolean doubtful = areNamesTimes() || areNamesCut();
        return names() > 0
                && 2 * names() >= values()
                && (!doubtful || IdentifierNames.isIdLike(name, true) || areNamesTimes() && !isTimeLike(name));
    }

    private static boolean isTimeLike(String name) {
        return IdentifierNames.words(name).stream().anyMatch(TIME_WORDS::contains);
    }

    private boolean isIdentifyingInteger(String name) {
        if (!isInteger() || values() < FEWEST_VALUES) {
            return false;
        }
        return distinctShare() >= NEARLY_ALL && IdentifierNames.isIdLike(name, true) || isConsecutive();
    }
}
