package io.github.churnml.data.read;

import java.util.List;

/** A run of a table's rows, column by column. */
final class TablePart implements RowSink<TablePart> {

    final List<String> names;
    final ColumnPart[] columns;
    private long rows;

    TablePart(List<String> names, ColumnPart[] columns) {
        this.names = names;
        this.columns = columns;
    }

    long rows() {
        return rows;
    }

    @Override
    public void cell(int column, char[] s, int from, int to) {
        columns[column].add(s, from, to);
    }

    @Override
    public void endRow() {
        rows++;
    }

    @Override
    public void rows(AsciiRows many) {
        for (int column = 0; column < columns.length; column++) {
            columns[column].add(many, column);
        }
        rows += many.size();
    }

    /** Gives back the room that is left; no row is taken in afterwards. */
    void trim() {
        for (ColumnPart column : columns) {
            column.trim();
        }
    }

    @Override
    public void merge(TablePart later) {
        rows += later.rows;
        if (rows > TableLimits.STANDARD.rows()) {
            throw new CsvBlocks.Irregular("there are too many rows");
        }
        for (int column = 0; column < columns.length; column++) {
            columns[column].append(later.columns[column]);
        }
    }
}
