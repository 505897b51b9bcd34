package io.github.churnml.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What is counted of some rows of a table, column by column; tallies of the same table may be added in any order. */
final class ProfileTally implements Serializable {

    private static final long serialVersionUID = 1;

    private final ColumnTally[] columns;
    private long rows;

    /** Nothing counted yet. */
    ProfileTally(StructType type, ZoneId zone) {
        this.columns = IntStream.range(0, type.length())
                .mapToObj(i -> {
                    StructField field = type.fields()[i];
                    return ColumnTally.of(field.name(), field.dataType(), zone, type.length());
                })
                .toArray(ColumnTally[]::new);
    }

    /** Counts one more row. */
    void addRow() {
        rows++;
    }

    /** Adds what another has counted in other rows to this one. */
    ProfileTally plus(ProfileTally other) {
        rows += other.rows;
        for (int i = 0; i < columns.length; i++) {
            columns[i].plus(other.columns[i]);
        }
        return this;
    }

    long rows() {
        return rows;
    }

    ColumnTally column(int place) {
        return columns[place];
    }
}
