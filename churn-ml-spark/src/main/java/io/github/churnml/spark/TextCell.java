package io.github.churnml.spark;

import java.time.ZoneId;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a column as the texts of a file; null for null and NaN. For one thread. */
final class TextCell implements CellSink {

    private final int place;
    private final CellText cell;
    private @Nullable String text;

    TextCell(String name, DataType type, int place, ZoneId zone) {
        this.place = place;
        this.cell = CellText.of(name, type, zone);
    }

    @Nullable
    String read(InternalRow row) {
        text = null;
        if (!row.isNullAt(place)) {
            cell.taken().take(row, place, this);
        }
        return text;
    }

    @Override
    public void addMissing() {
        text = null;
    }

    @Override
    public void add(long value) {
        text = cell.writer().text(value);
    }

    @Override
    public void add(UTF8String value) {
        text = value.toString();
    }
}
