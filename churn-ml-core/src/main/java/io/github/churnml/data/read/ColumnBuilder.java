package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes one column's fields in, row by row, into arrays of a length known from the first pass. A field that does not fit
 * the type found then is refused by returning false: the file has changed in between.
 */
abstract class ColumnBuilder {

    final String name;
    final ColumnType type;
    private final MarkerMatcher markers;

    ColumnBuilder(String name, ColumnType type, MarkerMatcher markers) {
        this.name = name;
        this.type = type;
        this.markers = markers;
    }

    /** A builder for a type; the date format matters for dates alone. */
    static ColumnBuilder of(String name, ColumnType type, Dates.Format format, MarkerMatcher markers, int rows) {
        return switch (type) {
            case NUMERIC -> new OfNumbers(name, markers, rows);
            case DATE -> new OfDates(name, format, markers, rows);
            case CATEGORICAL, BOOLEAN -> new OfLevels(name, type, markers, rows);
            case IDENTIFIER, TEXT -> new OfText(name, type, markers, rows);
        };
    }

    /** Takes a field, blanks around it included; false if it does not fit. */
    final boolean add(int row, char[] s, int rawFrom, int rawTo) {
        int from = Chars.start(s, rawFrom, rawTo);
        int to = Chars.end(s, from, rawTo);
        if (markers.isMissing(s, from, to)) {
            addMissing(row);
            return true;
        }
        return addValue(row, s, rawFrom, rawTo, from, to);
    }

    abstract void addMissing(int row);

    /** Takes a value: {@code rawFrom..rawTo} with the blanks around it, {@code from..to} without. */
    abstract boolean addValue(int row, char[] s, int rawFrom, int rawTo, int from, int to);

    abstract Column build();

    private static final class OfNumbers extends ColumnBuilder {
        private final double[] values;

        OfNumbers(String name, MarkerMatcher markers, int rows) {
            super(name, ColumnType.NUMERIC, markers);
            values = new double[rows];
        }

        @Override
        void addMissing(int row) {
            values[row] = Double.NaN;
        }

        @Override
        boolean addValue(int row, char[] s, int rawFrom, int rawTo, int from, int to) {
            values[row] = Numbers.scan(s, from, to);
            return Double.isFinite(values[row]);
        }

        @Override
        Column build() {
            return NumericColumn.of(name, type, values);
        }
    }

    private static final class OfDates extends ColumnBuilder {
        private final Dates.Format format;
        private final double[] days;

        OfDates(String name, Dates.Format format, MarkerMatcher markers, int rows) {
            super(name, ColumnType.DATE, markers);
            this.format = format;
            days = new double[rows];
        }

        @Override
        void addMissing(int row) {
            days[row] = Double.NaN;
        }

        @Override
        boolean addValue(int row, char[] s, int rawFrom, int rawTo, int from, int to) {
            days[row] = Dates.parse(s, from, to, format);
            return !Double.isNaN(days[row]);
        }

        @Override
        Column build() {
            return NumericColumn.ofDates(name, days, format);
        }
    }

    private static final class OfText extends ColumnBuilder {
        private final TextColumn.Builder texts;

        OfText(String name, ColumnType type, MarkerMatcher markers, int rows) {
            super(name, type, markers);
            texts = new TextColumn.Builder(rows);
        }

        @Override
        void addMissing(int row) {
            texts.addMissing();
        }

        @Override
        boolean addValue(int row, char[] s, int rawFrom, int rawTo, int from, int to) {
            texts.add(s, rawFrom, rawTo);
            return true;
        }

        @Override
        Column build() {
            return texts.build(name, type);
        }
    }

    /** Codes by first appearance, through a hash table from text to code that makes a string per level only. */
    private static final class OfLevels extends ColumnBuilder {
        private static final int FIRST_SLOTS = 32;

        private final int[] codes;
        private final List<String> levels = new ArrayList<>();
        private long[] hashes = new long[FIRST_SLOTS / 2];
        /** Code plus one; 0 is free. */
        private int[] slots = new int[FIRST_SLOTS];

        OfLevels(String name, ColumnType type, MarkerMatcher markers, int rows) {
            super(name, type, markers);
            codes = new int[rows];
        }

        @Override
        void addMissing(int row) {
            codes[row] = CodedColumn.MISSING;
        }

        @Override
        boolean addValue(int row, char[] s, int rawFrom, int rawTo, int from, int to) {
            long hash = Chars.hash(s, rawFrom, rawTo);
            int slot = (int) hash & slots.length - 1;
            while (slots[slot] != 0) {
                int code = slots[slot] - 1;
                if (hashes[code] == hash && Chars.equal(s, rawFrom, rawTo, levels.get(code))) {
                    codes[row] = code;
                    return true;
                }
                slot = slot + 1 & slots.length - 1;
            }
            codes[row] = levels.size();
            slots[slot] = levels.size() + 1;
            addLevel(hash, new String(s, rawFrom, rawTo - rawFrom));
            return true;
        }

        private void addLevel(long hash, String level) {
            hashes[levels.size()] = hash;
            levels.add(level);
            if (levels.size() == hashes.length) {
                hashes = Arrays.copyOf(hashes, hashes.length * 2);
                slots = new int[slots.length * 2];
                for (int code = 0; code < levels.size(); code++) {
                    int slot = (int) hashes[code] & slots.length - 1;
                    while (slots[slot] != 0) {
                        slot = slot + 1 & slots.length - 1;
                    }
                    slots[slot] = code + 1;
                }
            }
        }

        @Override
        Column build() {
            hashes = new long[0];
            slots = new int[0];
            return CodedColumn.of(name, type, codes, levels);
        }
    }
}
