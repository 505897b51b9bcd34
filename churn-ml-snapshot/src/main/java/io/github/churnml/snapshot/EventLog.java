package io.github.churnml.snapshot;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of events by customer, each customer's in canonical order. About 20 bytes an event beside its values. */
final class EventLog {

    /** Up to how many events are put in order by insertion. */
    private static final int FEW = 32;

    final EventTable table;
    final List<String> kinds;

    /** The latest and the earliest time at which something happened; {@link Instants#NONE} of no events. */
    long latest = Instants.NONE;

    long earliest = Instants.NONE;

    private final @Nullable DataException nobody;
    private final int[] begins;
    private final long[] at;
    private final long @Nullable [] known;
    private final int @Nullable [] kind;
    private final double[][] values;

    private EventLog(
            EventTable table,
            List<String> kinds,
            int[] begins,
            long[] at,
            long @Nullable [] known,
            int @Nullable [] kind,
            double[][] values,
            @Nullable DataException nobody) {
        this.nobody = nobody;
        this.table = table;
        this.kinds = kinds;
        this.begins = begins;
        this.at = at;
        this.known = known;
        this.kind = kind;
        this.values = values;
        for (long time : at) {
            latest = latest == Instants.NONE ? time : Math.max(latest, time);
            earliest = earliest == Instants.NONE ? time : Math.min(earliest, time);
        }
    }

    void requireEvents() {
        if (nobody != null) {
            throw nobody;
        }
    }

    /** When these events happened, and of which kinds they are. */
    EventSpan span() {
        Map<Long, Long> days = new HashMap<>();
        if (at.length > 0) {
            long first = Math.floorDiv(earliest, Instants.PER_DAY);
            int[] counts = new int[(int) (Math.floorDiv(latest, Instants.PER_DAY) - first) + 1];
            for (long time : at) {
                counts[(int) (Math.floorDiv(time, Instants.PER_DAY) - first)]++;
            }
            for (int day = 0; day < counts.length; day++) {
                if (counts[day] > 0) {
                    days.put(first + day, (long) counts[day]);
                }
            }
        }
        return new EventSpan(table.name(), earliest, latest, days, new LinkedHashSet<>(kinds));
    }

    /** Points a view at a customer's events. */
    void show(int person, History history) {
        history.at = at;
        history.known = known;
        history.kind = kind;
        history.values = values;
        history.from = begins[person];
        history.to = begins[person + 1];
    }

    /** The table with its values named: all columns of numbers that have no other role. */
    static EventTable resolve(EventTable table, Dataset data) {
        table.values().forEach(data::column);
        return resolve(
                table,
                data.columns().stream()
                        .filter(column -> column.type() == ColumnType.NUMERIC)
                        .map(Column::name)
                        .toList());
    }

    /** The table with its values named, where the columns of numbers are known. */
    static EventTable resolve(EventTable table, List<String> numbers) {
        for (String value : table.values()) {
            if (!numbers.contains(value)) {
                throw new DataException(
                        "Column " + Wording.name(value) + " of table " + Wording.name(table.name())
                                + " is not one of numbers, but features of its values are asked for.",
                        "Maybe leave it out of values, or name it as the kind of event.",
                        Where.column(value));
            }
        }
        if (!table.values().isEmpty()) {
            return table;
        }
        return table.values(numbers.stream()
                .filter(name -> !name.equals(table.id())
                        && !name.equals(table.at())
                        && !name.equals(table.knownAtColumn())
                        && !name.equals(table.kindColumn()))
                .toArray(String[]::new));
    }

