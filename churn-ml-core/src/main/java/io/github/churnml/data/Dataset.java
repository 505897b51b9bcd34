package io.github.churnml.data;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table in memory: columns of equal length, with what its reader noticed. Immutable and safe for any thread. */
public final class Dataset {

    private final Schema schema;
    private final List<Column> columns;
    private final int rows;
    private final List<Notice> notices;

    private Dataset(Schema schema, List<Column> columns, int rows, List<Notice> notices) {
        this.schema = schema;
        this.columns = columns;
        this.rows = rows;
        this.notices = notices;
    }

    /**
     * A table of the given columns.
     *
     * @param columns at least one; unique names, equal lengths
     * @param notices what was noticed when the columns were read
     * @return the table
     * @throws DataException if there is no column, if two have one name or if lengths differ
     */
    public static Dataset of(List<? extends Column> columns, List<Notice> notices) {
        if (columns.isEmpty()) {
            throw new DataException("The table has no columns.", "", Where.nowhere());
        }
        List<Column> copy = List.copyOf(columns);
        Schema schema = new Schema(copy.stream().map(Column::field).toList());
        int rows = copy.get(0).rows();
        for (Column column : copy) {
            if (column.rows() != rows) {
                throw new DataException(
                        "Column " + Wording.name(column.name()) + " has " + column.rows() + " rows where the first has "
                                + rows + ".",
                        "",
                        Where.column(column.name()));
            }
        }
        return new Dataset(schema, copy, rows, List.copyOf(notices));
    }

    /**
     * A table of the given columns, with nothing to notice.
     *
     * @param columns at least one; unique names, equal lengths
     * @return the table
     * @throws DataException if there is no column, if two have one name or if lengths differ
     */
    public static Dataset of(List<? extends Column> columns) {
        return of(columns, List.of());
    }

    /** {@return names and types} */
    public Schema schema() {
        return schema;
    }

    /** {@return how many rows there are} */
    public int rows() {
        return rows;
    }

    /** {@return the columns, in order} */
    public List<Column> columns() {
        return columns;
    }

    /**
     * A column that must be there.
     *
     * @param name its name: exact first, then without blanks around it
     * @return the column
     * @throws DataException if there is none, naming the nearest
     */
    public Column column(String name) {
        return columns.get(schema.require(name));
    }

    /**
     * A column that may be there.
     *
     * @param name its name: exact first, then without blanks around it
     * @return the column, or empty
     */
    public Optional<Column> find(String name) {
        return schema.find(name).map(columns::get);
    }

    /** {@return what the reader noticed} */
    public List<Notice> notices() {
        return notices;
    }

    /**
     * Some rows, in the order given; a row may be taken more than once. At least half of the rows, ascending, share this table's
     * values and take four bytes a row; others are copied.
     *
     * @param selected the rows, each from 0
     * @return a table with the same columns and notices
     */
    public Dataset select(int[] selected) {
        Selection selection = new Selection(selected);
        if (selection.isAll(rows)) {
            return this;
        }
        List<Column> picked = new ArrayList<>(columns.size());
        for (Column column : columns) {
            picked.add(select(column, selection));
        }
        return new Dataset(schema, List.copyOf(picked), selected.length, notices);
    }

    private static Column select(Column column, Selection rows) {
        if (column instanceof NumericColumn numbers) {
            return numbers.select(rows);
        }
        return column instanceof CodedColumn coded ? coded.select(rows) : ((TextColumn) column).select(rows);
    }

    /** {@return the SHA-256 of names, types and values in row order, as lower-case hex: equal tables, equal fingerprints} */
    public String fingerprint() {
        return Fingerprint.of(this);
    }
}
