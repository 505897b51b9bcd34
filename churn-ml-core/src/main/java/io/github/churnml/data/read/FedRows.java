package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of another module's table, read ahead by one. */
final class FedRows implements TableRows {

    private final SourcePasses table;
    private final SourceFeed feed;
    private String @Nullable [] ahead;
    private boolean ended;
    private long row;

    private FedRows(SourcePasses table, SourceFeed feed) {
        this.table = table;
        this.feed = feed;
    }

    static FedRows open(TableSource source, Path path, ReadOptions options) {
        Progress progress = options.progress();
        SourcePasses table = SourcePasses.open(source, path, options, TableLimits.STANDARD.withoutRows(), 2);
        try {
            long size = table.size();
            SourceFeed feed = table.feed(done -> progress.at("reading", size + Math.min(done, size), 2 * size));
            FedRows rows = new FedRows(table, feed);
            boolean unused = rows.hasNext(); // reads on to the first row, or says that there is none
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
        return feed.notices();
    }

    @Override
    public void close() {
        feed.close();
        table.close();
    }
}
