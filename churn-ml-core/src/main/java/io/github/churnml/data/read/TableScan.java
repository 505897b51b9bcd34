package io.github.churnml.data.read;

import io.github.churnml.error.DataException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One pass over a table of any size, in bounded memory, on all cores where the format allows. Rows are handed out as raw
 * text to sinks, each of which gets a run of them; the runs depend on the table alone and are merged in its order, so that
 * the answer does not depend on the number of threads.
 *
 * <p>A CSV file in UTF-8 or a one-byte character set is cut at ends of lines that no quote encloses, and its blocks are
 * taken apart side by side. Where anything is irregular in it (a row of another length, bytes that are no text, a quote
 * that is never closed), it is read again from its beginning by the plain reader, row by row, which says what is wrong with
 * which row. Workbooks, JSON and other character sets are read by that reader at once.
 */
public final class TableScan {

    /** Rows that the plain reader gives to one sink. */
    private static final int RUN = 1 << 16;

    private TableScan() {}

    /**
     * Goes through a table.
     *
     * @param <S> the sink's type
     * @param path the file
     * @param options charset, delimiter, sheet and a listener; declared types and missing markers mean nothing here
     * @param empty makes a sink that has taken nothing in, from the columns' names
     * @return a sink that has taken in every row
     * @throws DataException if the file is not there, or not a table with rows, or a row is wrong
     */
    public static <S extends RowSink<S>> S run(Path path, ReadOptions options, Function<List<String>, S> empty) {
        if (Recognised.of(path).isCsv()) {
            CsvSource source = CsvSource.of(path, options.csv());
            if (isCutAnywhere(source)) {
                try {
                    return new CsvBlocks<>(source, options.progress(), CsvBlocks.Sinks.of(empty)).run();
                } catch (CsvBlocks.Irregular irregular) {
                    return plainly(path, options, empty);
                }
            }
        }
        return plainly(path, options, empty);
    }

    /**
     * Whether a table's numbers are texts, as in CSV, and no numbers, as in workbooks and JSON.
     *
     * @param path the file
     * @return whether they are
     * @throws DataException if the file is not there or no table
     */
    public static boolean hasTexts(Path path) {
        return Recognised.of(path).isCsv();
    }

    /** Whether a byte that looks like a line feed, a quote or a delimiter is one wherever it stands. */
    static boolean isCutAnywhere(CsvSource source) {
        Charset charset = source.charset();
        String name = charset.name().toLowerCase(Locale.ROOT);
        return source.delimiter() < 0x80
                && (charset.equals(StandardCharsets.UTF_8)
                        || charset.equals(StandardCharsets.US_ASCII)
                        || name.startsWith("iso-8859-")
                        || name.startsWith("windows-125"));
    }

    private static <S extends RowSink<S>> S plainly(Path path, ReadOptions options, Function<List<String>, S> empty) {
        try (TableRows rows = TableRows.open(path, options)) {
            S all = empty.apply(rows.header());
            S run = all;
            while (rows.hasNext()) {
                String[] row = rows.next();
                for (int column = 0; column < row.length; column++) {
                    char[] text = row[column].toCharArray();
                    run.cell(column, text, 0, text.length);
                }
                run.endRow();
                if (rows.rowNumber() % RUN == 0) {
                    if (run != all) {
                        all.merge(run);
                    }
                    run = empty.apply(rows.header());
                }
            }
            if (run != all) {
                all.merge(run);
            }
            return all;
        }
    }
}
