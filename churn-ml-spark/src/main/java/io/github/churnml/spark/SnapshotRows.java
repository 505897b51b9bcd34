package io.github.churnml.spark;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.SnapshotFrame;
import io.github.churnml.snapshot.SnapshotPart;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of a partition, whose rows stand by customer and in each by role: some customers at a time, by the code that
 * makes them on one machine. Travels to executors as text and numbers.
 */
final class SnapshotRows implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    private static final int MOST_CUSTOMERS = 512;
    private static final int MOST_EVENTS = 200_000;
    private static final double PER_DAY = 86_400_000_000.0;
    private static final int FIRST_VALUE = 6;

    private final String plan;
    private final long[] times;
    private final long completeTo;
    private final boolean isLabelled;
    private final int values;

    SnapshotRows(SnapshotFrame frame, int values) {
        this.plan = frame.plan().toYaml();
        this.times = frame.times().stream().mapToLong(Long::longValue).toArray();
        this.completeTo = frame.completeTo();
        this.isLabelled = frame.isLabelled();
        this.values = values;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        List<Long> snapshots = new ArrayList<>();
        for (long time : times) {
            snapshots.add(time);
        }
        return new Chunks(
                rows, new SnapshotFrame(SnapshotPlan.parseYaml(plan), snapshots, completeTo, isLabelled), values);
    }

    /** Reads some customers, makes their rows, and hands these on before it reads more. */
    private static final class Chunks implements Iterator<Row> {

        private final Iterator<Row> rows;
        private final SnapshotFrame frame;
        private final int attributesAt;
        private final int attributes;
        private final ArrayDeque<Row> made = new ArrayDeque<>();
        private @Nullable Row next;

        Chunks(Iterator<Row> rows, SnapshotFrame frame, int values) {
            this.rows = rows;
            this.frame = frame;
            this.attributesAt = FIRST_VALUE + values;
            this.attributes = frame.plan().customers().attributes().size();
            this.next = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            while (made.isEmpty() && next != null) {
                read();
            }
            return !made.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return made.remove();
        }

        private void read() {
            SnapshotPart part = new SnapshotPart(frame);
            Map<String, Row> known = new HashMap<>();
            while (next != null && part.customers() < MOST_CUSTOMERS && part.events() < MOST_EVENTS) {
                readOne(part, known);
            }
            part.rows().ifPresent(table -> hand(table, known));
        }

        /** One customer with all events; events of nobody who is known are passed over. */
        private void readOne(SnapshotPart part, Map<String, Row> known) {
            Row first = Objects.requireNonNull(next);
            String key = first.getString(0);
            Row customer = null;
            Row prospect = null;
            boolean isAdded = false;
            double[][] numbers = numbers();
            for (; next != null && next.getString(0).equals(key); step()) {
                Row row = next;
                int role = row.getInt(1);
                if (role == SnapshotTables.CUSTOMER) {
                    customer = same(customer, row, "customers", true);
                } else if (role == SnapshotTables.PROSPECT) {
                    prospect = same(prospect, row, "others", customer == null);
                } else if (customer != null || prospect != null) {
                    if (!isAdded) {
                        add(part, known, key, customer, prospect);
                        isAdded = true;
                    }
                    event(part, role - SnapshotTables.EVENT, row, numbers[role - SnapshotTables.EVENT]);
                }
            }
            if (!isAdded && (customer != null || prospect != null)) {
                add(part, known, key, customer, prospect);
            }
        }

        private void step() {
            next = rows.hasNext() ? rows.next() : null;
        }

        private double[][] numbers() {
            return frame.plan().events().stream()
                    .map(table -> new double[table.values().size()])
                    .toArray(double[][]::new);
        }

        /** A table of Spark has no first row, so rows of one customer must say the same. */
        private Row same(@Nullable Row before, Row row, String role, boolean attributesCount) {
            if (before == null) {
                return row;
            }
            boolean times = true;
            for (int i = 2; i < 5; i++) {
                times &= Objects.equals(before.get(i), row.get(i));
            }
            if (!times || attributesCount && !before.getStruct(attributesAt).equals(row.getStruct(attributesAt))) {
                throw new DataException(
                        "Customer " + Wording.value(row.getString(0)) + " stands twice in the table of " + role
                                + ", in rows which differ in " + (times ? "attributes." : "times."),
                        times
                                ? "Maybe keep one row per customer: which of them comes first, Spark cannot tell."
                                : "Maybe the rows are of several subscriptions: keep one row per customer, from the first"
                                        + " beginning to the last end, or name each subscription by itself.",
                        Where.nowhere());
            }
            return before;
        }

        private void add(
                SnapshotPart part, Map<String, Row> known, String key, @Nullable Row customer, @Nullable Row prospect) {
            long since = time(customer, 4);
            part.customer(
                    key, time(customer, 2), time(customer, 3), since == SnapshotPart.NONE ? time(prospect, 4) : since);
            known.put(
                    key,
                    Objects.requireNonNull(customer == null ? prospect : customer)
                            .getStruct(attributesAt));
        }

        private static long time(@Nullable Row row, int place) {
            return row == null || row.isNullAt(place) ? SnapshotPart.NONE : row.getLong(place);
        }

        private void event(SnapshotPart part, int table, Row row, double[] numbers) {
            EventTable spec = frame.plan().events().get(table);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.isNullAt(FIRST_VALUE + i) ? Double.NaN : row.getDouble(FIRST_VALUE + i);
                if (Double.isInfinite(numbers[i])) {
                    String column = spec.values().get(i);
                    throw new DataException(
                            "Column " + Wording.name(column) + " of table " + Wording.name(spec.name()) + " holds "
                                    + Wording.value(numbers[i]) + " where a finite number is required.",
                            "Maybe write null where a number is not known.",
                            Where.column(column));
                }
            }
            part.event(table, row.getLong(2), time(row, 3), row.isNullAt(5) ? null : row.getString(5), numbers);
        }

        private void hand(Dataset table, Map<String, Row> known) {
            List<Column> columns = table.columns();
            int features = frame.plan().allFeatures().size();
            for (int row = 0; row < table.rows(); row++) {
                String key = Objects.requireNonNull(columns.get(0).text(row));
                Row given = Objects.requireNonNull(known.get(key));
                Object[] cells = new Object[2 + attributes + features + (frame.isLabelled() ? 1 : 0)];
                cells[0] = key;
                cells[1] = Math.round(((NumericColumn) table.column(SnapshotTable.TIME)).value(row) * PER_DAY);
                for (int i = 0; i < attributes; i++) {
                    cells[2 + i] = given.get(i);
                }
                for (int i = 0; i < features; i++) {
                    double value = ((NumericColumn) columns.get(2 + i)).value(row);
                    cells[2 + attributes + i] = Double.isNaN(value) ? null : value;
                }
                if (frame.isLabelled()) {
                    cells[cells.length - 1] = columns.get(2 + features).text(row);
                }
                made.add(RowFactory.create(cells));
            }
        }
    }
}
