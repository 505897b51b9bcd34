package io.github.churnml.spark;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A table of Spark that is brought to the driver, some partitions at a time, and read as a file of the same texts would be. */
final class CollectedTable {

    /** What core's reader does, see {@link Tables#ofTexts}. */
    private static final int PASSES = 2;
    /** About so much is asked for at a time; Spark's own limit for what a job brings is 1 GB unless it is set. */
    private static final long BYTES_AT_ONCE = 256L << 20;

    private final List<@Nullable PackedRows> blocks = new ArrayList<>();
    private final StructType type;
    private final List<CellText> cells;
    private int passes;

    private CollectedTable(StructType type, ZoneId zone) {
        this.type = type;
        this.cells = PackedRows.cells(type, zone);
    }

    /**
     * Brings a table's rows, in their order.
     *
     * @param rows how many there are, about
     * @param options types and missing markers; its listener is told about the stage {@code collecting}
     */
    static Dataset read(org.apache.spark.sql.classic.Dataset<Row> table, long rows, ZoneId zone, ReadOptions options) {
        CollectedTable collected = new CollectedTable(table.schema(), zone);
        collected.collect(table, rows, zone, options.progress());
        return collected.read(options);
    }

    private void collect(org.apache.spark.sql.classic.Dataset<Row> table, long rows, ZoneId zone, Progress progress) {
        JavaRDD<PackedRows> packed =
                table.queryExecution().toRdd().toJavaRDD().mapPartitions(new PackedRows.Packing(type, zone));
        int partitions = packed.getNumPartitions();
        int atOnce = atOnce(rows, type.length(), partitions, packed.context().defaultParallelism());
        for (int from = 0; from < partitions; from += atOnce) {
            int[] some =
                    IntStream.range(from, Math.min(partitions, from + atOnce)).toArray();
            for (List<PackedRows> blocksOfPartition : packed.collectPartitions(some)) {
                blocks.addAll(blocksOfPartition);
            }
            progress.at("collecting", some[some.length - 1] + 1L, partitions);
        }
    }

    /** How many partitions are asked for at a time: as many as run at once, of large ones fewer. */
    static int atOnce(long rows, int columns, int partitions, int running) {
        double bytesOfOne = (double) rows * columns * Long.BYTES / Math.max(1, partitions);
        return (int) Math.max(1, Math.min(running, BYTES_AT_ONCE / Math.max(1, bytesOfOne)));
    }

    private Dataset read(ReadOptions options) {
        return Tables.ofTexts(Arrays.asList(type.fieldNames()), this::pass, options);
    }

    /** One of the two passes of core's reader; the second gives each block free once it is read. */
    private Iterator<@Nullable String[]> pass() {
        passes++;
        return new Texts(passes == PASSES);
    }

    /** The rows as texts, once. */
    private final class Texts implements Iterator<@Nullable String[]> {

        private final boolean last;
        private int block;
        private int row;

        Texts(boolean last) {
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            while (block < blocks.size() && row == block().rows()) {
                if (last) {
                    blocks.set(block, null);
                }
                block++;
                row = 0;
            }
            return block < blocks.size();
        }

        @Override
        public @Nullable String[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return block().texts(row++, cells);
        }

        private PackedRows block() {
            PackedRows rows = blocks.get(block);
            if (rows == null) {
                throw new IllegalStateException("the rows were gone through more often than " + PASSES + " times");
            }
            return rows;
        }
    }
}
