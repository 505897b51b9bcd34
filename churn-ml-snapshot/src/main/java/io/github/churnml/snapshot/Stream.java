package io.github.churnml.snapshot;

import java.util.Arrays;

/**
 * The events of one customer that some features look at: all of a table, or one kind, and at a snapshot those that are seen,
 * with the places at which their windows begin. Where nothing is filtered it is a view of the history; events of one kind are
 * copied once a customer, and events that may be known late once a snapshot.
 */
final class Stream {

    /** Up to so many events are gone through one by one, which is quicker than halving. */
    private static final int FEW = 48;

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

    /** The first event of each window at the snapshot. */
    int[] firsts = new int[0];

    /** The windows, in microseconds, shortest first. */
    private long[] windows = new long[0];

    private History history = new History();
    private int end;
    private boolean isFilteredEachTime;

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

    /** Adds a window; places are asked for when all are there. */
    void window(long micros) {
        if (Arrays.stream(windows).noneMatch(window -> window == micros)) {
            windows = Arrays.copyOf(windows, windows.length + 1);
            windows[windows.length - 1] = micros;
            Arrays.sort(windows);
            firsts = new int[windows.length];
        }
    }

    /** Where {@link #firsts} tells of a window. */
    int place(long micros) {
        return Arrays.binarySearch(windows, micros);
    }

    /** Turns to another customer. */
    void turnTo(History[] histories) {
        history = histories[table];
        isFilteredEachTime = history.known != null;
        if (isFilteredEachTime || kind != -1) {
            int most = history.to - history.from;
            if (at.length < most || values.length != history.values.length) {
                at = new long[most];
                kinds = new int[most];
                values = new double[history.values.length][most];
            }
            if (!isFilteredEachTime) {
                filter(Long.MAX_VALUE);
            }
        } else {
            at = history.at;
            values = history.values;
            kinds = history.kind == null ? kinds : history.kind;
            from = history.from;
            end = history.to;
        }
    }

    /** Turns to a snapshot of the customer. */
    void seek(long t) {
        if (isFilteredEachTime) {
            filter(t);
        }
        if (from == end || at[from] >= t) {
            to = from;
            Arrays.fill(firsts, from);
            return;
        }
        to = firstAtOrAfter(t, from, end);
        int first = to;
        boolean isShort = to - from <= FEW;
        for (int i = 0; i < windows.length; i++) {
            long begin = t - windows[i];
            if (isShort) {
                while (first > from && at[first - 1] >= begin) {
                    first--;
                }
            } else {
                first = firstAtOrAfter(begin, from, first);
            }
            firsts[i] = first;
        }
    }

    /** Copies what is of the kind and seen at a snapshot. */
    private void filter(long t) {
        from = 0;
        end = 0;
        int[] kindOf = history.kind;
        for (int event = history.from; event < history.to && history.at[event] < t; event++) {
            boolean wanted = kind == -1 || kindOf != null && kindOf[event] == kind;
            if (wanted && history.isSeen(event, t)) {
                at[end] = history.at[event];
                kinds[end] = kindOf == null ? -1 : kindOf[event];
                for (int i = 0; i < values.length; i++) {
                    values[i][end] = history.values[i][event];
                }
                end++;
            }
        }
    }

    /** The first event that is seen at or after a time, or the end. */
    int firstAtOrAfter(long time) {
        return firstAtOrAfter(time, from, to);
    }

    private int firstAtOrAfter(long time, int low, int high) {
        int first = low;
        int last = high;
        while (first < last) {
            int middle = first + last >>> 1;
            if (at[middle] < time) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }
}
