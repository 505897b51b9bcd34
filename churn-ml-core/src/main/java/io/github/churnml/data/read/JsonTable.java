package io.github.churnml.data.read;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON table as a source of cells: a list of objects or objects one after the other, such as one per line. A pass
 * beforehand finds the keys, which are the columns; a row without a key misses the value.
 */
final class JsonTable implements TablePasses {

    private static final char[] NONE = {};

    private final Path path;
    private final TableLimits limits;
    private final JsonKeys keys;
    private final long size;
    private final List<String> names;
    private final List<Notice> notices = new ArrayList<>();

    /** Opens a table and finds its keys; the listener is told how much of {@code passes} passes that is. */
    JsonTable(Path path, TableLimits limits, Progress progress, int passes) {
        this.path = path;
        this.limits = limits;
        this.keys = new JsonKeys(limits.columns());
        byte[] head = TableFile.head(path, "a JSON file");
        if (TableFormat.isBlank(head) && head.length < TableFile.HEAD) {
            throw TableFile.empty(path);
        }
        this.size = TableFile.size(path);
        long total = passes * size;
        requireRows(findKeys(done -> progress.at("reading", Math.min(done, size), total)));
        this.names = HeaderNames.names(keys.close(), path, notices);
        if (names.isEmpty()) {
            throw new DataException(
                    "The rows of " + TableFile.shortName(path) + " have no keys.",
                    "Maybe the query that made the file selected no columns.",
                    Where.in(path));
        }
    }

    static Dataset read(Path path, ReadOptions options) {
        return read(path, options, TableLimits.STANDARD);
    }

    static Dataset read(Path path, ReadOptions options, TableLimits limits) {
        return TableReader.read(new JsonTable(path, limits, options.progress(), 3), options);
    }

    private long findKeys(LongConsumer progress) {
        try (JsonFeed feed = new JsonFeed(path, limits, keys, progress)) {
            JsonFeed.Values values =
                    (key, s, from, to) -> key.cells().add(new String(s, from, to - from), feed.isNumber());
            while (feed.next(values)) {
                // The keys are noted on the way.
            }
            return feed.row();
        }
    }

    private void requireRows(long rows) {
        if (rows == 0) {
            throw new DataException(
                    "The file " + Wording.path(path) + " has no rows.",
                    "Maybe the query that made it found nothing.",
                    Where.in(path));
        }
    }

    /** The text of a number that another one than what is written is safer for, or null. */
    static char @Nullable [] text(JsonFeed feed, JsonKeys.Key key, char[] s, int from, int to) {
        if (!key.cells().isMixed() || !feed.isNumber()) {
            return null;
        }
        return key.cells().text(new String(s, from, to - from), true).toCharArray();
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    List<String> names() {
        return names;
    }

    JsonFeed open(LongConsumer progress) {
        return new JsonFeed(path, limits, keys, progress);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int passesBefore() {
        return 1;
    }

    @Override
    public boolean hasNumbers() {
        return true;
    }

    @Override
    public Passed pass(Cells cells, LongConsumer progress) {
        cells.header(names);
        long[] last = new long[names.size()];
        try (JsonFeed feed = open(progress)) {
            JsonFeed.Values values = (key, s, from, to) -> {
                // A key that is null here and an object there has no column.
                if (key.column() >= 0) {
                    last[key.column()] = feed.row() + 1;
                    char[] own = text(feed, key, s, from, to);
                    if (own == null) {
                        cells.cell(key.column(), s, from, to, feed.row() + 1);
                    } else {
                        cells.cell(key.column(), own, 0, own.length, feed.row() + 1);
                    }
                }
            };
            while (feed.next(values)) {
                for (int column = 0; column < last.length; column++) {
                    if (last[column] != feed.row()) {
                        cells.cell(column, NONE, 0, 0, feed.row());
                    }
                }
            }
            return new Passed(feed.row(), notices);
        }
    }
}
