package io.github.churnml.snapshot;

import io.github.churnml.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Some customers of larger tables, each with all events, and the rows that they have. The rows are those that {@link
 * Snapshots} makes of the whole tables, bit for bit, as the same code makes them of the same events in the same order: whoever
 * divides tables need only keep each customer's events together. Collects, then makes the rows; for one thread.
 *
 * <p>Attributes are not kept here: whoever has the customers has them, and joins them by name.
 */
public final class SnapshotPart {

    /** No time is given. */
    public static final long NONE = Instants.NONE;

    private final SnapshotFrame frame;
    private final List<String> ids = new ArrayList<>();
    private final Longs from = new Longs();
    private final Longs to = new Longs();
    private final Longs since = new Longs();
    private final List<Events> tables = new ArrayList<>();

    /**
     * Without customers so far.
     *
     * @param frame what is known of the whole
     */
    public SnapshotPart(SnapshotFrame frame) {
        this.frame = frame;
        frame.plan().events().forEach(table -> tables.add(new Events(table)));
    }

    /**
     * Adds a customer, whose events follow. Times are microseconds since 1970-01-01 in UTC, or {@link #NONE}.
     *
     * @param id the name, as {@link SnapshotCells#name} gives it; each once
     * @param begin when the customer began
     * @param end when the customer ended
     * @param known since when the customer is known
     */
    public void customer(String id, long begin, long end, long known) {
        ids.add(id);
        from.add(begin);
        to.add(end);
        since.add(known);
        tables.forEach(Events::next);
    }

    /**
     * Adds an event of the customer who was added last.
     *
     * @param table the place of its table in the plan
     * @param at when it happened, or the last microsecond of what it sums up ({@link SnapshotCells#end})
     * @param known when it became known, or {@link #NONE}
     * @param kind its kind, or null
     * @param values the values of the table's columns of numbers; NaN for missing
     */
    public void event(int table, long at, long known, @Nullable String kind, double... values) {
        tables.get(table).add(at, known, kind, values);
    }

    /** {@return how many customers were added} */
    public int customers() {
        return ids.size();
    }

    /** {@return how many events were added} */
    public long events() {
        return tables.stream().mapToLong(table -> table.at.size).sum();
    }

    /**
     * The rows of these customers.
     *
     * @return columns for the customer, the snapshot, the features and the outcome if there is one; empty if they have no rows
     */
    public Optional<Dataset> rows() {
        Roster roster = Roster.of(frame.plan(), ids, from.toArray(), to.toArray(), since.toArray());
        List<EventLog> logs = tables.stream().map(Events::log).toList();
        Sweep sweep = new Sweep(
                new Snapshots(frame, roster, logs),
                frame.times().stream().mapToLong(Long::longValue).toArray(),
                frame.isLabelled());
        Sweep.Rows rows = sweep.count(0, roster.size());
        return rows.total() == 0 ? Optional.empty() : Optional.of(sweep.fill(rows, List.of()));
    }

    /** The events of one table. */
    private static final class Events {

        private final EventTable table;
        private final Longs begins = new Longs();
        private final Longs at = new Longs();
        private final Longs known = new Longs();
        private final List<@Nullable String> kinds = new ArrayList<>();
        private double[][] values;

        Events(EventTable table) {
            this.table = table;
            this.values = new double[table.values().size()][16];
        }

        void next() {
            begins.add(at.size);
        }

        void add(long time, long knownAt, @Nullable String kind, double[] numbers) {
            int place = at.size;
            at.add(time);
            if (table.knownAtColumn() != null) {
                known.add(Math.max(time, knownAt)); // nothing is known before it happens
            }
            if (table.kindColumn() != null) {
                kinds.add(kind);
            }
            for (int i = 0; i < values.length; i++) {
                if (place == values[i].length) {
                    values[i] = Arrays.copyOf(values[i], 2 * place);
                }
                values[i][place] = numbers[i] + 0.0; // one zero
            }
        }

        EventLog log() {
            begins.add(at.size);
            TreeSet<String> names = new TreeSet<>();
            kinds.stream().filter(kind -> kind != null).forEach(names::add);
            Map<String, Integer> places = new HashMap<>();
            names.forEach(name -> places.put(name, places.size()));
            int[] codes = kinds.stream()
                    .mapToInt(kind -> kind == null ? -1 : places.getOrDefault(kind, -1))
                    .toArray();
            double[][] numbers = new double[values.length][];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Arrays.copyOf(values[i], at.size);
            }
            return EventLog.of(
                    table,
                    Arrays.stream(begins.toArray()).mapToInt(Math::toIntExact).toArray(),
                    at.toArray(),
                    table.knownAtColumn() == null ? null : known.toArray(),
                    List.copyOf(names),
                    table.kindColumn() == null ? null : codes,
                    numbers);
        }
    }

    /** A growing array. */
    private static final class Longs {

        private long[] array = new long[16];
        private int size;

        void add(long value) {
            if (size == array.length) {
                array = Arrays.copyOf(array, 2 * size);
            }
            array[size++] = value;
        }

        long[] toArray() {
            return Arrays.copyOf(array, size);
        }
    }
}
