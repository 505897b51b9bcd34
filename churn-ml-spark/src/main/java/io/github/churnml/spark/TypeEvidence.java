package io.github.churnml.spark;

import io.github.churnml.data.Chars;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.TypeInference;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column say about its type, and its least and greatest value: in bounded memory, and the same whatever the order in
 * which values are taken in and parts are added. The rules are core's ({@link TypeInference}), so that a table has the types that its
 * CSV file has; tests hold what is counted here and by core's reader together.
 */
final class TypeEvidence implements Serializable {

    private static final long serialVersionUID = 1;

    private static final double LARGEST_INTEGER = 0x1p53;
    private static final int LONGEST_PAIR = 5;
    private static final int LONGEST_AMOUNT = 40;
    private static final double AMOUNTS_SHARE = 0.95;
    private static final int FORMATS = Dates.Format.values().length;

    /** The spellings of yes and no that make a column boolean, one bit for each pair. */
    private static final Map<String, Integer> PAIRS =
            Map.of("true", 1, "false", 1, "yes", 2, "no", 2, "y", 4, "n", 4, "t", 8, "f", 8);

    private long values;
    private long words;
    private long integers;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private long integerHashes;
    private boolean allNumbers = true;
    /** Numbers as spreadsheets and banks write them, plain ones among them. */
    private long amounts;

    private boolean infinite;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private int formats = Dates.ALL_FORMATS;
    private int pairs = 15;
    /** By format; used only while all values have it. */
    private final double[] earliest = filled(Double.POSITIVE_INFINITY);

    private final double[] latest = filled(Double.NEGATIVE_INFINITY);
    private final LongNames names = new LongNames();
    private final @Nullable DistinctShare distinct;

    /**
     * Nothing seen yet.
     *
     * @param distinct where the share of distinct values is kept; null where the type does not depend on it
     */
    TypeEvidence(@Nullable DistinctShare distinct) {
        this.distinct = distinct;
    }

    private static double[] filled(double value) {
        double[] values = new double[FORMATS];
        Arrays.fill(values, value);
        return values;
    }

    /** Takes a text in that is not missing. */
    void addText(String raw, long times) {
        char[] s = raw.toCharArray();
        int from = Chars.start(s, 0, s.length);
        int to = Chars.end(s, from, s.length);
        values += times;
        if (distinct != null) {
            distinct.add(Chars.hash(s, from, to), times);
        }
        double number = allNumbers ? Numbers.scan(s, from, to) : Double.NaN;
        if (Double.isNaN(number)) {
            allNumbers = false;
            words += countWords(s, from, to) * times;
        } else {
            words += times;
            names.add(s, from, to, number, times);
            addSize(number, times);
        }
        amounts += to - from <= LONGEST_AMOUNT && isAmount(new String(s, from, to - from)) ? times : 0;
        if (pairs != 0) {
            pairs &= to - from > LONGEST_PAIR
                    ? 0
                    : PAIRS.getOrDefault(new String(s, from, to - from).toLowerCase(Locale.ROOT), 0);
        }
        if (formats != 0) {
            formats &= Dates.formats(s, from, to);
            for (Dates.Format format : Dates.Format.values()) {
                if ((formats & format.bit()) != 0) {
                    addDay(format.ordinal(), Dates.parse(s, from, to, format));
                }
            }
        }
    }

    private static boolean isAmount(String text) {
        return !Double.isNaN(Decimals.POINT.parse(text)) || !Double.isNaN(Decimals.COMMA.parse(text));
    }

    /** Takes a number in of a column that has nothing else. */
    void addNumber(double number, CellText.OfLong writer, long value, long times) {
        values += times;
        words += times;
        if (distinct != null || LongNames.mayBe(number)) {
            char[] s = writer.text(value).toCharArray();
            names.add(s, 0, s.length, number, times);
            if (distinct != null) {
                distinct.add(Chars.hash(s, 0, s.length), times);
            }
        }
        addSize(number, times);
    }

