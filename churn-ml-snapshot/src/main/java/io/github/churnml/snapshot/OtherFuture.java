package io.github.churnml.snapshot;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.TextColumn;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The raw tables with another future: what was known before a moment is as it was, everything else is changed. */
final class OtherFuture {

    private static final int MOST_SHIFT_DAYS = 200;
    private static final int LOST_OF = 5;

    private final SnapshotPlan plan;
    private final SplittableRandom random;
    private final long t;

    OtherFuture(SnapshotPlan plan, long seed, long t) {
        this.plan = plan;
        this.random = new SplittableRandom(seed ^ t);
        this.t = t;
    }

    SnapshotSources of(SnapshotSources sources) {
        Map<String, Dataset> events = new LinkedHashMap<>();
        for (EventTable table : plan.events()) {
            events.put(table.name(), events(table, sources.table(table.name())));
        }
        Dataset others = sources.others()
                .map(table -> people(table, plan.others().orElseThrow()))
                .orElse(null);
        return new SnapshotSources(people(sources.customers(), plan.customers()), others, events);
    }

    private Dataset events(EventTable table, Dataset data) {
        long[] at = Instants.of(data.column(table.at()), plan.zone(), table.name());
        long[] known = table.ofKnownAt()
                .map(column -> Instants.of(data.column(column), plan.zone(), table.name()))
                .orElse(at);
        boolean[] future = new boolean[data.rows()];
        for (int row = 0; row < future.length; row++) {
            long end = at[row] == Instants.NONE ? Instants.NONE : EventLog.endOf(table.covers(), at[row], plan.zone());
            future[row] = end >= t || known[row] >= t;
        }
        int[] rows = IntStream.range(0, future.length)
                .filter(row -> !future[row] || random.nextInt(LOST_OF) > 0)
                .toArray();
        int[] late = IntStream.of(rows).filter(row -> future[row]).toArray();
        List<Column> columns = new ArrayList<>();
        for (Column column : data.columns()) {
            boolean isTime = column.name().equals(table.at()) || column.name().equals(table.knownAtColumn());
            columns.add(isTime ? later(column, rows, future, at, known, table) : mixed(column, rows, late, future));
        }
        return Dataset.of(columns, data.notices());
    }

    /** Times of the future move on; what happened before the moment but was known later may as well have happened any time. */
    private Column later(Column column, int[] rows, boolean[] future, long[] at, long[] known, EventTable table) {
        long[] times = column.name().equals(table.at()) ? at : known;
        long[] moved = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            long time = times[rows[i]];
            long shift = future[rows[i]] ? random.nextInt(MOST_SHIFT_DAYS) * Instants.PER_DAY : 0;
            moved[i] = time == Instants.NONE ? Instants.NONE : time + shift;
        }
        return times(column.name(), moved);
    }

    /** The values of the future's events go to others of them. */
    private Column mixed(Column column, int[] rows, int[] late, boolean[] future) {
        int[] order = late.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] source = new int[rows.length];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            source[i] = future[rows[i]] ? order[next++] : rows[i];
        }
        return column.select(source);
    }

    /** Beginnings and ends that lie in the future move together or vanish, and some who have no end get one. */
    private Dataset people(Dataset data, CustomerTable table) {
        int rows = data.rows();
        long[] from = times(data, table.fromColumn());
        long[] to = times(data, table.toColumn());
        for (int row = 0; row < rows; row++) {
            long shift = random.nextInt(MOST_SHIFT_DAYS) * Instants.PER_DAY;
            boolean vanishes = random.nextInt(LOST_OF) == 0;
            boolean ends = random.nextInt(LOST_OF) == 0;
            if (from[row] > t) {
                from[row] = vanishes ? Instants.NONE : from[row] + shift;
                to[row] = vanishes || to[row] == Instants.NONE ? Instants.NONE : to[row] + shift;
            } else if (to[row] > t) {
                to[row] = vanishes ? Instants.NONE : to[row] + shift;
            } else if (to[row] == Instants.NONE && ends) {
                to[row] = t + Instants.PER_DAY + shift;
            }
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : data.columns()) {
            boolean isFrom = column.name().equals(table.fromColumn());
            boolean isTo = column.name().equals(table.toColumn());
            columns.add(isFrom ? times(column.name(), from) : isTo ? times(column.name(), to) : column);
        }
        return Dataset.of(columns, data.notices());
    }

    private long[] times(Dataset data, @Nullable String column) {
        if (column == null) {
            long[] none = new long[data.rows()];
            Arrays.fill(none, Instants.NONE);
            return none;
        }
        return Instants.of(data.column(column), plan.zone(), "customers");
    }

    /** As points in time of UTC, whatever the zone of the plan. */
    private static Column times(String name, long[] micros) {
        List<@Nullable String> texts = new ArrayList<>(micros.length);
        for (long time : micros) {
            texts.add(time == Instants.NONE ? null : Instants.clock(time, ZoneOffset.UTC) + "Z");
        }
        return TextColumn.of(name, ColumnType.TEXT, texts);
    }
}
