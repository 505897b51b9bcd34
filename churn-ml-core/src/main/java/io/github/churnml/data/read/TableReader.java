package io.github.churnml.data.read;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
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
        return Dataset.of(
                building.columns().stream()
                        .map(column -> thousands(column, notices))
                        .toList(),
                notices);
    }

    /** Numbers whose points stand before thousands were left as they are written. */
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
        ColumnTypes types = new ColumnTypes(probing.names, options.types(), source.path());
        boolean commas = !source.hasNumbers()
                && Arrays.stream(probing.probes).anyMatch(ColumnProbe::hasCommas)
                && Arrays.stream(probing.probes).noneMatch(ColumnProbe::hasPoints);
        List<ColumnType> decided = new ArrayList<>();
        for (int i = 0; i < probing.names.size(); i++) {
            decided.add(types.decide(i, probing.probes[i], commas, notices));
        }
        List<ColumnBuilder> builders = new ArrayList<>();
        for (int i = 0; i < probing.names.size(); i++) {
            Dates.Format format = Dates.first(probing.probes[i].dateFormats()).orElse(Dates.Format.ISO);
            builders.add(
                    ColumnBuilder.of(probing.names.get(i), decided.get(i), format, probing.markers[i], (int) rows));
        }
        return builders;
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
            markers = new MarkerMatcher[header.size()];
            Arrays.fill(markers, new MarkerMatcher(options.missing()));
            Schema schema = new Schema(header.stream()
                    .map(name -> new Field(name, ColumnType.TEXT))
                    .toList());
            options.literal()
                    .forEach(name -> schema.find(name).ifPresent(place -> markers[place] = MarkerMatcher.none()));
            int distinct = Math.max(FEWEST_DISTINCT, Math.min(MOST_DISTINCT, MOST_DISTINCT_IN_ALL / header.size()));
            probes = new ColumnProbe[header.size()];
            for (int i = 0; i < probes.length; i++) {
                probes[i] = new ColumnProbe(markers[i], distinct);
            }
        }

        @Override
        public void cell(int column, char[] s, int from, int to, long row) {
            probes[column].add(s, from, to, row);
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
