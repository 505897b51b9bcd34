package io.github.churnml.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/** Counts one partition's values in the ranges that hold the places that are looked for, see {@link RankSearch}. */
final class RankCount implements FlatMapFunction<Iterator<InternalRow>, RankCount.Tallies> {

    private static final long serialVersionUID = 1;

    private final Tallies empty;
    private final ArrayList<NumberCell.Column> columns;
    private final ZoneId zone;

    /** The tallies of some columns. */
    record Tallies(ArrayList<RankTally> ofColumns) implements Serializable {

        /** Tallies of the same ranges without anything counted. */
        Tallies again() {
            ArrayList<RankTally> again = new ArrayList<>();
            ofColumns.forEach(tally -> again.add(tally.again()));
            return new Tallies(again);
        }

        Tallies plus(Tallies other) {
            for (int i = 0; i < ofColumns.size(); i++) {
                ofColumns.get(i).plus(other.ofColumns.get(i));
            }
            return this;
        }
    }

    /**
     * Of some columns.
     *
     * @param empty tallies without anything counted
     */
    RankCount(Tallies empty, List<NumberCell.Column> columns, ZoneId zone) {
        this.empty = empty;
        this.columns = new ArrayList<>(columns);
        this.zone = zone;
    }

    @Override
    public Iterator<Tallies> call(Iterator<InternalRow> rows) {
        List<NumberCell> cells =
                columns.stream().map(column -> new NumberCell(column, zone)).toList();
        Tallies tallies = empty.again();
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            for (int i = 0; i < cells.size(); i++) {
                double value = cells.get(i).read(row);
                if (!Double.isNaN(value)) {
                    tallies.ofColumns().get(i).add(value);
                }
            }
        }
        return List.of(tallies).iterator();
    }
}
