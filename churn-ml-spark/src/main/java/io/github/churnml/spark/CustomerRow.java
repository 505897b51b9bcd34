package io.github.churnml.spark;

import io.github.churnml.Scorer;
import io.github.churnml.prepare.Input;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Reads customers as Spark holds them into what the model's inputs make of them. For one thread. */
final class CustomerRow {

    private final int[] places;
    private final CellReader[] readers;
    private final double[] missing;

    /**
     * For rows of one shape.
     *
     * @param zone whose clocks points in time are read by
     * @throws io.github.churnml.error.DataException if a column that the model needs is missing or of a type that cannot be meant
     */
    CustomerRow(Scorer scorer, StructType type, ZoneId zone) {
        List<Input> inputs = scorer.inputs();
        this.places = ColumnPlaces.of(scorer, type);
        this.readers = new CellReader[places.length];
        this.missing = new double[places.length];
        for (int j = 0; j < places.length; j++) {
            readers[j] = CellReaders.of(inputs.get(j), type.fields()[places[j]].dataType(), zone);
            missing[j] = inputs.get(j).read(null, 0);
        }
    }

    /** Reads one customer into the first places of an array, in the order of the model's inputs. */
    void read(InternalRow row, double[] into) {
        for (int j = 0; j < places.length; j++) {
            into[j] = row.isNullAt(places[j]) ? missing[j] : readers[j].read(row, places[j]);
        }
    }

    /** Where in a row the model's columns stand. */
    int[] places() {
        return places.clone();
    }
}
