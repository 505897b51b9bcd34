package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.AsciiRows;
import io.github.churnml.data.read.LevelCells;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Input;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes the cells of one column in. */
sealed interface CellTally {

    void add(char[] s, int from, int to);

    /**
     * Adds a column of many rows.
     *
     * @param space for as many numbers as there are rows
     */
    void add(AsciiRows rows, int column, double[] space);

    /** Adds what a later tally of the same kind has taken in. */
    void merge(CellTally later);

    /** A column that nothing is kept of. */
    record Ignored() implements CellTally {
        @Override
        public void add(char[] s, int from, int to) {
            // Nothing is kept.
        }

        @Override
        public void add(AsciiRows rows, int column, double[] space) {
            // Nothing is kept.
        }

        @Override
        public void merge(CellTally later) {
            // Nothing was kept.
        }
    }

    /** Numbers or dates as a table's reader reads them. */
    record Numbers(NumberCells cells, NumberTally tally) implements CellTally {
        @Override
        public void add(char[] s, int from, int to) {
            tally.add(cells.read(s, from, to));
        }

        @Override
        public void add(AsciiRows rows, int column, double[] space) {
            cells.read(rows, column, space);
            tally.add(space, rows.size());
        }

        @Override
        public void merge(CellTally later) {
            tally.merge(((Numbers) later).tally);
        }
    }

    /**
     * Numbers or dates as a model's input reads them; what it refuses is unreadable.
     *
     * @param plain whether plain digits mean what they say
     * @param comma whether there was a text with a comma, which may be a decimal mark
     */
    record InputNumbers(Input input, boolean plain, NumberTally tally, AtomicBoolean comma) implements CellTally {

        InputNumbers(Input input) {
            this(input, input.readsPlain(), new NumberTally(), new AtomicBoolean());
        }

        /** Whether what was read may be otherwise once all texts of the column are known. */
        boolean isOpen() {
            return input.type() == ColumnType.NUMERIC && (!plain || comma.get());
        }

        @Override
        public void add(char[] s, int from, int to) {
            double quick = plain ? NumberCells.plain(s, from, to) : Double.NaN;
            tally.add(Double.isNaN(quick) ? slow(new String(s, from, to - from)) : input.readNumber(quick, 0));
        }

        private double slow(String text) {
            if (text.isBlank()) {
                return Double.NaN;
            }
            if (text.indexOf(',') >= 0 || text.indexOf('.') != text.lastIndexOf('.')) {
                comma.set(true);
            }
            try {
                return input.read(text, 0);
            } catch (DataException unreadable) {
                return Double.POSITIVE_INFINITY;
            }
        }

        @Override
        public void add(AsciiRows rows, int column, double[] space) {
            NumberCells.plain(rows, column, space);
            for (int row = 0; row < rows.size(); row++) {
                double quick = plain ? space[row] : Double.NaN;
                space[row] = Double.isNaN(quick) ? slow(rows.text(row, column)) : input.readNumber(quick, 0);
            }
            tally.add(space, rows.size());
        }

        @Override
        public void merge(CellTally later) {
            tally.merge(((InputNumbers) later).tally);
            comma.compareAndSet(false, ((InputNumbers) later).comma.get());
        }
    }

    /** Levels as the table spells them; what they mean is asked of each text once, at the end. */
    record Levels(LevelCells cells) implements CellTally {

        Levels(MissingMarkers missing) {
            this(new LevelCells(missing));
        }

        @Override
        public void add(char[] s, int from, int to) {
            cells.add(s, from, to);
        }

        @Override
        public void add(AsciiRows rows, int column, double[] space) {
            cells.add(rows, column);
        }

        @Override
        public void merge(CellTally later) {
            cells.merge(((Levels) later).cells);
        }
    }
}
