package io.github.churnml.serving;

import io.github.churnml.Prediction;
import io.github.churnml.RowBuffer;
import io.github.churnml.Scorer;
import io.github.churnml.prepare.Variable;

/** Where one thread reads and scores one row after the other. */
final class RowWork {

    private final Scorer scorer;
    private final RowBuffer row;
    private final RowSet notes;
    private int index;

    RowWork(Scorer scorer, int columns) {
        this.scorer = scorer;
        this.row = scorer.newRow();
        this.notes = new RowSet(columns);
    }

    void begin(int newIndex) {
        index = newIndex;
        row.clear();
        notes.clear();
    }

    Scorer scorer() {
        return scorer;
    }

    int index() {
        return index;
    }

    RowSet notes() {
        return notes;
    }

    void put(ColumnRule rule, double read) {
        if (rule.isNominal() ? read == Variable.MISSING : read != read) {
            notes.missing.set(rule.position());
        }
        row.setRead(rule.position(), read);
    }

    /** Puts a value and notes where it lies outside of what training saw. */
    void take(ColumnRule rule, double read) {
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

    void putMissing(ColumnRule rule) {
        notes.missing.set(rule.position());
        row.setMissing(rule.position());
    }

    double probability() {
        return scorer.probability(row);
    }

    Prediction prediction() {
        return scorer.score(row);
    }
}
