package io.github.churnml.data.read;

import java.util.List;

/** Takes a table in, cell by cell: the header once, then the cells of every row, each column's in the order of the rows. */
interface Cells {

    /** Takes the names of the columns. */
    void header(List<String> names);

    /**
     * Takes a cell.
     *
     * @param column the column, from 0
     * @param s holds the cell's text, blanks around it included, from {@code from} to before {@code to}
     * @param row the row, from 1
     */
    void cell(int column, char[] s, int from, int to, long row);
}
