package io.github.churnml.serving.model;

import java.util.BitSet;

/** The notes of one row that is read: which columns were given, and which of them lie outside of what training saw. */
public final class RowSet {

    public final BitSet given;
    public final BitSet outside;
    public final BitSet far;
    public final BitSet unknown;
    public final BitSet missing;

    public RowSet(int columns) {
        given = new BitSet(columns);
        outside = new BitSet(columns);
        far = new BitSet(columns);
        unknown = new BitSet(columns);
        missing = new BitSet(columns);
    }

    void clear() {
        given.clear();
        outside.clear();
        far.clear();
        unknown.clear();
        missing.clear();
    }
}
