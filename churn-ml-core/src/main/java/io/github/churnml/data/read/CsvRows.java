package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file one by one, as raw text: nothing is trimmed, no type is inferred, and memory does not grow with
 * the file. Refuses what {@link Tables#readCsv(Path)} refuses, each row when it is reached. For one thread; to be
 * closed.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class CsvRows implements TableRows {

    private final CsvSource source;
    private final Rows handler;
    private final CsvParsing<String[]> parsing;
    private long row;

    private CsvRows(CsvSource source, TableLimits limits, Progress progress) {
        this.source = source;
        this.handler = new Rows(source, limits);
        this.parsing = new CsvParsing<>(
                handler, limits, done -> progress.at("reading", Math.min(done, source.size()), source.size()));
    }

    /**
     * Opens a file and reads its header.
     *
     * @param path the file
     * @param options charset, delimiter and a listener; declared types and missing markers mean nothing here
     * @return the rows
     * @throws io.github.churnml.error.DataException if the file is not there, not text or has no rows
     */
    public static CsvRows open(Path path, CsvOptions options) {
        CsvRows rows = new CsvRows(CsvSource.of(path, options), TableLimits.STANDARD, options.progress());
        try {
            boolean unused = rows.hasNext(); // reads on to the first row, or says that there is none
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public List<String> header() {
        List<String> header = handler.header();
        return header == null ? List.of() : header;
    }

    /** {@return the header exactly as the file has it, empty names included} */
    public List<String> rawHeader() {
        return handler.rawHeader();
    }

    /** {@return the field separator, given or found} */
    public char delimiter() {
        return source.delimiter();
    }

    /** {@return whether the file begins with a byte order mark} */
    public boolean marked() {
        return source.mark() > 0;
    }

    /** {@return the character set, given or by the byte order mark} */
    public Charset charset() {
        return source.charset();
    }

    @Override
    public boolean hasNext() {
        return parsing.hasNext();
    }

    @Override
    public String[] next() {
        String[] texts = parsing.next();
        row++;
        return texts;
    }

    @Override
    public long rowNumber() {
        return row;
    }

    @Override
    public List<Notice> notices() {
        return List.copyOf(handler.notices());
    }

    @Override
    public void close() {
        parsing.close();
    }

    private static final class Rows extends CsvHandler<String[]> {
        private int columns;
        private String[] texts = {};

        Rows(CsvSource source, TableLimits limits) {
            super(source, limits.withoutRows());
        }

        @Override
        void header(List<String> names) {
            columns = names.size();
            texts = new String[columns];
        }

        @Override
        void field(int column, char[] s, int from, int to) {
            texts[column] = from == to ? "" : new String(s, from, to - from);
        }

        @Override
        @Nullable
        String[] endRow() {
            String[] full = texts;
            texts = new String[columns];
            return full;
        }
    }
}
