package io.github.churnml.data.excel;

import io.github.churnml.data.Notice;
import io.github.churnml.data.read.SourceRows;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;

/** Goes through the rows of a sheet once; what is wrong with cells is counted on the way. */
final class XlsxRows implements SourceRows {

    /** Cells of one column with one kind of trouble. */
    private static final class Count {
        private long cells;
        private long firstRow;
        private String example = "";
    }

    private final XlsxTable table;
    private final LongConsumer progress;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final int first;
    private final int columns;
    private final List<Map<XlsxCell.Trouble, Count>> troubles = new ArrayList<>();
    private final String[] texts;
    private final boolean[] numbers;
    private final boolean header;
    private long row;

    /** Opens a sheet. */
    XlsxRows(XlsxTable table, boolean header, LongConsumer progress) {
        this.table = table;
        this.header = header;
        this.progress = progress;
        this.first = table.scan().firstColumn();
        this.columns = table.columns();
        this.texts = new String[columns];
        this.numbers = new boolean[columns];
        try {
            stream = table.sheet().openStream();
        } catch (IOException | RuntimeException e) {
            throw XlsxArchive.damaged(table.path(), e);
        }
        rows = stream.iterator();
        for (int i = 0; i < columns; i++) {
            troubles.add(new EnumMap<>(XlsxCell.Trouble.class));
        }
    }

    @Override
    public boolean next() {
        try {
            while (rows.hasNext()) {
                if (take(rows.next())) {
                    row++;
                    double share = Math.min(1, (double) row / table.scan().rows());
                    progress.accept((long) (table.size() * share));
                    return true;
                }
            }
            return false;
        } catch (ChurnException e) {
            throw e;
        } catch (RuntimeException e) {
            throw XlsxArchive.damaged(table.path(), e);
        }
    }

    /** Takes a row's texts; false if it holds nothing. */
    private boolean take(Row cells) {
        boolean holds = false;
        boolean counted = row > 0 || !header;
        for (int i = 0; i < columns; i++) {
            Cell cell = cells.hasCell(first + i) ? cells.getCell(first + i) : null;
            texts[i] = XlsxCell.text(cell, table.dates());
            numbers[i] = cell != null && XlsxCell.isNumber(cell, texts[i]);
            XlsxCell.Trouble trouble = XlsxCell.trouble(cell, table.scan().hasUncalculated(first + i));
            holds |= trouble != null || !texts[i].isBlank();
            if (cell != null && trouble != null && counted) {
                count(i, trouble, cell);
            }
        }
        return holds;
    }

    private void count(int column, XlsxCell.Trouble trouble, Cell cell) {
        Count count = troubles.get(column).computeIfAbsent(trouble, key -> new Count());
        if (count.cells++ == 0) {
            count.firstRow = header ? row : row + 1;
            count.example = String.valueOf(cell.getRawValue());
        }
    }

    @Override
    public String text(int column) {
        return texts[column];
    }

    @Override
    public boolean isNumber(int column) {
        return numbers[column];
    }

    @Override
    public List<Notice> notices(List<String> names) {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String name = names.get(i);
            troubles.get(i).forEach((trouble, count) -> notices.add(notice(name, trouble, count)));
        }
        return notices;
    }

    private static Notice notice(String name, XlsxCell.Trouble trouble, Count count) {
        String cells =
                "Column " + Wording.name(name) + " holds " + count.cells + (count.cells == 1 ? " cell" : " cells");
        return switch (trouble) {
            case ERROR ->
                new Notice(
                        "spreadsheet-errors",
                        name,
                        cells + " with an error, first " + Wording.value(count.example) + " in row " + count.firstRow
                                + "; they are taken as missing.");
            case NOT_CALCULATED ->
                new Notice(
                        "formulas-not-calculated",
                        name,
                        cells + " with a formula but no calculated value, first in row " + count.firstRow
                                + "; they are taken as missing. Open the workbook in a spreadsheet program and save it"
                                + " to have them calculated.");
        };
    }

    @Override
    public void close() {
        stream.close();
    }
}
