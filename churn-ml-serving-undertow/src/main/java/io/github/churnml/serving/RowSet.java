package io.github.churnml.serving;

import java.util.BitSet;

/** The notes of one row that is read: which columns were given, and which of them lie outside of what training saw. */
final class RowSet {

    final BitSet given;
    final BitSet outside;
    final BitSet far;
    final BitSet unknown;
    final BitSet missing;

    RowSet(int columns) {
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
