package io.github.churnml.data.read;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dataset of a regular CSV file in one pass on all cores. What the first block holds tells how each column is
 * probably best held; while the columns are filled, all values have their say about its type. A column of numbers or dates
 * that turns out to be something else, which few do, is read once more, now with its texts. The answer is the one that
 * {@link TableReader} gives, whatever the blocks and the threads.
 */
final class BlockTable {

    private final CsvSource source;
    private final ReadOptions options;
    private final int first;
    private final int most;
    private List<Notice> notices = List.of();

    BlockTable(CsvSource source, ReadOptions options) {
        this(source, options, CsvBlocks.FIRST, CsvBlocks.BLOCK);
    }

    /** The same with other lengths of the first block and of the others, in bytes. */
    BlockTable(CsvSource source, ReadOptions options, int first, int most) {
        this.source = source;
        this.options = options;
        this.first = first;
        this.most = most;
    }

    /** Reads the file; what {@link CsvBlocks} cannot read, and what is to be refused, is for another reader. */
    Dataset read() {
        TablePart table = scan(new Filling(null), options.progress());
        while (true) {
            if (reread(table, i -> !table.columns[i].isProbed())) {
                continue;
            }
            List<Notice> said = new ArrayList<>(notices);
            List<ColumnProbe> probes =
                    Arrays.stream(table.columns).map(ColumnPart::probe).toList();
            List<ColumnType> types = types(table, probes, said);
            if (reread(
                    table,
                    i -> !table.columns[i].suits(types.get(i), probes.get(i).dateFormat()))) {
                continue;
            }
            Column[] columns = new Column[table.columns.length];
            IntStream.range(0, columns.length).parallel().forEach(i -> {
                columns[i] = table.columns[i].build(
                        table.names.get(i), types.get(i), probes.get(i).dateFormat());
                table.columns[i] = new ColumnPart();
            });
            return TableReader.dataset(List.of(columns), said);
        }
    }

    private List<ColumnType> types(TablePart table, List<ColumnProbe> probes, List<Notice> said) {
        return TableReader.types(table.names, probes, false, options, source.path(), said);
    }

    /** Takes the texts of some columns in; false if there are none. */
    private boolean reread(TablePart table, IntPredicate which) {
        boolean[] again = new boolean[table.columns.length];
        boolean any = false;
        for (int i = 0; i < again.length; i++) {
            again[i] = which.test(i);
            any |= again[i];
        }
        if (!any) {
            return false;
        }
        TablePart read = scan(new Filling(again), Progress.none());
        if (read.rows() != table.rows() || !read.names.equals(table.names)) {
            throw TableReader.changed(source.path());
        }
        for (int i = 0; i < again.length; i++) {
            table.columns[i] = again[i] ? read.columns[i] : table.columns[i];
        }
        return true;
    }

    private TablePart scan(Filling filling, Progress progress) {
        CsvBlocks<TablePart> blocks = new CsvBlocks<>(source, progress, filling, first, most);
        TablePart table = blocks.run();
        notices = blocks.notices();
        return table;
    }

    /** Makes the parts: at first one of texts, from which it works out how those of all blocks are best held. */
    private final class Filling implements CsvBlocks.Sinks<TablePart> {
        /** The columns whose texts are wanted, and no others; null to fill all. */
        private final boolean @Nullable [] again;

        private TablePart table = new TablePart(List.of(), new ColumnPart[0]);
        private List<ColumnType> types = List.of();
        private List<ColumnProbe> probes = List.of();
        /** Of each column the array that all of its parts fill, if they do. */
        private Object[] arrays = {};

        private int firstRows;

        Filling(boolean @Nullable [] again) {
            this.again = again;
        }

        @Override
        public TablePart first(List<String> names) {
            table = part(names, 0, 0);
            return table;
        }

        @Override
        public void end(TablePart part) {
            part.trim();
        }

        @Override
        public boolean areCounted() {
            return true;
        }

        @Override
        public void counted(long lines) {
            firstRows = (int) table.rows();
            long rows = firstRows + lines;
            if (rows > TableLimits.STANDARD.rows()) {
                throw new CsvBlocks.Irregular("there may be too many rows");
            }
            probes = Arrays.stream(table.columns).map(ColumnPart::probe).toList();
            types = again == null
                    ? types(table, probes, new ArrayList<>())
                    : Collections.nCopies(table.columns.length, ColumnType.TEXT);
            arrays = types.stream()
                    .map(type -> type.isNumber() ? new double[(int) rows] : type.isCoded() ? new int[(int) rows] : type)
                    .toArray();
            TablePart better = part(table.names, 0, firstRows);
            for (int i = 0; i < better.columns.length; i++) {
                table.columns[i].copyTo(better.columns[i]);
                better.columns[i].trim();
                table.columns[i] = better.columns[i];
            }
        }

        @Override
        public TablePart next(List<String> names, long lines) {
            return part(
                    names, (int) (firstRows + lines), (int) Math.min(most, (long) firstRows * most / first * 9 / 8));
        }

        private TablePart part(List<String> names, int start, int rows) {
            MarkerMatcher[] markers = TableReader.markers(names, options);
            ColumnPart[] columns = new ColumnPart[markers.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = again != null && !again[i] ? new ColumnPart() : part(names, i, markers[i], start, rows);
            }
            return new TablePart(names, columns);
        }

        private ColumnPart part(List<String> names, int column, MarkerMatcher markers, int start, int rows) {
            int distinct = TableReader.mostDistinct(names.size());
            int level = types.isEmpty() ? 0 : table.columns[column].distinctLevel();
            ColumnProbe probe = new ColumnProbe(markers, new DistinctSample(distinct, level));
            ColumnType type = types.isEmpty() ? ColumnType.TEXT : types.get(column);
            if (type.isCoded()) {
                return new LevelPart(markers, distinct, (int[]) arrays[column], start);
            }
            if (!type.isNumber()) {
                return new TextPart(markers, probe, rows);
            }
            boolean texts = IdentifierNames.isIdLike(names.get(column), true)
                    || probes.get(column).longNumbers().all() > 0;
            Dates.Format format = probes.get(column).dateFormat();
            return new NumberPart(type, format, markers, probe, texts, (double[]) arrays[column], start);
        }
    }
}
