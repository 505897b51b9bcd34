package io.github.churnml.spark;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventSpan;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.Feature;
import io.github.churnml.snapshot.SnapshotFrame;
import io.github.churnml.snapshot.SnapshotPart;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The tables of a plan in Spark, as one relation that has each customer and what one did, and what is known of it as a whole. */
final class SnapshotTables {

    static final String KEY = "key";
    static final String ROLE = "role";

    /** Begin of a customer, or time of an event. */
    static final String AT = "at";

    /** End of a customer, or since when an event is known. */
    static final String OTHER = "other";

    static final String SINCE = "since";
    static final String KIND = "kind";
    static final String ATTRIBUTES = "attributes";

    /** Roles of rows: a customer, a prospect, and from here on the tables of events in the plan's order. */
    static final int CUSTOMER = 0;

    static final int PROSPECT = 1;
    static final int EVENT = 2;

    private static final long PER_DAY = 86_400_000_000L;
    private static final int MOST_SUGGESTED = 1_000;

    final SnapshotPlan plan;
    private final SnapshotColumns customers;
    private final Optional<SnapshotColumns> others;
    private final Map<String, SnapshotColumns> events = new LinkedHashMap<>();
    private final Dataset<Row> customerRows;
    private final Optional<Dataset<Row>> otherRows;
    private final Map<String, Dataset<Row>> eventRows;
    private final int values;

    SnapshotTables(
            SnapshotPlan asked,
            Dataset<Row> customerRows,
            Optional<Dataset<Row>> otherRows,
            Map<String, Dataset<Row>> eventRows) {
        this.customerRows = customerRows;
        this.otherRows = otherRows;
        this.eventRows = eventRows;
        requireGiven(asked);
        customers = new SnapshotColumns("customers", customerRows, asked.zone());
        others = otherRows.map(rows -> new SnapshotColumns("others", rows, asked.zone()));
        Map<String, List<String>> numbers = new HashMap<>();
        for (EventTable table : asked.events()) {
            SnapshotColumns columns = new SnapshotColumns(table.name(), rows(table), asked.zone());
            table.values().forEach(columns::type);
            events.put(table.name(), columns);
            numbers.put(table.name(), columns.numbers());
        }
        plan = asked.withNumbers(numbers);
        values = plan.events().stream()
                .mapToInt(table -> table.values().size())
                .max()
                .orElse(0);
        requireAlike();
    }

    private void requireGiven(SnapshotPlan asked) {
        for (EventTable table : asked.events()) {
            if (!eventRows.containsKey(table.name())) {
                throw new DataException(
                        "The table of events " + Wording.name(table.name()) + " is not given.",
                        Wording.maybeNearest(table.name(), eventRows.keySet()),
                        Where.nowhere());
            }
        }
        for (String name : eventRows.keySet()) {
            if (asked.events().stream().noneMatch(table -> table.name().equals(name))) {
                throw new DataException(
                        "A table of events " + Wording.name(name) + " is given, of which the plan says nothing.",
                        Wording.maybeNearest(
                                name,
                                asked.events().stream().map(EventTable::name).toList()),
                        Where.nowhere());
            }
        }
        if (asked.others().isPresent() != otherRows.isPresent()) {
            throw new DataException(
                    otherRows.isPresent()
                            ? "A table of others is given, of which the plan says nothing."
                            : "The table of others is not given.",
                    otherRows.isPresent() ? "Maybe add others: {id: id} to the plan." : "Maybe add withOthers(table).",
                    Where.nowhere());
        }
    }

    private Dataset<Row> rows(EventTable table) {
        return Objects.requireNonNull(eventRows.get(table.name()));
    }

    private SnapshotColumns columns(EventTable table) {
        return Objects.requireNonNull(events.get(table.name()));
    }

    /** What is written in another way in the two tables tells customers from prospects. */
    private void requireAlike() {
        if (others.isEmpty()) {
            return;
        }
        for (String name : plan.customers().attributes()) {
            DataType mine = customers.type(name);
            DataType theirs = others.get().type(name);
            boolean types = !mine.equals(theirs);
            if (types || (mine instanceof StringType || mine instanceof BooleanType) && isApart(name)) {
                throw new DataException(
                        "Attribute " + Wording.name(name) + " is written in another way in the table of customers ("
                                + mine.sql() + ") than in that of others (" + theirs.sql()
                                + (types ? ")" : "), without a value in common") + ", so it tells them apart.",
                        "Maybe write both alike, or leave the attribute out.",
                        Where.column(name));
            }
        }
    }

