package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass over a file learns about one column, in bounded memory: which types fit all of its values so far,
 * and the first value against each. Nothing in it depends on the order of the rows but these first values.
 */
final class ColumnProbe {

    /** The place of a value that rules something out. */
    record Offender(long row, String text) {}

    private static final int LONGEST_OFFENDER = 100;
    private static final double LARGEST_INTEGER = 0x1p53;

    private final MarkerMatcher markers;
    private final DistinctSample distinct;

    /** Plain numbers whose point may stand before thousands, those whose point may not, and texts with a decimal comma. */
    private long openPoints;

    private long points;
    private long commas;
    /** Numbers, not texts, of a column that has both. */
    private long cells;

    private double largestPlain;
    private long missing;
    private long errors;
    private @Nullable Offender error;
    private long values;
    private long words;
    private long integers;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private long integerHashes;
    private final LongNumbers longNumbers = new LongNumbers();
    private int dateFormats = Dates.ALL_FORMATS;
    private int booleanPairs = BooleanPair.ALL;
    private @Nullable Offender notNumber;
    private @Nullable Offender notDate;
    private @Nullable Offender notBoolean;
    private @Nullable Offender infinite;

    ColumnProbe(MarkerMatcher markers, int mostDistinct) {
        this.markers = markers;
        this.distinct = new DistinctSample(mostDistinct);
    }

    /** Takes a field in, blanks around it included. */
    void add(char[] s, int rawFrom, int rawTo, long row) {
        int from = Chars.start(s, rawFrom, rawTo);
        int to = Chars.end(s, from, rawTo);
        if (markers.isMissing(s, from, to)) {
            missing++;
            if (SpreadsheetErrors.contains(s, from, to)) {
                errors++;
                error = error == null ? offender(s, from, to, row) : error;
            }
            return;
        }
        values++;
        distinct.add(Chars.hash(s, from, to));
        addNumber(s, from, to, row);
        if (booleanPairs != 0) {
            booleanPairs &= BooleanPair.of(s, from, to);
            notBoolean = booleanPairs == 0 ? offender(s, from, to, row) : null;
        }
        if (dateFormats != 0) {
            dateFormats &= Dates.formats(s, from, to);
            notDate = dateFormats == 0 ? offender(s, from, to, row) : null;
        }
    }

    /** Numbers are tried only as long as all values are, and count as one word each. */
    private void addNumber(char[] s, int from, int to, long row) {
        double number = notNumber == null ? Numbers.scan(s, from, to) : Double.NaN;
        if (Double.isNaN(number)) {
            notNumber = notNumber == null ? offender(s, from, to, row) : notNumber;
            words += countWords(s, from, to);
            commas += DecimalMarks.showsComma(s, from, to) ? 1 : 0;
            return;
        }
        words++;
        boolean cell = MixedCells.isNumber(s, from, to);
        if (!cell) {
            longNumbers.add(s, from, to, number);
        }
        if (cell) {
            cells++;
        } else if (DecimalMarks.isGrouped(s, from, to)) {
            openPoints++;
        } else if (number != Math.rint(number)) {
            points++;
        } else {
            largestPlain = Math.max(largestPlain, Math.abs(number));
        }
        if (Double.isInfinite(number)) {
            infinite = infinite == null ? offender(s, from, to, row) : infinite;
        } else if (number == Math.rint(number) && Math.abs(number) <= LARGEST_INTEGER) {
            integers++;
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
            integerHashes += Chars.mix((long) number);
        }
    }

    private static Offender offender(char[] s, int from, int to, long row) {
        return new Offender(row, new String(s, from, Math.min(LONGEST_OFFENDER, to - from)));
    }

    private static int countWords(char[] s, int from, int to) {
        int count = 1;
        for (int i = from + 1; i < to; i++) {
            count += Chars.isBlank(s[i]) && !Chars.isBlank(s[i - 1]) ? 1 : 0;
        }
        return count;
    }

    /** Whether all values are numbers of which some have a point that may stand before thousands, and none another point. */
    boolean hasOpenPoints() {
        return notNumber == null && openPoints > 0 && points == 0;
    }

    /** Whether there are numbers and, as text, numbers whose point may stand before thousands. */
    boolean isMixed() {
        return cells > 0 && openPoints > 0;
    }

    /** Whether there are whole numbers without a point, none of them above 999. */
    boolean isBelowThousand() {
        return values > openPoints && largestPlain < 1000;
    }

    /** Whether some value has a decimal comma for sure. */
    boolean hasCommas() {
        return commas > 0;
    }

    /** Whether all values are numbers of which some have a decimal point for sure. */
    boolean hasPoints() {
        return notNumber == null && points > 0;
    }

    /** How many values are not missing. */
    long values() {
        return values;
    }

    /** Words per value that is not missing. */
    double meanWords() {
        return values == 0 ? 0 : (double) words / values;
    }

    /** Distinct values as a share of those that are not missing; see {@link DistinctSample}. */
    double distinctShare() {
        return distinct.distinctShare();
    }

    /** The whole numbers among the values that have more digits than a double is sure to keep. */
    LongNumbers longNumbers() {
        return longNumbers;
    }

    /** Whether all values are numbers, infinite ones among them. */
    boolean isNumber() {
        return notNumber == null;
    }

    /** Whether all values are integers that a double holds exactly. */
    boolean isInteger() {
        return notNumber == null && integers == values;
    }

    /**
     * Whether the values are consecutive integers, each once, in any order: their span fits, and so does the sum of
     * their hashes.
     */
    boolean isConsecutive() {
        if (!isInteger() || values == 0 || largest - smallest != values - 1) {
            return false;
        }
        long expected = 0;
        for (long i = 0; i < values; i++) {
            expected += Chars.mix((long) smallest + i);
        }
        return expected == integerHashes;
    }

    /** The date formats that fit all values, as bits. */
    int dateFormats() {
        return dateFormats;
    }

    /** The pairs that all values belong to, as bits of {@link BooleanPair}. */
    int booleanPairs() {
        return booleanPairs;
    }

    /** The first value that is no number, or null. */
    @Nullable
    Offender notNumber() {
        return notNumber;
    }

    /** The first value that leaves no date format, or null. */
    @Nullable
    Offender notDate() {
        return notDate;
    }

    /** The first value that leaves no pair, or null. */
    @Nullable
    Offender notBoolean() {
        return notBoolean;
    }

    /** The first infinite number, or null. */
    @Nullable
    Offender infinite() {
        return infinite;
    }

    /** How many of the missing values are error texts of spreadsheets. */
    long errors() {
        return errors;
    }

    /** The first error text, or null. */
    @Nullable
    Offender error() {
        return error;
    }

    /** How many values are missing. */
    long missing() {
        return missing;
    }
}
