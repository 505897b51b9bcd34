package io.github.churnml.data.read;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ChurnException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A CSV file as a source of cells: each field as it stands, blanks around it included. */
final class CsvTable implements TablePasses {

    private final CsvSource source;
    private final TableLimits limits;

    private CsvTable(CsvSource source, TableLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    static Dataset read(Path path, CsvOptions options) {
        return read(path, options, TableLimits.STANDARD);
    }

    static Dataset read(Path path, CsvOptions options, TableLimits limits) {
        return read(CsvSource.of(path, options), ReadOptions.of(options), limits);
    }

    static Dataset read(Path path, ReadOptions options) {
        return read(CsvSource.of(path, options.csv()), options, TableLimits.STANDARD);
    }

    /** Reads a file block by block, if it is regular; else row by row, which tells what is wrong where. */
    private static Dataset read(CsvSource source, ReadOptions options, TableLimits limits) {
        if (TableScan.isCutAnywhere(source) && limits.equals(TableLimits.STANDARD)) {
            try {
                return new BlockTable(source, options).read();
            } catch (CsvBlocks.Irregular | ChurnException otherwise) {
                return rowByRow(source, options, limits);
            }
        }
        return rowByRow(source, options, limits);
    }

    static Dataset rowByRow(CsvSource source, ReadOptions options, TableLimits limits) {
        return TableReader.read(new CsvTable(source, limits), options);
    }

    @Override
    public Path path() {
        return source.path();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public int passesBefore() {
        return 0;
    }

    @Override
    public Passed pass(Cells cells, LongConsumer progress) {
        Feeding feeding = new Feeding(source, limits, cells);
        CsvParsing.run(feeding, limits, progress);
        return new Passed(feeding.rows(), feeding.notices());
    }

    private static final class Feeding extends CsvHandler<Void> {
        private final Cells cells;

        Feeding(CsvSource source, TableLimits limits, Cells cells) {
            super(source, limits);
            this.cells = cells;
        }

        @Override
        void header(List<String> names) {
            cells.header(names);
        }

        @Override
        void field(int column, char[] s, int from, int to) {
            cells.cell(column, s, from, to, row());
        }

        @Override
        @Nullable
        Void endRow() {
            return null;
        }
    }
}
