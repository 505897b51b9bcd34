package io.github.churnml.data;

/**
 * The rules that turn what is known about a whole column into its type. In order: all missing is numeric; all numbers is
 * numeric, unless they name rows; one pair of yes and no is boolean; one date format is a date; prose is text; (nearly)
 * all distinct is an identifier; all else is categorical, however many levels there are.
 */
final class TypeInference {

    /** Fewer values say too little: in a table of five customers every column is distinct. */
    private static final int FEWEST_VALUES = 20;

    private static final double NEARLY_ALL = 0.99;
    private static final double PROSE_WORDS = 4;
    private static final double PROSE_DISTINCT = 0.5;

    private TypeInference() {}

    static ColumnType infer(String name, ColumnProbe probe) {
        if (probe.values() == 0) {
            return ColumnType.NUMERIC;
        }
        if (probe.isNumber()) {
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
        return names(name, distinct) || distinct == 1 ? ColumnType.IDENTIFIER : ColumnType.CATEGORICAL;
    }

    private static boolean isIdentifyingInteger(String name, ColumnProbe probe) {
        if (!probe.isInteger() || probe.values() < FEWEST_VALUES) {
            return false;
        }
        return names(name, probe.distinctShare()) || probe.isConsecutive();
    }

    private static boolean names(String name, double distinct) {
        return distinct >= NEARLY_ALL && IdentifierNames.isIdLike(name);
    }
}
