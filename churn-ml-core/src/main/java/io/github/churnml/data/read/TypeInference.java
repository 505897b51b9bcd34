package io.github.churnml.data.read;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.IdentifierNames;
import java.util.Set;

/**
 * The rules that turn what is known about a whole column into its type. In order: all missing is numeric; all numbers is
 * numeric, unless they name rows or are written as names are ({@link LongNumbers}); one pair of yes and no is boolean; one date format is a date; prose is text; (nearly)
 * all distinct is an identifier; all else is categorical, however many levels there are.
 */
final class TypeInference {

    /** Fewer values say too little: in a table of five customers every column is distinct. */
    private static final int FEWEST_VALUES = 20;

    private static final double NEARLY_ALL = 0.99;
    private static final double PROSE_WORDS = 4;
    private static final double PROSE_DISTINCT = 0.5;

    /** With more different long numbers than this, they name what rows belong to, and are no levels. */
    private static final int MOST_LEVELS = 100;

    private static final Set<String> TIME_WORDS = Set.of(
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

    private TypeInference() {}

    static ColumnType infer(String name, ColumnProbe probe) {
        if (probe.values() == 0) {
            return ColumnType.NUMERIC;
        }
        if (probe.isNumber()) {
            if (isNames(name, probe)) {
                boolean levels = probe.distinctShare() < NEARLY_ALL
                        && probe.distinctShare() * probe.values() <= MOST_LEVELS
                        && !IdentifierNames.isIdLike(name, true);
                return levels ? ColumnType.CATEGORICAL : ColumnType.IDENTIFIER;
            }
            return isIdentifyingInteger(name, probe) ? ColumnType.IDENTIFIER : ColumnType.NUMERIC;
        }
        if ((probe.booleanPairs() & BooleanPair.INFERRED) != 0) {
            return ColumnType.BOOLEAN;
        }
        if (probe.dateFormats() != 0) {
            return ColumnType.DATE;
        }
        if (probe.values() < FEWEST_VALUES) {
            return ColumnType.CATEGORICAL;
        }
        double distinct = probe.distinctShare();
        if (probe.meanWords() >= PROSE_WORDS && distinct >= PROSE_DISTINCT) {
            return ColumnType.TEXT;
        }
        return distinct == 1 || distinct >= NEARLY_ALL && IdentifierNames.isIdLike(name)
                ? ColumnType.IDENTIFIER
                : ColumnType.CATEGORICAL;
    }

    /** Whether a column of numbers holds names for the most part; times and cut numbers do so only if the column is called so. */
    static boolean isNames(String name, ColumnProbe probe) {
        LongNumbers numbers = probe.longNumbers();
        boolean doubtful = numbers.times() || 2 * numbers.exponents() > numbers.all();
        return numbers.all() > 0
                && 2 * numbers.all() >= probe.values()
                && (!doubtful || IdentifierNames.isIdLike(name, true) || numbers.times() && !isTimeLike(name));
    }

    private static boolean isTimeLike(String name) {
        return IdentifierNames.words(name).stream().anyMatch(TIME_WORDS::contains);
    }

    private static boolean isIdentifyingInteger(String name, ColumnProbe probe) {
        if (!probe.isInteger() || probe.values() < FEWEST_VALUES) {
            return false;
        }
        return probe.distinctShare() >= NEARLY_ALL && IdentifierNames.isIdLike(name, true) || probe.isConsecutive();
    }
}
