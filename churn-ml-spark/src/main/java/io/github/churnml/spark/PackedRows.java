package io.github.churnml.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Some rows of a table, in their order, column by column; sent from executors to the driver. Immutable. */
final class PackedRows implements Serializable {

    private static final long serialVersionUID = 1;

    /** So many rows stand together at most: an executor holds no more than these of a partition. */
    static final int MOST_ROWS = 65_536;
    /** Or texts of so many bytes. */
    private static final long MOST_BYTES = 64L << 20;

    private final int rows;
    private final PackedColumn[] columns;

    private PackedRows(int rows, PackedColumn[] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    int rows() {
        return rows;
    }

    /** A row as texts, those of missing values null. */
    @Nullable
    String[] texts(int row, List<CellText> cells) {
        @Nullable String[] texts = new @Nullable String[columns.length];
        for (int column = 0; column < columns.length; column++) {
            texts[column] = columns[column].text(row, cells.get(column).writer());
        }
        return texts;
    }

    /** How the columns of a table are taken. */
    static List<CellText> cells(StructType type, ZoneId zone) {
        return IntStream.range(0, type.length())
                .mapToObj(i -> {
                    StructField field = type.fields()[i];
                    return CellText.of(field.name(), field.dataType(), zone);
                })
                .toList();
    }

    /** Packs the rows of a partition. */
    static final class Packing implements FlatMapFunction<Iterator<InternalRow>, PackedRows> {

        private static final long serialVersionUID = 1;

        private final StructType type;
        private final ZoneId zone;

        Packing(StructType type, ZoneId zone) {
            this.type = type;
            this.zone = zone;
        }

        @Override
        public Iterator<PackedRows> call(Iterator<InternalRow> rows) {
            List<CellText> cells = cells(type, zone);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public PackedRows next() {
                    return pack(rows, cells);
                }
            };
        }

        private static PackedRows pack(Iterator<InternalRow> rows, List<CellText> cells) {
            PackedColumn.Builder[] builders = new PackedColumn.Builder[cells.size()];
            for (int column = 0; column < builders.length; column++) {
                builders[column] = new PackedColumn.Builder(MOST_ROWS);
            }
            int count = 0;
            long bytes = 0;
            while (count < MOST_ROWS && bytes < MOST_BYTES && rows.hasNext()) {
                InternalRow row = rows.next();
                count++;
                bytes = 0;
                for (int column = 0; column < builders.length; column++) {
                    if (row.isNullAt(column)) {
                        builders[column].addMissing();
                    } else {
                        cells.get(column).taken().take(row, column, builders[column]);
                    }
                    bytes += builders[column].bytes();
                }
            }
            PackedColumn[] columns = new PackedColumn[builders.length];
            for (int column = 0; column < columns.length; column++) {
                columns[column] = builders[column].build(cells.get(column).isText());
            }
            return new PackedRows(count, columns);
        }
    }
}
