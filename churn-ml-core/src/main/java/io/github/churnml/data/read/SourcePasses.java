package io.github.churnml.data.read;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Another module's table as cells, pass by pass. Opening it counts as a pass. */
final class SourcePasses implements TablePasses, AutoCloseable {

    private final SourceTable table;
    private final Path path;
    private final TableLimits limits;
    private final @Nullable Boolean header;
    private MixedCells @Nullable [] mixed;

    private SourcePasses(SourceTable table, Path path, TableLimits limits, @Nullable Boolean header) {
        this.table = table;
        this.path = path;
        this.limits = limits;
        this.header = header;
    }

    static Dataset read(TableSource source, Path path, ReadOptions options) {
        return read(source, path, options, TableLimits.STANDARD);
    }

    static Dataset read(TableSource source, Path path, ReadOptions options, TableLimits limits) {
        try (SourcePasses passes = open(source, path, options, limits, 3)) {
            return TableReader.read(passes, options);
        }
    }

    /** Opens a table, of which {@code passes} passes are made in all. */
    static SourcePasses open(TableSource source, Path path, ReadOptions options, TableLimits limits, int passes) {
        Progress progress = options.progress();
        SourceTable table = source.open(
                path,
                options.withProgress(
                        (stage, done, total) -> progress.at("reading", Math.min(done, total), passes * total)));
        try {
            SourcePasses opened = new SourcePasses(table, path, limits, options.header());
            if (options.header() == null) {
                opened.requireHeader();
            }
            return opened;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** Refuses a table whose first row looks like a customer. */
    private void requireHeader() {
        List<String[]> rows = new ArrayList<>();
        try (SourceFeed feed = new SourceFeed(table, path, limits, false, done -> {})) {
            for (String[] row = feed.next(); row != null && rows.size() < HeaderCheck.MOST_ROWS; row = feed.next()) {
                rows.add(row);
            }
        }
        HeaderCheck.refuseRow(path, rows);
    }

    /** Opens the rows below the header; {@code progress} is told how much of {@link #size} is done. */
    SourceFeed feed(LongConsumer progress) {
        boolean named = !Boolean.FALSE.equals(header);
        if (mixed == null) {
            mixed = table.isMixed(named) ? mixed(named) : new MixedCells[0];
        }
        SourceFeed feed = new SourceFeed(table, path, limits, named, progress);
        feed.write(mixed);
        return feed;
    }

    /** What the columns hold, which takes a pass. */
    private MixedCells[] mixed(boolean named) {
        try (SourceFeed feed = new SourceFeed(table, path, limits, named, done -> {})) {
            MixedCells[] found = new MixedCells[table.columns()];
            Arrays.setAll(found, i -> new MixedCells());
            feed.tally(found);
            while (feed.next() != null) {
                // The cells are noted on the way.
            }
            return found;
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return table.size();
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
        try (SourceFeed feed = feed(progress)) {
            cells.header(feed.names());
            for (String[] texts = feed.next(); texts != null; texts = feed.next()) {
                for (int column = 0; column < texts.length; column++) {
                    char[] s = texts[column].toCharArray();
                    cells.cell(column, s, 0, s.length, feed.row());
                }
            }
            return new Passed(feed.row(), feed.notices());
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
