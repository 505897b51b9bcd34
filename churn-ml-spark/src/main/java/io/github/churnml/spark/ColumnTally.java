package io.github.churnml.spark;

import io.github.churnml.data.ColumnType;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;

/**
 * What is counted of one column in some rows: each value with how often it occurs, as long as there are no more than a bound; and what
 * the values say about the column's type, once there are. Tallies may be added in any order.
 *
 * <p>Whether the bound is passed depends on the set of values alone: the union of two sets is no smaller than either, so that each way of
 * adding parts comes to the same end. Beyond the bound all values are forgotten, not some: no count is kept that might lack rows.
 */
abstract class ColumnTally implements CellSink, Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_VALUES = 10_000;
    private static final int MOST_IN_ALL = 1_000_000;
    private static final int FEWEST = 1_000;

    final TypeEvidence evidence;
    final int most;
    private long missing;
    private boolean over;

    ColumnTally(TypeEvidence evidence, int columns) {
        this.evidence = evidence;
        this.most = mostValues(columns);
    }

    /** So many different values of each of a table's columns are told apart. */
    static int mostValues(int columns) {
        return Math.max(FEWEST, Math.min(MOST_VALUES, MOST_IN_ALL / columns));
    }

    /** Nothing counted yet of one of a table's columns. */
    static ColumnTally of(String name, DataType type, ZoneId zone, int columns) {
        return CellText.of(name, type, zone).isText()
                ? new TextTally(columns)
                : new WholeTally(name, type, zone, columns);
    }

    @Override
    public final void addMissing() {
        missing++;
    }

    final void addMissing(long times) {
        missing += times;
    }

    /** Adds what another has counted of the same column in other rows. */
    final ColumnTally plus(ColumnTally other) {
        missing += other.missing;
        evidence.plus(other.evidence);
        if (other.over) {
            pass();
        }
        addValues(other);
        return this;
    }

    /** Takes what the values say into the evidence and forgets them: there are too many. */
    final void pass() {
        over = true;
        takeEvidence();
        forget();
    }

    /** Whether there are more values than the bound. */
    final boolean isOver() {
        return over;
    }

    /** Whether the bound may have been passed by the length of values, and not by their number. */
    abstract boolean maybeFew();

    /** In how many rows the value is missing. */
    final long missing() {
        return missing;
    }

    /** Takes what the values say into the evidence; once. */
    abstract void takeEvidence();

    abstract void forget();

    /** Adds the values of another, which may be none; here or in the evidence, if there are too many. */
    abstract void addValues(ColumnTally other);

    /** The values as the texts of a file, with their counts. Only while they are no more than the bound. */
    abstract TreeMap<String, Long> texts();

    /** The values as the numbers or days of a column of a type, with their counts; -0 before 0. Only while they are no more than the bound. */
    abstract TreeMap<Double, Long> numbers(ColumnType type);

    static <T> void count(Map<T, Long> counts, T value, long times) {
        counts.merge(value, times, Long::sum);
    }
}
