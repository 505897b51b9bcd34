package io.github.churnml.learn.additive;

/** Where the rows of the data are in the table of a pair of columns. Shared by bags. */
final class PairLayout {

    final int first;
    final int second;
    final PairAxis rows;
    final PairAxis columns;
    /** The cell of each row, by line of the table; one past the last for rows with a bin that learning rows have not. */
    final char[] cells;

    PairLayout(int first, int second, PairAxis[] axes, byte[][] bins) {
        this.first = first;
        this.second = second;
        this.rows = axes[first];
        this.columns = axes[second];
        this.cells = new char[bins[first].length];
        for (int i = 0; i < cells.length; i++) {
            int row = rows.cellOf[bins[first][i] & 0xFF];
            int column = columns.cellOf[bins[second][i] & 0xFF];
            cells[i] = (char) (row < 0 || column < 0 ? size() : row * columns.size + column);
        }
    }

    /** How many cells the table has. */
    int size() {
        return rows.size * columns.size;
    }
}
