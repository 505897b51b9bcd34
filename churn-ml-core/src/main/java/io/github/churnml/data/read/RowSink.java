package io.github.churnml.data.read;

/**
 * Takes a run of a table's rows in, cell by cell, on one thread at a time; see {@link TableScan}.
 *
 * @param <S> the sink's own type
 */
public interface RowSink<S extends RowSink<S>> {

    /**
     * Takes a cell; those of a row come in the order of the columns.
     *
     * @param column the column, from 0
     * @param s holds the cell's text, blanks around it included; only until this returns
     * @param from where the text begins
     * @param to behind its last character
     */
    void cell(int column, char[] s, int from, int to);

    /** Ends a row that has had all its cells. */
    void endRow();

    /**
     * Takes many whole rows of ASCII text, none of it in quotes; a sink that can go through them column by column does so
     * several times as fast.
     *
     * @param rows the rows, only until this returns
     */
    default void rows(AsciiRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                char[] cell = rows.text(row, column).toCharArray();
                cell(column, cell, 0, cell.length);
            }
            endRow();
        }
    }

    /**
     * Takes in what another sink has taken in, whose rows come after those of this one.
     *
     * @param later a sink that is not used any more
     */
    void merge(S later);
}
