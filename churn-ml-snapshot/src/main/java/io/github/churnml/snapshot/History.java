package io.github.churnml.snapshot;

/**
 * The events of one customer in one table, in canonical order: by time, then by when they became known, by kind and by value,
 * so that the order of a file does not matter. A view of arrays that hold those of others before and behind them.
 */
final class History {

    /** When each happened. */
    long[] at = new long[0];

    /** When each became known; null where that is when it happened. */
    long @org.jspecify.annotations.Nullable [] known;

    /** Of which kind each is, by code; null where there are no kinds. */
    int @org.jspecify.annotations.Nullable [] kind;

    /** The values: one array per column. */
    double[][] values = new double[0][];

    int from;
    int to;

    /** Whether an event is seen at a snapshot: it happened and was known before. */
    boolean isSeen(int event, long t) {
        return at[event] < t && (known == null || known[event] < t);
    }

    /** The time of the first event that is seen at a snapshot, or {@link Instants#NONE}. */
    long firstSeen(long t) {
        for (int event = from; event < to && at[event] < t; event++) {
            if (isSeen(event, t)) {
                return at[event];
            }
        }
        return Instants.NONE;
    }
}
