package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows below the header of another module's table, once, as texts. */
final class SourceFeed implements AutoCloseable {

    private final SourceTable table;
    private final Path path;
    private final TableLimits limits;
    private final SourceRows rows;
    private final List<Notice> headerNotices = new ArrayList<>();
    private final List<String> names;
    private long row;
    /** What the columns hold, where that matters; known, or to be found out. */
    private MixedCells[] mixed = {};

    private boolean known;

    /** Begins a pass with names in the first row, or without, where columns are called c1, c2 and so on. */
    SourceFeed(SourceTable table, Path path, TableLimits limits, boolean header, LongConsumer progress) {
        this.table = table;
        this.path = path;
        this.limits = limits;
        if (table.columns() > limits.columns()) {
            throw new DataException(
                    table.name() + " has more than " + limits.columns() + " columns.",
                    "Maybe it is not a table of customers.",
                    Where.in(path));
        }
        rows = table.rows(header, progress);
        try {
            names = header
                    ? readHeader()
                    : IntStream.rangeClosed(1, table.columns())
                            .mapToObj(i -> "c" + i)
                            .toList();
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private List<String> readHeader() {
        if (!rows.next()) {
            throw TableFile.noRows(path);
        }
        return HeaderNames.names(Arrays.asList(texts()), path, headerNotices);
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

    List<String> names() {
        return names;
    }

    /** The row last handed out, from 1; 0 before the first. */
    long row() {
        return row;
    }

    /** The next row, or null at the end. */
    String @Nullable [] next() {
        if (!rows.next()) {
            if (row == 0) {
                throw TableFile.noRows(path);
            }
            return null;
        }
        if (row == limits.rows()) {
            throw TableFile.tooManyRows(path, limits.rows());
        }
        row++;
        String[] texts = texts();
        for (int i = 0; i < mixed.length; i++) {
            if (known) {
                texts[i] = mixed[i].text(texts[i], rows.isNumber(i));
            } else {
                mixed[i].add(texts[i], rows.isNumber(i));
            }
        }
        return texts;
    }

    private String[] texts() {
        String[] texts = new String[table.columns()];
        Arrays.setAll(texts, rows::text);
        return texts;
    }

    /** What was noticed about the table, its header and its rows up to here. */
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>(table.notices());
        notices.addAll(headerNotices);
        notices.addAll(rows.notices(names));
        return notices;
    }

    @Override
    public void close() {
        rows.close();
    }
}
