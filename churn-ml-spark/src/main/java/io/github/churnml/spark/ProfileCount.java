package io.github.churnml.spark;

import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Counts the values of one partition, column by column. */
final class ProfileCount implements FlatMapFunction<Iterator<InternalRow>, ProfileTally> {

    private static final long serialVersionUID = 1;

    private final StructType type;
    private final ZoneId zone;

    ProfileCount(StructType type, ZoneId zone) {
        this.type = type;
        this.zone = zone;
    }

    @Override
    public Iterator<ProfileTally> call(Iterator<InternalRow> rows) {
        List<CellText> cells = PackedRows.cells(type, zone);
        ProfileTally tally = new ProfileTally(type, zone);
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            tally.addRow();
            for (int column = 0; column < cells.size(); column++) {
                ColumnTally counted = tally.column(column);
                if (row.isNullAt(column)) {
                    counted.addMissing();
                } else {
                    cells.get(column).taken().take(row, column, counted);
                }
            }
        }
        return List.of(tally).iterator();
    }
}