    /** Takes a day in of a column that has nothing else. */
    void addDate(double day, long times) {
        values += times;
        allNumbers = false;
        pairs = 0;
        formats = Dates.Format.ISO.bit();
        addDay(Dates.Format.ISO.ordinal(), day);
    }

    private void addSize(double number, long times) {
        infinite |= Double.isInfinite(number);
        min = Math.min(min, number);
        max = Math.max(max, number);
        if (number == Math.rint(number) && Math.abs(number) <= LARGEST_INTEGER) {
            integers += times;
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
            integerHashes += times * Chars.mix((long) number);
        }
    }

    private void addDay(int format, double day) {
        earliest[format] = Math.min(earliest[format], day);
        latest[format] = Math.max(latest[format], day);
    }

    void plus(TypeEvidence other) {
        values += other.values;
        words += other.words;
        integers += other.integers;
        smallest = Math.min(smallest, other.smallest);
        largest = Math.max(largest, other.largest);
        integerHashes += other.integerHashes;
        allNumbers &= other.allNumbers;
        amounts += other.amounts;
        infinite |= other.infinite;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        formats &= other.formats;
        pairs &= other.pairs;
        for (int i = 0; i < FORMATS; i++) {
            earliest[i] = Math.min(earliest[i], other.earliest[i]);
            latest[i] = Math.max(latest[i], other.latest[i]);
        }
        names.plus(other.names);
        if (distinct != null && other.distinct != null) {
            distinct.plus(other.distinct);
        }
    }

    /** How many values are not missing. */
    long values() {
        return values;
    }

    /** Whether all values are numbers and one of them is infinite: no column may be so. */
    boolean isInfinite() {
        return values > 0 && allNumbers && infinite;
    }

    /** Whether nearly all values are numbers as people write them, and some are no plain ones. */
    boolean areAmounts() {
        return !allNumbers && amounts >= AMOUNTS_SHARE * values;
    }

    /** The format of a column of dates. */
    Dates.Format format() {
        return Dates.first(formats).orElse(Dates.Format.ISO);
    }

    /** The least number or day. */
    double min(ColumnType type) {
        return values == 0 ? Double.NaN : type == ColumnType.DATE ? earliest[format().ordinal()] : min;
    }

    /** The greatest number or day. */
    double max(ColumnType type) {
        return values == 0 ? Double.NaN : type == ColumnType.DATE ? latest[format().ordinal()] : max;
    }

    /**
     * The column's type, by the rules of core's reader of files.
     *
     * @param otherwise how large the share of distinct values is where it was not kept here
     */
    ColumnType type(String name, double otherwise) {
        return new Column(distinct == null ? otherwise : distinct.value()).infer(name);
    }

    /** What these say of a column whose share of distinct values is known. */
    private final class Column implements TypeInference {
        private final double distinctShare;

        Column(double distinctShare) {
            this.distinctShare = distinctShare;
        }

        @Override
        public long values() {
            return values;
        }

        @Override
        public double meanWords() {
            return (double) words / values;
        }

        @Override
        public double distinctShare() {
            return distinctShare;
        }

        @Override
        public long names() {
            return names.all();
        }

        @Override
        public boolean areNamesTimes() {
            return names.areTimes();
        }

        @Override
        public boolean areNamesCut() {
            return names.areCut();
        }

        @Override
        public boolean isNumber() {
            return allNumbers;
        }

        @Override
        public boolean isInteger() {
            return integers == values;
        }

        @Override
        public boolean isConsecutive() {
            return areConsecutive();
        }

        @Override
        public boolean isBoolean() {
            return pairs != 0;
        }

        @Override
        public int dateFormats() {
            return formats;
        }
    }

    private boolean areConsecutive() {
        if (largest - smallest != values - 1) {
            return false;
        }
        long expected = 0;
        for (long i = 0; i < values; i++) {
            expected += Chars.mix((long) smallest + i);
        }
        return expected == integerHashes;
    }

    private static long countWords(char[] s, int from, int to) {
        long count = 1;
        for (int i = from + 1; i < to; i++) {
            count += Chars.isBlank(s[i]) && !Chars.isBlank(s[i - 1]) ? 1 : 0;
        }
        return count;
    }
}
