package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a JSON table, read ahead by one. */
final class JsonRows implements TableRows {

    private final List<String> names;
    private final List<Notice> notices;
    private final JsonFeed feed;
    private String @Nullable [] ahead;
    private long row;

    private JsonRows(JsonTable table, Progress progress) {
        names = table.names();
        notices = table.notices();
        long size = table.size();
        feed = table.open(done -> progress.at("reading", size + Math.min(done, size), 2 * size));
    }

    static JsonRows open(Path path, ReadOptions options) {
        JsonTable table = new JsonTable(path, TableLimits.STANDARD.withoutRows(), options.progress(), 2);
        return new JsonRows(table, options.progress());
    }

    @Override
    public List<String> header() {
        return names;
    }

    @Override
    public long rowNumber() {
        return row;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            String[] texts = new String[names.size()];
            Arrays.fill(texts, "");
            boolean more = feed.next((key, s, from, to) -> {
                if (key.column() >= 0) {
                    char[] own = JsonTable.text(feed, key, s, from, to);
                    texts[key.column()] = own == null ? new String(s, from, to - from) : new String(own);
                }
            });
            ahead = more ? texts : null;
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
        return notices;
    }

    @Override
    public void close() {
        feed.close();
    }
}
