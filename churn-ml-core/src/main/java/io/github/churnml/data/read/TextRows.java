package io.github.churnml.data.read;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Rows of text in memory, or from anywhere that can give them twice, as a source of cells. */
final class TextRows implements TablePasses {

    private static final char[] NONE = {};

    private final List<String> names;
    private final Iterable<? extends @Nullable String[]> rows;
    private final List<Notice> notices;
    private final TableLimits limits;

    private TextRows(
            List<String> names, Iterable<? extends @Nullable String[]> rows, List<Notice> notices, TableLimits limits) {
        this.names = names;
        this.rows = rows;
        this.notices = notices;
        this.limits = limits;
    }

    static Dataset read(List<String> header, Iterable<? extends @Nullable String[]> rows, ReadOptions options) {
        return read(header, rows, options, TableLimits.STANDARD);
    }

    static Dataset read(
            List<String> header, Iterable<? extends @Nullable String[]> rows, ReadOptions options, TableLimits limits) {
        if (header.isEmpty() || header.size() > limits.columns()) {
            throw new DataException(
                    "The table has " + header.size() + " columns where 1 to " + limits.columns() + " are possible.",
                    "",
                    Where.nowhere());
        }
        List<Notice> notices = new ArrayList<>();
        List<String> names = HeaderNames.names(header, null, notices);
        return TableReader.read(new TextRows(names, rows, notices, limits), options);
    }

    @Override
    public @Nullable Path path() {
        return null;
    }

    @Override
    public long size() {
        return 1;
    }

    @Override
    public int passesBefore() {
        return 0;
    }

    @Override
    public Passed pass(Cells cells, LongConsumer progress) {
        cells.header(names);
        long row = 0;
        for (@Nullable String[] texts : rows) {
            if (row++ == limits.rows()) {
                throw new DataException(
                        "The table has more than " + limits.rows() + " rows.",
                        "Maybe train on a sample of them.",
                        Where.nowhere());
            }
            if (texts.length != names.size()) {
                throw new DataException(
                        "Row " + row + " has " + texts.length + " texts where the header has " + names.size() + ".",
                        "",
                        Where.nowhere().row(row));
            }
            give(texts, cells, row);
        }
        if (row == 0) {
            throw new DataException(
                    "The table has a header but no rows.",
                    "Maybe the query that made it found nothing.",
                    Where.nowhere());
        }
        progress.accept(1);
        return new Passed(row, notices);
    }

    private static void give(@Nullable String[] texts, Cells cells, long row) {
        for (int column = 0; column < texts.length; column++) {
            String text = texts[column];
            char[] s = text == null ? NONE : text.toCharArray();
            cells.cell(column, s, 0, s.length, row);
        }
    }
}
