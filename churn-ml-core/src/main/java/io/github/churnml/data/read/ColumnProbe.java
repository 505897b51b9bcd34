package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass over a file learns about one column, in bounded memory: which types fit all of its values so far,
 * and the first value against each. Nothing in it depends on the order of the rows but these first values.
 */
final class ColumnProbe implements TypeInference {

    /** The place of a value that rules something out. */
    record Offender(long row, String text) {}

    private static final Offender NOT_TOLD = new Offender(0, "");
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

    ColumnProbe(MarkerMatcher markers, DistinctSample distinct) {
        this.markers = markers;
        this.distinct = distinct;
    }

    /**
     * Takes a field in, blanks around it included.
     *
     * @param row where it stands first
     * @param times how often it occurs
     * @return the number that it is, {@code NaN} if it is none or missing, or if another value was none
     */
    double add(char[] s, int rawFrom, int rawTo, long row, int times) {
        int from = Chars.start(s, rawFrom, rawTo);
        int to = Chars.end(s, from, rawTo);
        if (markers.isMissing(s, from, to)) {
            if (SpreadsheetErrors.contains(s, from, to)) {
                errors += times;
                error = error == null ? offender(s, from, to, row) : error;
            }
            return Double.NaN;
        }
        values += times;
        distinct.add(Chars.hash(s, from, to), times);
        double number = notNumber == null ? Numbers.scan(s, from, to) : Double.NaN;
        if (Double.isNaN(number)) {
            notNumber = notNumber == null ? offender(s, from, to, row) : notNumber;
            words += (long) countWords(s, from, to) * times;
            commas += DecimalMarks.showsComma(s, from, to) ? times : 0;
        } else {
            words += times;
            addNumber(s, from, to, number, row, times);
        }
        if (booleanPairs != 0) {
            booleanPairs &= BooleanPair.of(s, from, to);
            notBoolean = booleanPairs == 0 ? offender(s, from, to, row) : null;
        }
        if (dateFormats != 0) {
            dateFormats &= Dates.formats(s, from, to);
            notDate = dateFormats == 0 ? offender(s, from, to, row) : null;
        }
        return number;
    }

    /** Numbers are tried only as long as all values are, and count as one word each. */
    private void addNumber(char[] s, int from, int to, double number, long row, int times) {
        if (MixedCells.isNumber(s, from, to)) {
            cells += times;
        } else {
            longNumbers.add(s, from, to, number, times);
            if (DecimalMarks.isGrouped(s, from, to)) {
                openPoints += times;
            } else if (number != Math.rint(number)) {
                points += times;
            } else {
                largestPlain = Math.max(largestPlain, Math.abs(number));
            }
        }
        if (Double.isInfinite(number)) {
            infinite = infinite == null ? offender(s, from, to, row) : infinite;
        } else if (number == Math.rint(number) && Math.abs(number) <= LARGEST_INTEGER) {
            integers += times;
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
            integerHashes += times * Chars.mix((long) number);
        }
    }

    /**
     * Takes in many texts that were read as plain numbers, of at most 15 digits. Neither their distinct values nor whether
     * they are consecutive is learnt from them.
     *
     * @param numbers the numbers, {@code NaN} for a cell that is not to be taken in here
     * @param grouped how many have a point that may stand before thousands
     * @param fractions how many of those are no whole numbers
     */
    void addPlain(double[] numbers, int from, int to, int grouped, int fractions) {
        int all = 0;
        int whole = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double number = numbers[i];
            all += Double.isNaN(number) ? 0 : 1;
            if (number == (long) number) {
                whole++;
                least = number < least ? number : least;
                most = number > most ? number : most;
            }
        }
        values += all;
        words += all;
        integers += whole;
        openPoints += grouped;
        points += all - whole - fractions;
        smallest = Math.min(smallest, least);
        largest = Math.max(largest, most);
        // A grouped one among them is below 1000, which is all that this is asked about.
        largestPlain = whole == 0 ? largestPlain : Math.max(largestPlain, Math.max(-least, most));
    }

    /** Whether the whole numbers lie as consecutive ones do, so that their hashes are to be looked at. */
    boolean mayBeConsecutive() {
        return isInteger() && values > 0 && largest - smallest == values - 1;
    }

    /** Says what the sum of the hashes of all whole numbers is. */
    void integerHashes(long sum) {
        integerHashes = sum;
    }

    /** How many leading bits are 0 in all hashes that are kept; see {@link DistinctSample}. */
    int distinctLevel() {
        return distinct.level();
    }

    /**
     * Takes in what is known about other rows. Which value comes first against a type is not told by this.
     *
     * @param before how many rows come before them
     */
    void merge(ColumnProbe later, long before) {
        errors += later.errors;
        error = error != null || later.error == null
                ? error
                : new Offender(before + later.error.row(), later.error.text());
        values += later.values;
        words += later.words;
        integers += later.integers;
        openPoints += later.openPoints;
        points += later.points;
        commas += later.commas;
        cells += later.cells;
        smallest = Math.min(smallest, later.smallest);
        largest = Math.max(largest, later.largest);
        largestPlain = Math.max(largestPlain, later.largestPlain);
        integerHashes += later.integerHashes;
        dateFormats &= later.dateFormats;
        booleanPairs &= later.booleanPairs;
        notNumber = notNumber == null ? later.notNumber : notNumber;
        infinite = infinite == null ? later.infinite : infinite;
        notDate = dateFormats != 0 ? null : notDate == null ? NOT_TOLD : notDate;
        notBoolean = booleanPairs != 0 ? null : notBoolean == null ? NOT_TOLD : notBoolean;
        longNumbers.merge(later.longNumbers);
        distinct.merge(later.distinct);
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
    @Override
    public long values() {
        return values;
    }

    /** Words per value that is not missing. */
    @Override
    public double meanWords() {
        return values == 0 ? 0 : (double) words / values;
    }

    /** Distinct values as a share of those that are not missing; see {@link DistinctSample}. */
    @Override
    public double distinctShare() {
        return distinct.distinctShare();
    }

    /** The whole numbers among the values that have more digits than a double is sure to keep. */
    LongNumbers longNumbers() {
        return longNumbers;
    }

    @Override
    public long names() {
        return longNumbers.all();
    }

    @Override
    public boolean areNamesTimes() {
        return longNumbers.times();
    }

    @Override
    public boolean areNamesCut() {
        return 2 * longNumbers.exponents() > longNumbers.all();
    }

    /** Whether all values are numbers, infinite ones among them. */
    @Override
    public boolean isNumber() {
        return notNumber == null;
    }

    /** Whether all values are integers that a double holds exactly. */
    @Override
    public boolean isInteger() {
        return notNumber == null && integers == values;
    }

    /**
     * Whether the values are consecutive integers, each once, in any order: their span fits, and so does the sum of
     * their hashes.
     */
    @Override
    public boolean isConsecutive() {
        if (!mayBeConsecutive()) {
            return false;
        }
        long expected = 0;
        for (long i = 0; i < values; i++) {
            expected += Chars.mix((long) smallest + i);
        }
        return expected == integerHashes;
    }

    /** The date formats that fit all values, as bits. */
    @Override
    public int dateFormats() {
        return dateFormats;
    }

    /** The first of them, or ISO 8601 if there is none. */
    Dates.Format dateFormat() {
        return Dates.first(dateFormats).orElse(Dates.Format.ISO);
    }

    @Override
    public boolean isBoolean() {
        return (booleanPairs & BooleanPair.INFERRED) != 0;
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
}
