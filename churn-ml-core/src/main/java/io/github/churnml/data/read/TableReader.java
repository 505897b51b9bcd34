package io.github.churnml.data.read;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Field;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.Schema;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns any source into a dataset in two passes: the first learns every column's type from all of its values in bounded
 * memory, the second fills arrays of exactly the right length. No string is kept per cell, and the table is never held in
 * memory in another form.
 */
final class TableReader {

    /** Distinct values tracked per column: few enough for the processor's cache; and over all columns together. */
    private static final int MOST_DISTINCT = 1 << 13;

    private static final int MOST_DISTINCT_IN_ALL = 1 << 23;
    private static final int FEWEST_DISTINCT = 1 << 10;

    private TableReader() {}

    /** How texts of a column are taken that stand for a missing value. */
    static MarkerMatcher[] markers(List<String> header, ReadOptions options) {
        MarkerMatcher[] markers = new MarkerMatcher[header.size()];
        Arrays.fill(markers, new MarkerMatcher(options.missing()));
        if (!options.literal().isEmpty()) {
            Schema schema = new Schema(header.stream()
                    .map(name -> new Field(name, ColumnType.TEXT))
                    .toList());
            options.literal()
                    .forEach(name -> schema.find(name).ifPresent(place -> markers[place] = MarkerMatcher.none()));
        }
        return markers;
    }

    /** How many distinct values are tracked in each column of a table. */
    static int mostDistinct(int columns) {
        return Math.max(FEWEST_DISTINCT, Math.min(MOST_DISTINCT, MOST_DISTINCT_IN_ALL / columns));
    }

    static Dataset read(TablePasses source, ReadOptions options) {
        Probing probing = new Probing(options);
        TablePasses.Passed first = source.pass(probing, progress(source, 0, options.progress()));
        List<Notice> notices = new ArrayList<>(first.notices());
        List<ColumnBuilder> builders = builders(source, probing, first.rows(), options, notices);
        Building building = new Building(source.path(), probing.names, first.rows(), builders);
        TablePasses.Passed second = source.pass(building, progress(source, 1, options.progress()));
        if (second.rows() != first.rows()) {
            throw changed(source.path());
        }
        return dataset(building.columns(), notices);
    }

    /** The table; numbers whose points stand before thousands are left as they are written. */
    static Dataset dataset(List<Column> columns, List<Notice> notices) {
        return Dataset.of(
                columns.stream().map(column -> thousands(column, notices)).toList(), notices);
    }

    private static Column thousands(Column column, List<Notice> notices) {
        return column instanceof CodedColumn coded
                        && notices.stream()
                                .anyMatch(notice -> notice.code().equals(HiddenNumbers.THOUSANDS)
                                        && notice.column().equals(coded.name()))
                ? coded.in(Decimals.COMMA)
                : column;
    }

    private static LongConsumer progress(TablePasses source, int pass, Progress listener) {
        long before = (source.passesBefore() + pass) * source.size();
        long total = (source.passesBefore() + 2) * source.size();
        return done -> listener.at("reading", before + Math.min(done, source.size()), total);
    }

    private static List<ColumnBuilder> builders(
            TablePasses source, Probing probing, long rows, ReadOptions options, List<Notice> notices) {
        List<ColumnProbe> probes = List.of(probing.probes);
        List<ColumnType> decided = types(probing.names, probes, source.hasNumbers(), options, source.path(), notices);
        List<ColumnBuilder> builders = new ArrayList<>();
        for (int i = 0; i < probing.names.size(); i++) {
            builders.add(ColumnBuilder.of(
                    probing.names.get(i), decided.get(i), probes.get(i).dateFormat(), probing.markers[i], (int) rows));
        }
        return builders;
    }

    /** Every column's type by what all of its values allow; what is worth saying is added to the notices. */
    static List<ColumnType> types(
            List<String> names,
            List<ColumnProbe> probes,
            boolean hasNumbers,
            ReadOptions options,
            @Nullable Path path,
            List<Notice> notices) {
        ColumnTypes types = new ColumnTypes(names, options.types(), path);
        boolean commas = !hasNumbers
                && probes.stream().anyMatch(ColumnProbe::hasCommas)
                && probes.stream().noneMatch(ColumnProbe::hasPoints);
        List<ColumnType> decided = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            decided.add(types.decide(i, probes.get(i), commas, notices));
        }
        return decided;
    }

    static DataException changed(@Nullable Path path) {
        String what = path == null ? "The table" : "The file (" + path + ")";
        return new DataException(
                what + " changed while it was being read.",
                "Maybe another process still writes it: try again when it is done.",
                Where.in(path));
    }

    /** The first pass. */
    private static final class Probing implements Cells {
        private final ReadOptions options;
        private List<String> names = List.of();
        private MarkerMatcher[] markers = {};
        private ColumnProbe[] probes = {};

        Probing(ReadOptions options) {
            this.options = options;
        }

        @Override
        public void header(List<String> header) {
            names = header;
            markers = markers(header, options);
            probes = new ColumnProbe[header.size()];
            for (int i = 0; i < probes.length; i++) {
                probes[i] = new ColumnProbe(markers[i], new DistinctSample(mostDistinct(probes.length), 0));
            }
        }

        @Override
        public void cell(int column, char[] s, int from, int to, long row) {
            probes[column].add(s, from, to, row, 1);
        }
    }

    /** The second pass. */
    private static final class Building implements Cells {
        private final @Nullable Path path;
        private final List<String> names;
        private final long expectedRows;
        private final ColumnBuilder[] builders;

        Building(@Nullable Path path, List<String> names, long rows, List<ColumnBuilder> builders) {
            this.path = path;
            this.names = names;
            this.expectedRows = rows;
            this.builders = builders.toArray(new ColumnBuilder[0]);
        }

        @Override
        public void header(List<String> header) {
            if (!header.equals(names)) {
                throw changed(path);
            }
        }

        @Override
        public void cell(int column, char[] s, int from, int to, long row) {
            if (row > expectedRows || !builders[column].add((int) row - 1, s, from, to)) {
                throw changed(path);
            }
        }

        List<Column> columns() {
            List<Column> columns = new ArrayList<>(builders.length);
            for (int i = 0; i < builders.length; i++) {
                columns.add(builders[i].build());
                builders[i] = null;
            }
            return columns;
        }
    }
}