    static EventLog of(EventTable table, Dataset data, SnapshotPlan plan, Roster roster, List<Notice> notices) {
        int[] who = roster.keys.find(data.column(table.id()));
        long[] at = Instants.of(data.column(table.at()), plan.zone(), table.name());
        long[] known = table.ofKnownAt()
                .map(column -> Instants.of(data.column(column), plan.zone(), table.name()))
                .orElse(null);
        Dropped dropped = new Dropped();
        int[] begins = new int[roster.size() + 1];
        for (int row = 0; row < who.length; row++) {
            if (who[row] < 0) {
                dropped.orphan(who[row], data.column(table.id()), row);
            } else if (at[row] == Instants.NONE) {
                dropped.timeless++;
                who[row] = -1;
            } else {
                at[row] = endOf(table.covers(), at[row], plan.zone());
                begins[who[row] + 1]++;
            }
        }
        for (int person = 0; person < roster.size(); person++) {
            begins[person + 1] += begins[person];
        }
        DataException nobody = begins[roster.size()] == 0 ? nobody(table, data, roster) : null;
        int[] rows = byCustomer(who, begins);
        Kinds kinds = Kinds.of(table, data);
        double[][] columns = new double[table.values().size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = gather((NumericColumn) data.column(table.values().get(i)), rows);
        }
        EventLog log = new EventLog(
                table,
                kinds.names,
                begins,
                gather(at, rows),
                known == null ? null : knownTimes(gather(known, rows), gather(at, rows), dropped),
                kinds.codes == null ? null : gather(kinds.codes, rows),
                columns,
                nobody);
        dropped.repeated = log.sort();
        dropped.tell(table, notices);
        return log;
    }

    /**
     * The log of events that stand by customer already.
     *
     * @param begins where each customer's events begin, and behind the last one's
     * @param at when each happened
     * @param known when each became known, or null; not before it happened
     * @param kinds the names of kinds in their order
     * @param kind of which kind each is, or null
     * @param values one array per column
     */
    static EventLog of(
            EventTable table,
            int[] begins,
            long[] at,
            long @Nullable [] known,
            List<String> kinds,
            int @Nullable [] kind,
            double[][] values) {
        EventLog log = new EventLog(table, kinds, begins, at, known, kind, values, null);
        log.sort();
        return log;
    }

    /** A row that sums up a time is an event of its last microsecond. */
    static long endOf(EventTable.Covers covers, long at, ZoneId zone) {
        if (covers == EventTable.Covers.MOMENT) {
            return at;
        }
        LocalDateTime clock = Instants.clock(at, zone);
        LocalDateTime end =
                switch (covers) {
                    case MOMENT -> clock;
                    case DAY -> clock.toLocalDate().plusDays(1).atStartOfDay();
                    case WEEK -> clock.toLocalDate().plusWeeks(1).atStartOfDay();
                    case MONTH ->
                        clock.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
                };
        return Instants.of(end, zone) - 1;
    }

    private static DataException nobody(EventTable table, Dataset data, Roster roster) {
        String example = data.rows() == 0
                ? "nothing"
                : Wording.value(data.column(table.id()).text(0));
        return new DataException(
                "No event of table " + Wording.name(table.name()) + " belongs to any customer: its column "
                        + Wording.name(table.id()) + " begins with " + example + ", customers with "
                        + (roster.size() == 0 ? "nobody" : Wording.value(roster.ids.get(0))) + ".",
                "Maybe another column names the customer, or one of the tables has lost zeros in front of its numbers.",
                Where.column(table.id()));
    }

    /** Rows by customer, each customer's in their own order. */
    private static int[] byCustomer(int[] who, int[] begins) {
        int[] next = begins.clone();
        int[] rows = new int[begins[begins.length - 1]];
        for (int row = 0; row < who.length; row++) {
            if (who[row] >= 0) {
                rows[next[who[row]]++] = row;
            }
        }
        return rows;
    }

    private static long[] knownTimes(long[] known, long[] at, Dropped dropped) {
        for (int i = 0; i < known.length; i++) {
            if (known[i] < at[i]) { // nothing is known before it happens; a missing time is the least of all
                dropped.knownBefore += known[i] == Instants.NONE ? 0 : 1;
                known[i] = at[i];
            }
        }
        return known;
    }

    /** Puts each customer's events in canonical order, and counts those that repeat another. */
    private int sort() {
        return IntStream.range(0, begins.length - 1)
                .parallel()
                .map(person -> sort(begins[person], begins[person + 1]))
                .sum();
    }

    private int sort(int from, int to) {
        boolean sorted = true;
        for (int i = from + 1; i < to && sorted; i++) {
            sorted = compare(i - 1, i) <= 0;
        }
        if (!sorted) {
            int[] order = order(from, to);
            arrange(at, order, from);
            if (known != null) {
                arrange(known, order, from);
            }
            if (kind != null) {
                arrange(kind, order, from);
            }
            for (double[] column : values) {
                arrange(column, order, from);
            }
        }
        int repeated = 0;
        for (int i = from + 1; i < to; i++) {
            repeated += compare(i - 1, i) == 0 ? 1 : 0;
        }
        return repeated;
    }