    private boolean isApart(String name) {
        Dataset<Row> mine = present(customerRows, customers, name);
        Dataset<Row> theirs = present(otherRows.orElseThrow(), others.orElseThrow(), name);
        return !mine.isEmpty() && !theirs.isEmpty() && mine.intersect(theirs).isEmpty();
    }

    private static Dataset<Row> present(Dataset<Row> rows, SnapshotColumns columns, String name) {
        Column column = columns.column(name);
        return rows.where(column.isNotNull()).select(column.as("value")).distinct();
    }

    /** All tables one below the other: who it is about, what the row is, and what it says. */
    Dataset<Row> all() {
        Dataset<Row> all = people(customerRows, customers, plan.customers(), CUSTOMER);
        if (otherRows.isPresent()) {
            all = all.unionByName(
                    people(otherRows.get(), others.orElseThrow(), plan.others().orElseThrow(), PROSPECT));
        }
        for (int i = 0; i < plan.events().size(); i++) {
            all = all.unionByName(events(plan.events().get(i), EVENT + i));
        }
        return all;
    }

    private Dataset<Row> people(Dataset<Row> rows, SnapshotColumns columns, CustomerTable spec, int role) {
        List<Column> selected = new ArrayList<>(List.of(
                columns.key(spec.id()).as(KEY),
                functions.lit(role).as(ROLE),
                time(columns, spec.fromColumn()).as(AT),
                time(columns, spec.toColumn()).as(OTHER),
                time(columns, spec.sinceColumn()).as(SINCE),
                text().as(KIND)));
        for (int i = 0; i < values; i++) {
            selected.add(functions.lit(null).cast(DataTypes.DoubleType).as(value(i)));
        }
        selected.add(attributes(columns).as(ATTRIBUTES));
        return chosen(rows, selected).where(functions.col(KEY).isNotNull());
    }

    private Column attributes(SnapshotColumns columns) {
        List<Column> of = new ArrayList<>();
        for (int i = 0; i < plan.customers().attributes().size(); i++) {
            of.add(columns.column(plan.customers().attributes().get(i)).as("a" + i));
        }
        // A structure of nothing is none.
        of.add(functions.lit(true).as("is"));
        return functions.struct(of.toArray(Column[]::new));
    }

    private StructType attributeTypes() {
        StructType type = new StructType();
        for (int i = 0; i < plan.customers().attributes().size(); i++) {
            type = type.add(
                    "a" + i, customers.type(plan.customers().attributes().get(i)), true);
        }
        return type.add("is", DataTypes.BooleanType, true);
    }

    private Dataset<Row> events(EventTable table, int role) {
        SnapshotColumns columns = columns(table);
        List<Column> selected = new ArrayList<>(List.of(
                columns.key(table.id()).as(KEY),
                functions.lit(role).as(ROLE),
                columns.time(table.at(), table.covers()).as(AT),
                time(columns, table.knownAtColumn()).as(OTHER),
                functions.lit(null).cast(DataTypes.LongType).as(SINCE),
                kind(columns, table).as(KIND)));
        for (int i = 0; i < values; i++) {
            selected.add((i < table.values().size()
                            ? columns.number(table.values().get(i))
                            : functions.lit(null).cast(DataTypes.DoubleType))
                    .as(value(i)));
        }
        selected.add(functions.lit(null).cast(attributeTypes()).as(ATTRIBUTES));
        return chosen(rows(table), selected)
                .where(functions.col(KEY).isNotNull().and(functions.col(AT).isNotNull()));
    }

    private static Dataset<Row> chosen(Dataset<Row> rows, List<Column> columns) {
        return rows.select(columns.toArray(Column[]::new));
    }

    private static Column time(SnapshotColumns columns, @Nullable String name) {
        return name == null ? functions.lit(null).cast(DataTypes.LongType) : columns.time(name);
    }

    private static Column kind(SnapshotColumns columns, EventTable table) {
        return table.kindColumn() == null ? text() : columns.kind(table.kindColumn());
    }

    private static Column text() {
        return functions.lit(null).cast(DataTypes.StringType);
    }

    static String value(int place) {
        return "v" + place;
    }

    int values() {
        return values;
    }

