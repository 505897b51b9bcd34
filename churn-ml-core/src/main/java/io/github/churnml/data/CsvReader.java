package io.github.churnml.data;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file in two passes: the first learns every column's type from all of its values in bounded memory, the
 * second fills arrays of exactly the right length. No string is kept per cell, and the file is never held in memory.
 */
final class CsvReader {

    /** Distinct values tracked per column: few enough for the processor's cache; and over all columns together. */
    private static final int MOST_DISTINCT = 1 << 13;

    private static final int MOST_DISTINCT_IN_ALL = 1 << 23;
    private static final int FEWEST_DISTINCT = 1 << 10;

    private CsvReader() {}

    static Dataset read(Path path, CsvOptions options) {
        return read(path, options, CsvLimits.STANDARD);
    }

    static Dataset read(Path path, CsvOptions options, CsvLimits limits) {
        CsvSource source = CsvSource.of(path, options);
        MarkerMatcher markers = new MarkerMatcher(options.missing());
        Progress progress = options.progress();
        long total = 2 * source.size();
        Probing probing = new Probing(source, limits, markers);
        CsvParsing.run(probing, limits, done -> progress.at("reading", Math.min(done, source.size()), total));
        List<Notice> notices = new ArrayList<>(probing.notices());
        List<ColumnBuilder> builders = builders(probing, options, markers, notices);
        Building building = new Building(source, limits, probing.names, probing.rows(), builders);
        LongConsumer second = done -> progress.at("reading", source.size() + Math.min(done, source.size()), total);
        CsvParsing.run(building, limits, second);
        return Dataset.of(building.columns(), notices);
    }

    private static List<ColumnBuilder> builders(
            Probing probing, CsvOptions options, MarkerMatcher markers, List<Notice> notices) {
        ColumnTypes types =
                new ColumnTypes(probing.names, options.types(), probing.source().path());
        List<ColumnType> decided = new ArrayList<>();
        for (int i = 0; i < probing.names.size(); i++) {
            decided.add(types.decide(i, probing.probes[i], notices));
        }
        List<ColumnBuilder> builders = new ArrayList<>();
        for (int i = 0; i < probing.names.size(); i++) {
            Dates.Format format = Dates.first(probing.probes[i].dateFormats()).orElse(Dates.Format.ISO);
            builders.add(ColumnBuilder.of(probing.names.get(i), decided.get(i), format, markers, (int) probing.rows()));
        }
        return builders;
    }

    /** The first pass. */
    private static final class Probing extends CsvHandler<Void> {
        private final MarkerMatcher markers;
        private List<String> names = List.of();
        private ColumnProbe[] probes = {};

        Probing(CsvSource source, CsvLimits limits, MarkerMatcher markers) {
            super(source, limits);
            this.markers = markers;
        }

        @Override
        void header(List<String> header) {
            names = header;
            int distinct = Math.max(FEWEST_DISTINCT, Math.min(MOST_DISTINCT, MOST_DISTINCT_IN_ALL / header.size()));
            probes = new ColumnProbe[header.size()];
            for (int i = 0; i < probes.length; i++) {
                probes[i] = new ColumnProbe(markers, distinct);
            }
        }

        @Override
        void field(int column, char[] s, int from, int to) {
            probes[column].add(s, from, to, row());
        }

        @Override
        @Nullable
        Void endRow() {
            return null;
        }
    }

    /** The second pass. */
    private static final class Building extends CsvHandler<Void> {
        private final List<String> names;
        private final long expectedRows;
        private final ColumnBuilder[] builders;

        Building(CsvSource source, CsvLimits limits, List<String> names, long rows, List<ColumnBuilder> builders) {
            super(source, limits);
            this.names = names;
            this.expectedRows = rows;
            this.builders = builders.toArray(new ColumnBuilder[0]);
        }

        @Override
        void header(List<String> header) {
            if (!header.equals(names)) {
                throw changed();
            }
        }

        @Override
        void field(int column, char[] s, int from, int to) {
            if (rows() >= expectedRows || !builders[column].add((int) rows(), s, from, to)) {
                throw changed();
            }
        }

        @Override
        @Nullable
        Void endRow() {
            return null;
        }

        List<Column> columns() {
            if (rows() != expectedRows) {
                throw changed();
            }
            List<Column> columns = new ArrayList<>(builders.length);
            for (int i = 0; i < builders.length; i++) {
                columns.add(builders[i].build());
                builders[i] = null;
            }
            return columns;
        }

        private DataException changed() {
            return new DataException(
                    "The file (" + source().path() + ") changed while it was being read.",
                    "Maybe another process still writes it: try again when it is done.",
                    Where.in(source().path()));
        }
    }
}
