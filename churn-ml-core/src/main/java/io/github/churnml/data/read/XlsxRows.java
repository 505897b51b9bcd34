package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet, read ahead by one. */
final class XlsxRows implements TableRows {

    private final XlsxTable table;
    private final XlsxFeed feed;
    private String @Nullable [] ahead;
    private boolean ended;
    private long row;

    private XlsxRows(XlsxTable table, XlsxFeed feed) {
        this.table = table;
        this.feed = feed;
    }

    static XlsxRows open(Path path, ReadOptions options) {
        XlsxTable table = XlsxTable.open(path, options, TableLimits.STANDARD.withoutRows(), XlsxLimits.STANDARD, 2);
        Progress progress = options.progress();
        try {
            XlsxFeed feed = table.feed(done -> progress.at("reading", table.size() + done, 2 * table.size()));
            XlsxRows rows = new XlsxRows(table, feed);
            rows.hasNext();
            return rows;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    @Override
    public List<String> header() {
        return feed.names();
    }

    @Override
    public long rowNumber() {
        return row;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            ahead = feed.next();
            ended = ahead == null;
        }
        return ahead != null;
    }

    @Override
    public String[] next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        String[] texts = ahead;
        ahead = null;
        row++;
        return texts;
    }

    @Override
    public List<Notice> notices() {
        return table.notices(feed);
    }

    @Override
    public void close() {
        feed.close();
        table.close();
    }
}