    /**
     * The columns of the result.
     *
     * @throws DataException if two have one name
     */
    StructType schema(boolean isLabelled) {
        StructType type = new StructType()
                .add(plan.customers().id(), DataTypes.StringType, false)
                .add(SnapshotTable.TIME, DataTypes.LongType, false);
        for (String name : plan.customers().attributes()) {
            type = type.add(name, customers.type(name), true);
        }
        for (Feature feature : plan.allFeatures()) {
            type = type.add(feature.name(), DataTypes.DoubleType, true);
        }
        if (isLabelled) {
            type = type.add(plan.label().targetName(), DataTypes.StringType, false);
        }
        Set<String> names = new HashSet<>();
        for (StructField field : type.fields()) {
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new DataException(
                        "The snapshots would have two columns " + Wording.name(field.name())
                                + ", and Spark does not tell letters' cases apart.",
                        "Maybe rename the attribute, or the table of events.",
                        Where.column(field.name()));
            }
        }
        return type;
    }

    /** When the events of customers who are known happened; one pass over their names, times and kinds. */
    SnapshotFrame frame() {
        List<Feature> features = plan.allFeatures();
        Dataset<Row> people = chosen(
                customerRows, List.of(customers.key(plan.customers().id()).as(KEY)));
        if (otherRows.isPresent()) {
            people = people.union(chosen(
                    otherRows.get(),
                    List.of(others.orElseThrow()
                            .key(plan.others().orElseThrow().id())
                            .as(KEY))));
        }
        people = people.distinct().withColumn("is", functions.lit(true));
        Dataset<Row> all = null;
        for (EventTable table : plan.events()) {
            SnapshotColumns columns = columns(table);
            Set<String> wanted = kinds(table, features);
            Column kind = kind(columns, table);
            Dataset<Row> one = chosen(
                    rows(table),
                    List.of(
                            columns.key(table.id()).as(KEY),
                            functions.lit(table.name()).as(ROLE),
                            columns.time(table.at(), table.covers()).as(AT),
                            (wanted.isEmpty() ? text() : functions.when(kind.isin(wanted.toArray()), kind)).as(KIND)));
            all = all == null ? one : all.union(one);
        }
        Column at = functions.when(functions.col("is"), functions.col(AT));
        Column day = at.minus(functions.pmod(at, functions.lit(PER_DAY)));
        List<Row> rows = Objects.requireNonNull(all)
                .join(people, people.col(KEY).equalTo(all.col(KEY)), "left")
                .groupBy(functions.col(ROLE), day.as("day"))
                .agg(
                        functions.min(at),
                        functions.max(at),
                        functions.count(functions.lit(1)),
                        functions.collect_set(functions.col(KIND)))
                .collectAsList();
        List<EventSpan> spans = plan.events().stream()
                .map(table -> span(table, rows, kinds(table, features)))
                .toList();
        return SnapshotFrame.of(plan, spans);
    }

    private static Set<String> kinds(EventTable table, List<Feature> features) {
        Set<String> wanted = new HashSet<>(table.kinds());
        features.stream()
                .filter(feature ->
                        feature.table().equals(table.name()) && !feature.kind().isEmpty())
                .forEach(feature -> wanted.add(feature.kind()));
        return wanted;
    }

    private EventSpan span(EventTable table, List<Row> rows, Set<String> wanted) {
        long earliest = Long.MAX_VALUE;
        long latest = SnapshotPart.NONE;
        Map<Long, Long> days = new HashMap<>();
        Set<String> kinds = new HashSet<>();
        for (Row row : rows) {
            if (row.getString(0).equals(table.name())) {
                List<String> found = row.getList(5);
                kinds.addAll(found);
                if (!row.isNullAt(1)) {
                    earliest = Math.min(earliest, row.getLong(2));
                    latest = Math.max(latest, row.getLong(3));
                    days.put(row.getLong(1) / PER_DAY, row.getLong(4));
                }
            }
        }
        if (!kinds.containsAll(wanted)) {
            // Those that there are, for the message.
            SnapshotColumns columns = columns(table);
            chosen(rows(table), List.of(kind(columns, table).as(KIND)))
                    .where(functions.col(KIND).isNotNull())
                    .distinct()
                    .limit(MOST_SUGGESTED)
                    .collectAsList()
                    .forEach(row -> kinds.add(row.getString(0)));
        }
        return new EventSpan(
                table.name(), latest == SnapshotPart.NONE ? SnapshotPart.NONE : earliest, latest, days, kinds);
    }
}
