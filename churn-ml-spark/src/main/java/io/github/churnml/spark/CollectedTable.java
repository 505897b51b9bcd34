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

    private final List<PackedRows> blocks = new ArrayList<>();
    private final StructType type;
    private final List<CellText> cells;

    private CollectedTable(StructType type, ZoneId zone) {
        this.type = type;
        this.cells = PackedRows.cells(type, zone);
    }

    /**
     * Brings a table's rows, in their order.
     *
     * @param options types and missing markers; its listener is told about the stage {@code collecting}
     */
    static Dataset read(org.apache.spark.sql.classic.Dataset<Row> table, ZoneId zone, ReadOptions options) {
        CollectedTable collected = new CollectedTable(table.schema(), zone);
        collected.collect(table, zone, options.progress());
        return collected.read(options);
    }

    /** As many partitions as run at once are asked for at a time, so that what is on its way is bounded. */
    private void collect(org.apache.spark.sql.classic.Dataset<Row> table, ZoneId zone, Progress progress) {
        JavaRDD<PackedRows> packed =
                table.queryExecution().toRdd().toJavaRDD().mapPartitions(new PackedRows.Packing(type, zone));
        int partitions = packed.getNumPartitions();
        int atOnce = Math.max(1, packed.context().defaultParallelism());
        for (int from = 0; from < partitions; from += atOnce) {
            int[] some =
                    IntStream.range(from, Math.min(partitions, from + atOnce)).toArray();
            for (List<PackedRows> blocksOfPartition : packed.collectPartitions(some)) {
                blocks.addAll(blocksOfPartition);
            }
            progress.at("collecting", some[some.length - 1] + 1L, partitions);
        }
    }

    private Dataset read(ReadOptions options) {
        return Tables.ofTexts(Arrays.asList(type.fieldNames()), () -> new Texts(), options);
    }

    /** The rows as texts, once. */
    private final class Texts implements Iterator<@Nullable String[]> {

        private int block;
        private int row;

        @Override
        public boolean hasNext() {
            while (block < blocks.size() && row == blocks.get(block).rows()) {
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
            return blocks.get(block).texts(row++, cells);
        }
    }
}
