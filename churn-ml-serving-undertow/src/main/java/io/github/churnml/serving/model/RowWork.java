package io.github.churnml.serving.model;

import io.github.churnml.Prediction;
import io.github.churnml.RowBuffer;
import io.github.churnml.Scorer;
import io.github.churnml.prepare.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one thread reads and scores one row after the other. */
public final class RowWork {

    /** The place before a row's first column. */
    public static final int START = -1;

    private final Scorer scorer;
    private final RowBuffer row;
    private final RowSet notes;
    /** Which column followed each one in a row before; the first place tells with which a row began. */
    private final @Nullable ColumnRule[] next;

    /** The row as the model has read it. */
    private final double[] values;
    /** The rows that the thread has answered; made by the thread, looked at by others. */
    private volatile @Nullable ServedRows served;

    private int index;

    RowWork(Scorer scorer, List<ColumnRule> columns) {
        this.scorer = scorer;
        this.row = scorer.newRow();
        this.notes = new RowSet(columns.size());
        this.values = new double[columns.size()];
        this.next = columns.toArray(new @Nullable ColumnRule[columns.size() + 1]);
    }

    /** The column that probably comes after another: rows of one caller have one order. */
    @Nullable
    public ColumnRule guess(int before) {
        return next[before + 1];
    }

    public void follows(int before, ColumnRule column) {
        next[before + 1] = column;
    }

    public void begin(int newIndex) {
        index = newIndex;
        row.clear();
        notes.clear();
    }

    Scorer scorer() {
        return scorer;
    }

    /** The row's place in its request. */
    public int index() {
        return index;
    }

    public RowSet notes() {
        return notes;
    }

    /** The row's values in the model's order, shared: those of the next row take their place. */
    public double[] values() {
        return values;
    }

    @Nullable
    public ServedRows served() {
        return served;
    }

    public void serve(ServedRows rows) {
        served = rows;
    }

    void put(ColumnRule rule, double read) {
        if (rule.isNominal() ? read == Variable.MISSING : Double.isNaN(read)) {
            notes.missing.set(rule.position());
        }
        values[rule.position()] = read;
        row.setRead(rule.position(), read);
    }

    /** Puts a value and notes where it lies outside of what training saw. */
    public void take(ColumnRule rule, double read) {
        if (rule.isNominal()) {
            if (read == Variable.UNKNOWN) {
                notes.unknown.set(rule.position());
            }
        } else if (rule.isOutside(read)) {
            notes.outside.set(rule.position());
            if (rule.isFarOutside(read)) {
                notes.far.set(rule.position());
            }
        }
        put(rule, read);
    }

    public void putMissing(ColumnRule rule) {
        notes.missing.set(rule.position());
        values[rule.position()] = rule.isNominal() ? Variable.MISSING : Double.NaN;
        row.setMissing(rule.position());
    }

    public double probability() {
        return scorer.probability(row);
    }

    public Prediction prediction() {
        return scorer.score(row);
    }
}
