package io.github.churnml.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The events of one table that a customer's state keeps, in the canonical order of {@link History}. */
final class KeptEvents {

    private static final int FIRST_ROOM = 8;

    private final boolean hasKnown;
    private final boolean hasKinds;
    private final List<String> kinds;
    private long[] at = new long[FIRST_ROOM];
    private long[] known = new long[FIRST_ROOM];
    private int[] kind = new int[FIRST_ROOM];
    private double[][] values;
    private final Map<String, Integer> codes = new HashMap<>();
    private int size;
    private boolean sorted = true;

    KeptEvents(EventTable table, List<String> kinds) {
        this.hasKnown = table.knownAtColumn() != null;
        this.hasKinds = table.kindColumn() != null;
        this.kinds = new ArrayList<>(kinds);
        kinds.forEach(name -> codes.put(name, codes.size()));
        this.values = new double[table.values().size()][FIRST_ROOM];
    }

    int size() {
        return size;
    }

    void show(History history) {
        sort();
        history.at = at;
        history.known = hasKnown ? known : null;
        history.kind = hasKinds ? kind : null;
        history.values = values;
        history.from = 0;
        history.to = size;
    }

    void add(long when, long knownWhen, @Nullable String name, double[] amounts) {
        makeRoom();
        at[size] = when;
        known[size] = knownWhen;
        kind[size] = code(name);
        for (int i = 0; i < amounts.length; i++) {
            values[i][size] = amounts[i] + 0.0; // one zero
        }
        sorted &= size == 0 || compare(size - 1, size) <= 0;
        size++;
    }

    private void sort() {
        if (sorted) {
            return;
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(this::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        long[] oldAt = at.clone();
        long[] oldKnown = known.clone();
        int[] oldKind = kind.clone();
        for (int event = 0; event < size; event++) {
            at[event] = oldAt[order[event]];
            known[event] = oldKnown[order[event]];
            kind[event] = oldKind[order[event]];
        }
        for (double[] column : values) {
            double[] old = column.clone();
            for (int event = 0; event < size; event++) {
                column[event] = old[order[event]];
            }
        }
        sorted = true;
    }

    /** Forgets what no snapshot at or after t needs. */
    void forget(long t, long reach, long begin, long firstDays) {
        boolean[] keep = new boolean[size];
        boolean[] latestSeen = new boolean[kinds.size() + 1];
        boolean any = false;
        int first = -1;
        for (int event = size - 1; event >= 0; event--) {
            boolean settled = at[event] < t && known[event] < t;
            boolean inWindow = at[event] >= t - reach;
            boolean inFirst =
                    begin != Instants.NONE && firstDays > 0 && at[event] >= begin && at[event] < begin + firstDays;
            boolean latest = settled && (!any || !latestSeen[kind[event] + 1]);
            keep[event] = !settled || inWindow || inFirst || latest;
            if (settled) {
                any = true;
                latestSeen[kind[event] + 1] = true;
                first = event;
            }
        }
        if (first >= 0) {
            keep[first] = true;
        }
        int kept = 0;
        for (int event = 0; event < size; event++) {
            if (keep[event]) {
                move(event, kept++);
            }
        }
        size = kept;
    }

    private int code(@Nullable String name) {
        if (name == null || !hasKinds) {
            return -1;
        }
        Integer code = codes.putIfAbsent(name, kinds.size());
        if (code == null) {
            kinds.add(name);
            return kinds.size() - 1;
        }
        return code;
    }

    private int compare(int a, int b) {
        int order = Long.compare(at[a], at[b]);
        if (order == 0 && hasKnown) {
            order = Long.compare(known[a], known[b]);
        }
        if (order == 0 && hasKinds) {
            order = kind[a] < 0 || kind[b] < 0
                    ? Integer.compare(kind[a], kind[b])
                    : kinds.get(kind[a]).compareTo(kinds.get(kind[b]));
        }
        for (int i = 0; order == 0 && i < values.length; i++) {
            order = Double.compare(values[i][a], values[i][b]);
        }
        return order;
    }

    private void move(int from, int to) {
        at[to] = at[from];
        known[to] = known[from];
        kind[to] = kind[from];
        for (double[] column : values) {
            column[to] = column[from];
        }
    }

    private void makeRoom() {
        if (size == at.length) {
            int room = size * 2;
            at = Arrays.copyOf(at, room);
            known = Arrays.copyOf(known, room);
            kind = Arrays.copyOf(kind, room);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], room);
            }
        }
    }
}