    private int[] order(int from, int to) {
        if (to - from > FEW) {
            return IntStream.range(from, to)
                    .boxed()
                    .sorted(this::compare)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int[] order = new int[to - from];
        for (int i = 0; i < order.length; i++) {
            int place = i;
            for (; place > 0 && compare(order[place - 1], from + i) > 0; place--) {
                order[place] = order[place - 1];
            }
            order[place] = from + i;
        }
        return order;
    }

    private int compare(int a, int b) {
        int order = Long.compare(at[a], at[b]);
        if (order == 0 && known != null) {
            order = Long.compare(known[a], known[b]);
        }
        if (order == 0 && kind != null) {
            order = Integer.compare(kind[a], kind[b]);
        }
        for (int i = 0; order == 0 && i < values.length; i++) {
            order = Double.compare(values[i][a], values[i][b]);
        }
        return order;
    }

    private static void arrange(long[] array, int[] order, int from) {
        long[] arranged = gather(array, order);
        System.arraycopy(arranged, 0, array, from, arranged.length);
    }

    private static void arrange(int[] array, int[] order, int from) {
        int[] arranged = gather(array, order);
        System.arraycopy(arranged, 0, array, from, arranged.length);
    }

    private static void arrange(double[] array, int[] order, int from) {
        double[] arranged = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            arranged[i] = array[order[i]];
        }
        System.arraycopy(arranged, 0, array, from, arranged.length);
    }

    private static long[] gather(long[] array, int[] rows) {
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = array[rows[i]];
        }
        return gathered;
    }

    private static int[] gather(int[] array, int[] rows) {
        int[] gathered = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = array[rows[i]];
        }
        return gathered;
    }

    private static double[] gather(NumericColumn column, int[] rows) {
        double[] gathered = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = column.value(rows[i]) + 0.0; // one zero
        }
        return gathered;
    }

    /** Kinds as places in the order of their names, so that the order of a file does not matter; -1 is none. */
    private record Kinds(List<String> names, int @Nullable [] codes) {

        static Kinds of(EventTable table, Dataset data) {
            if (table.kindColumn() == null) {
                return new Kinds(List.of(), null);
            }
            Column column = data.column(table.kindColumn());
            List<String> names = new ArrayList<>(new TreeSet<>(
                    column instanceof CodedColumn coded
                            ? coded.levels()
                            : column.counts().keySet()));
            Map<String, Integer> places = new HashMap<>();
            names.forEach(name -> places.put(name, places.size()));
            int[] codes = new int[column.rows()];
            if (column instanceof CodedColumn coded) {
                int[] levels = coded.levels().stream().mapToInt(places::get).toArray();
                for (int row = 0; row < codes.length; row++) {
                    codes[row] = coded.code(row) < 0 ? -1 : levels[coded.code(row)];
                }
            } else {
                for (int row = 0; row < codes.length; row++) {
                    String name = column.text(row);
                    codes[row] = name == null ? -1 : places.getOrDefault(name, -1);
                }
            }
            return new Kinds(names, codes);
        }
    }

    /** What was left out, and what is worth telling. */
    private static final class Dropped {
        int orphans;
        int nameless;
        int timeless;
        int knownBefore;
        int repeated;

        @Nullable
        String example;

        void orphan(int code, Column names, int row) {
            if (code == -2) {
                nameless++;
                return;
            }
            orphans++;
            if (example == null) {
                example = names.text(row);
            }
        }

        void tell(EventTable table, List<Notice> notices) {
            String of = " of table " + Wording.name(table.name()) + " ";
            add(
                    notices,
                    "events-orphans",
                    orphans,
                    of + "belong to nobody who is known, such as " + Wording.value(example) + ", and are left out.");
            add(notices, "events-without-name", nameless, of + "name no customer, and are left out.");
            add(notices, "events-without-time", timeless, of + "have no time, and are left out.");
            add(
                    notices,
                    "events-known-before",
                    knownBefore,
                    of + "were known before they happened; they count as known when they happened.");
            add(
                    notices,
                    "events-repeated",
                    repeated,
                    of + "repeat another in every column; they count, as nothing tells whether they happened twice.");
        }

        private static void add(List<Notice> notices, String code, int count, String rest) {
            if (count > 0) {
                notices.add(new Notice(code, "", Wording.count(count, "row", "rows") + rest));
            }
        }
    }
}
