package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a sheet once, as texts; what is wrong with cells is counted on the way. */
final class XlsxFeed implements AutoCloseable {

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
    private final List<Notice> headerNotices = new ArrayList<>();
    private final List<String> names;
    private final List<Map<XlsxCell.Trouble, Count>> troubles = new ArrayList<>();
    private long row;
    /** What the columns hold, where that matters; known, or to be found out. */
    private MixedCells[] mixed = {};

    private boolean known;

    /** Opens a sheet with names in its first row, or without, where columns are called c1, c2 and so on. */
    XlsxFeed(XlsxTable table, boolean header, LongConsumer progress) {
        this.table = table;
        this.progress = progress;
        this.first = table.scan().firstColumn();
        this.columns = table.scan().lastColumn() - first + 1;
        if (columns > table.limits().columns()) {
            throw new DataException(
                    "The sheet " + Wording.name(table.sheet().getName()) + " of " + TableFile.shortName(table.path())
                            + " has more than " + table.limits().columns() + " columns.",
                    "Maybe it is not a table of customers.",
                    Where.in(table.path()));
        }
        try {
            stream = table.sheet().openStream();
        } catch (IOException | RuntimeException e) {
            throw XlsxArchive.damaged(table.path(), e);
        }
        rows = stream.iterator();
        for (int i = 0; i < columns; i++) {
            troubles.add(new EnumMap<>(XlsxCell.Trouble.class));
        }
        try {
            names = header
                    ? readHeader()
                    : IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).toList();
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** Finds out what the columns hold. */
    void tally(MixedCells[] columns) {
        mixed = columns;
    }

    /** Writes numbers so that the texts of their column do not change them. */
    void write(MixedCells[] columns) {
        mixed = columns;
        known = true;
    }

    private List<String> readHeader() {
        String[] header = nextTexts();
        if (header == null) {
            throw TableFile.noRows(table.path());
        }
        troubles.forEach(Map::clear);
        return HeaderNames.names(Arrays.asList(header), table.path(), headerNotices);
    }

    List<String> names() {
        return names;
    }

    /** The row last handed out, from 1; 0 before the first. */
    long row() {
        return row;
    }

    /** The next row that holds anything, or null at the end. */
    String @Nullable [] next() {
        String[] texts = nextTexts();
        if (texts == null) {
            if (row == 0) {
                throw TableFile.noRows(table.path());
            }
            return null;
        }
        if (row == table.limits().rows()) {
            throw TableFile.tooManyRows(table.path(), table.limits().rows());
        }
        row++;
        long done = (long) (table.size() * ((double) row / table.scan().rows()));
        progress.accept(Math.min(done, table.size()));
        return texts;
    }

    private String @Nullable [] nextTexts() {
        try {
            while (rows.hasNext()) {
                String[] texts = texts(rows.next());
                if (texts != null) {
                    return texts;
                }
            }
            return null;
        } catch (ChurnException e) {
            throw e;
        } catch (RuntimeException e) {
            throw XlsxArchive.damaged(table.path(), e);
        }
    }

    /** A row's texts, or null if it holds nothing. */
    private String @Nullable [] texts(Row cells) {
        String[] texts = new String[columns];
        boolean holds = false;
        for (int i = 0; i < columns; i++) {
            Cell cell = cells.hasCell(first + i) ? cells.getCell(first + i) : null;
            texts[i] = XlsxCell.text(cell, table.dates());
            if (cell != null && mixed.length > 0) {
                boolean number = XlsxCell.isNumber(cell, texts[i]);
                if (known) {
                    texts[i] = mixed[i].text(texts[i], number);
                } else {
                    mixed[i].add(texts[i], number);
                }
            }
            XlsxCell.Trouble trouble = XlsxCell.trouble(cell, table.scan().hasUncalculated(first + i));
            holds |= trouble != null || !texts[i].isBlank();
            if (cell != null && trouble != null) {
                count(i, trouble, cell);
            }
        }
        return holds ? texts : null;
    }

    private void count(int column, XlsxCell.Trouble trouble, Cell cell) {
        Count count = troubles.get(column).computeIfAbsent(trouble, key -> new Count());
        if (count.cells++ == 0) {
            count.firstRow = row + 1;
            count.example = String.valueOf(cell.getRawValue());
        }
    }

    /** What was noticed in the header and in the rows up to here. */
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>(headerNotices);
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
