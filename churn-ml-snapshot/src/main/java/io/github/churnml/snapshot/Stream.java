package io.github.churnml.snapshot;

/**
 * The events of one customer that some features look at: all of a table, or one kind, and at a snapshot those that are seen.
 * Where nothing is filtered it is a view of the history, else a copy that is used again for the next customer.
 */
final class Stream {

    private final int table;
    private final int kind;

    /** When each happened. */
    long[] at = new long[0];

    double[][] values = new double[0][];

    /** Of which kind each is; used only where there are kinds. */
    int[] kinds = new int[0];

    /** The first event, and behind the last one that is seen. */
    int from;

    int to;

    private History history = new History();
    private boolean copies;

    /**
     * A stream.
     *
     * @param table the place of its table
     * @param kind the code of its kind; -1 for all, -2 for one that no event has
     */
    Stream(int table, int kind) {
        this.table = table;
        this.kind = kind;
    }

    boolean is(int otherTable, int otherKind) {
        return table == otherTable && kind == otherKind;
    }

    /** Turns to another customer. */
    void turnTo(History[] histories) {
        history = histories[table];
        copies = kind != -1 || history.known != null;
        if (copies) {
            int most = history.to - history.from;
            if (at.length < most || values.length != history.values.length) {
                at = new long[most];
                kinds = new int[most];
                values = new double[history.values.length][most];
            }
        } else {
            at = history.at;
            values = history.values;
            kinds = history.kind == null ? kinds : history.kind;
            from = history.from;
            to = history.from;
        }
    }

    /** Turns to a snapshot of the customer. */
    void seek(long t) {
        if (!copies) {
            to = firstAtOrAfter(t, history.from, history.to);
            return;
        }
        from = 0;
        to = 0;
        int[] kindOf = history.kind;
        for (int event = history.from; event < history.to && history.at[event] < t; event++) {
            boolean wanted = kind == -1 || kindOf != null && kindOf[event] == kind;
            if (wanted && history.isSeen(event, t)) {
                at[to] = history.at[event];
                kinds[to] = kindOf == null ? -1 : kindOf[event];
                for (int i = 0; i < values.length; i++) {
                    values[i][to] = history.values[i][event];
                }
                to++;
            }
        }
    }

    /** The first event that is seen at or after a time, or the end. */
    int firstAtOrAfter(long time) {
        return firstAtOrAfter(time, from, to);
    }

    private int firstAtOrAfter(long time, int low, int high) {
        int first = low;
        int end = high;
        while (first < end) {
            int middle = first + end >>> 1;
            if (at[middle] < time) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return first;
    }
}
