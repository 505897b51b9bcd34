package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.NumericColumn;
import java.util.Arrays;

/** Numbers or dates, whose texts are not kept: if the column turns out to be another, it has to be read again. */
final class NumberPart extends ColumnPart {

    private static final int LONG_DIGITS = 10;

    private final ColumnType type;
    private final Dates.Format format;
    private final ColumnProbe probe;
    /** Whether plain numbers need not be looked at as texts. */
    private final boolean quick;

    private final MarkerMatcher markers;
    /** The column's values, shared by its parts, and where those of this one begin. */
    private final double[] values;

    private final int start;
    private int count;
    private boolean broken;

    /** For numbers, or dates in a format; {@code texts} where it matters which texts are distinct. */
    NumberPart(
            ColumnType type,
            Dates.Format format,
            MarkerMatcher markers,
            ColumnProbe probe,
            boolean texts,
            double[] values,
            int start) {
        this.type = type;
        this.format = format;
        this.markers = markers;
        this.probe = probe;
        this.quick = type == ColumnType.NUMERIC && !texts && markers.takesNoNumber();
        this.values = values;
        this.start = start;
    }

    @Override
    void add(char[] s, int rawFrom, int rawTo) {
        requireRoom(1, start + count, values.length);
        values[start + count] = read(s, rawFrom, rawTo, count);
        count++;
    }

    private double read(char[] s, int rawFrom, int rawTo, int row) {
        if (broken) {
            return Double.NaN;
        }
        double number = probe.add(s, rawFrom, rawTo, row + 1L, 1);
        if (type == ColumnType.NUMERIC) {
            broken = !probe.isNumber();
            return number;
        }
        broken = (probe.dateFormats() & format.bit()) == 0;
        int from = Chars.start(s, rawFrom, rawTo);
        int to = Chars.end(s, from, rawTo);
        return broken || markers.isMissing(s, from, to) ? Double.NaN : Dates.parse(s, from, to, format);
    }

    @Override
    void add(AsciiRows rows, int column) {
        if (!quick || broken) {
            for (int row = 0; row < rows.size(); row++) {
                add(rows, row, column);
            }
            return;
        }
        int begin = start + count;
        requireRoom(rows.size(), begin, values.length);
        byte[] text = rows.text;
        int grouped = 0;
        int fractions = 0;
        for (int row = 0; row < rows.size(); row++) {
            int from = rows.from(row, column);
            int to = rows.to(row, column);
            double number = PlainNumber.read(text, from, to);
            int length = to - from;
            if (length > 4) {
                if (text[to - 4] == '.' && isGrouped(text, from, to)) {
                    grouped++;
                    fractions += number == (long) number ? 0 : 1;
                } else if (length >= LONG_DIGITS && isZeroFirst(text, text[from] == '-' ? from + 1 : from)) {
                    number = Double.NaN; // It may be a name.
                }
            }
            values[begin + row] = number;
        }
        probe.addPlain(values, begin, begin + rows.size(), grouped, fractions);
        for (int row = 0; row < rows.size(); row++) {
            if (Double.isNaN(values[begin + row]) && rows.from(row, column) != rows.to(row, column)) {
                count = begin - start + row;
                add(rows, row, column);
            }
        }
        count = begin - start + rows.size();
    }

    private static boolean isZeroFirst(byte[] s, int first) {
        return s[first] == '0' && s[first + 1] != '.';
    }

    private static boolean isGrouped(byte[] s, int from, int to) {
        int first = s[from] == '-' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (i != to - 4 && (s[i] < '0' || s[i] > '9')) {
                return false;
            }
        }
        return first < to - 4 && first >= to - 7 && s[first] != '0';
    }

    @Override
    int distinctLevel() {
        return probe.distinctLevel();
    }

    @Override
    void append(ColumnPart later) {
        NumberPart other = (NumberPart) later;
        close(values, start + count, other.start, other.count);
        probe.merge(other.probe, count);
        count += other.count;
        broken |= other.broken;
    }

    @Override
    ColumnProbe probe() {
        if (probe.mayBeConsecutive()) {
            long sum = 0;
            for (int row = 0; row < count; row++) {
                sum += Double.isNaN(values[row]) ? 0 : Chars.mix((long) values[row]);
            }
            probe.integerHashes(sum);
        }
        return probe;
    }

    @Override
    boolean isProbed() {
        LongNumbers names = probe.longNumbers();
        return !broken && !(quick && names.all() > 0 && 2 * names.all() >= probe.values());
    }

    @Override
    boolean suits(ColumnType wanted, Dates.Format wantedFormat) {
        return wanted == type && (type != ColumnType.DATE || wantedFormat == format);
    }

    @Override
    Column build(String name, ColumnType wanted, Dates.Format wantedFormat) {
        double[] all = count == values.length ? values : Arrays.copyOf(values, count);
        return type == ColumnType.DATE ? NumericColumn.ofDates(name, all, format) : NumericColumn.of(name, type, all);
    }
}
