package io.github.churnml.spark;

import io.github.churnml.data.Dates;
import io.github.churnml.data.read.MissingMarkers;
import java.io.Serializable;
import java.time.ZoneId;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a column that turned out to hold numbers or dates; {@code NaN} for a missing value. For one thread. */
final class NumberCell implements CellSink {

    /**
     * Which column it is.
     *
     * @param place its place in the rows
     * @param format how texts write dates; null for numbers
     */
    record Column(String name, DataType type, int place, Dates.@Nullable Format format) implements Serializable {}

    private final Column column;
    private final CellText.Taken taken;
    private final CellNumber.OfLong number;
    private double value;

    NumberCell(Column column, ZoneId zone) {
        this.column = column;
        this.taken = CellText.of(column.name(), column.type(), zone).taken();
        this.number = CellNumber.of(column.name(), column.type(), zone).reader();
    }

    double read(InternalRow row) {
        if (row.isNullAt(column.place())) {
            return Double.NaN;
        }
        taken.take(row, column.place(), this);
        return value;
    }

    @Override
    public void addMissing() {
        value = Double.NaN;
    }

    @Override
    public void add(long whole) {
        value = number.number(whole);
    }

    @Override
    public void add(UTF8String text) {
        String read = text.toString();
        value = MissingMarkers.standard().isMissing(read) ? Double.NaN : TextTally.number(read, column.format());
    }
}
