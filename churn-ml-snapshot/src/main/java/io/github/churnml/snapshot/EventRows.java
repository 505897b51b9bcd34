package io.github.churnml.snapshot;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a customer, with the events in it, into the row that a model of snapshots takes:
 *
 * <pre>{@code
 * {"from": "2026-01-15", "region": "North", "snapshot": "2026-07-01T00:00:00Z",
 *  "events": {"usage": [{"at": "2026-06-02T09:30:00Z", "kind": "login", "amount": 14}]}}
 * }</pre>
 *
 * <p>Keys are the columns that the plan names; others are refused. {@code snapshot} is the moment, now if it is left out; nothing of it or later is seen. A
 * table that is left out has no events. Immutable and safe for any thread.
 */
public final class EventRows {

    /** The key under which the events stand, by table. */
    public static final String EVENTS = "events";

    private final SnapshotPlan plan;
    private final OnlineFeatures features;
    private final Clock clock;
    private final Set<String> keys;
    private final Map<String, Set<String>> keysOfEvents;

    private EventRows(SnapshotPlan plan, Clock clock) {
        this.plan = plan;
        this.features = OnlineFeatures.of(plan);
        this.clock = clock;
        this.keys = keys(plan);
        this.keysOfEvents = new TreeMap<>();
        plan.events().forEach(table -> keysOfEvents.put(table.name(), keys(table)));
    }

    private static Set<String> keys(SnapshotPlan plan) {
        CustomerTable spec = plan.customers();
        Set<String> keys = new TreeSet<>(spec.attributes());
        keys.addAll(List.of(EVENTS, SnapshotTable.TIME, spec.id()));
        spec.ofFrom().ifPresent(keys::add);
        spec.ofTo().ifPresent(keys::add);
        spec.ofSince().ifPresent(keys::add);
        plan.others().flatMap(CustomerTable::ofSince).ifPresent(keys::add);
        return keys;
    }

    private static Set<String> keys(EventTable table) {
        Set<String> keys = new TreeSet<>(table.values());
        keys.addAll(List.of(table.at(), table.id()));
        table.ofKnownAt().ifPresent(keys::add);
        table.ofKind().ifPresent(keys::add);
        return keys;
    }

    /**
     * For the plan that a model's table was made by.
     *
     * @param plan the plan, with the values of each table named
     * @return the rows
     */
    public static EventRows of(SnapshotPlan plan) {
        return new EventRows(plan, Clock.systemUTC());
    }

    EventRows at(Clock other) {
        return new EventRows(plan, other);
    }

    /**
     * The row of a customer.
     *
     * @param customer keys of the customers' table, with {@code events} and {@code snapshot}; numbers as {@code Number}
     * @return attributes and features by column; null for missing
     * @throws DataException if a key is not known, a time or a number is none, or there are too many events
     */
    public Map<String, @Nullable Object> row(Map<String, ? extends @Nullable Object> customer) {
        CustomerTable spec = plan.customers();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (String attribute : spec.attributes()) {
            if (customer.containsKey(attribute)) {
                row.put(attribute, customer.get(attribute));
            }
        }
        requireKnown(customer, keys, "");
        FeatureState state = features.customer(begin(customer));
        Object given = customer.get(EVENTS);
        Map<?, ?> tables = given instanceof Map<?, ?> map ? map : Map.of();
        if (given != null && !(given instanceof Map)) {
            throw wrong(EVENTS, given, "a mapping of tables to lists of events");
        }
        requireKnown(tables, keysOfEvents.keySet(), EVENTS + ".");
        for (EventTable table : plan.events()) {
            add(table, tables.get(table.name()), state);
        }
        long t = time(customer, SnapshotTable.TIME, "").orElseGet(() -> OnlineFeatures.micros(clock.instant()));
        requireThere(customer, t);
        double[] numbers = state.at(Instants.instant(t));
        List<String> names = features.names();
        for (int i = 0; i < numbers.length; i++) {
            row.put(names.get(i), Double.isNaN(numbers[i]) ? null : (Object) numbers[i]);
        }
        return row;
    }

    /** As in the table: the beginning as a customer, or where conversion is predicted, since when one is known. */
    private @Nullable Instant begin(Map<String, ? extends @Nullable Object> customer) {
        CustomerTable spec = plan.customers();
        Optional<Long> begin = Optional.empty();
        if (!(plan.label() instanceof Label.Converted) && spec.ofFrom().isPresent()) {
            String column = spec.ofFrom().orElseThrow();
            begin = time(customer, column, "");
            if (begin.isEmpty()) {
                throw new DataException(
                        "Key " + Wording.name(column) + " is missing: since when one is a customer.",
                        "Maybe add it with a date such as 2026-01-15.",
                        Where.column(column));
            }
        } else {
            for (Optional<String> column : List.of(spec.ofSince(), plan.others().flatMap(CustomerTable::ofSince))) {
                if (begin.isEmpty() && column.isPresent()) {
                    begin = time(customer, column.get(), "");
                }
            }
        }
        return begin.map(Instants::instant).orElse(null);
    }

    /** As in the table, somebody has begun before the moment, and is not over. */
    private void requireThere(Map<String, ? extends @Nullable Object> customer, long t) {
        boolean converted = plan.label() instanceof Label.Converted;
        CustomerTable spec = plan.customers();
        Optional<String> first = converted ? spec.ofSince() : spec.ofFrom();
        Optional<String> last = converted ? spec.ofFrom() : spec.ofTo();
        for (boolean begins : new boolean[] {true, false}) {
            Optional<String> column = begins ? first : last;
            Optional<Long> time = column.flatMap(name -> time(customer, name, ""));
            boolean wrong = time.isPresent() && (begins ? time.get() >= t : time.get() <= t);
            if (wrong) {
                String name = column.orElseThrow();
                throw new DataException(
                        "Key " + Wording.name(name) + " holds " + Wording.value(customer.get(name)) + ", so at "
                                + Instants.text(t) + " the customer "
                                + (begins ? "has not begun." : converted ? "is one already." : "has ended."),
                        "Maybe another moment was meant (snapshot).",
                        Where.column(name));
            }
        }
    }

    private void add(EventTable table, @Nullable Object given, FeatureState state) {
        String path = EVENTS + "." + table.name();
        if (given != null && !(given instanceof List)) {
            throw wrong(path, given, "a list of events");
        }
        Set<String> known = keysOfEvents.getOrDefault(table.name(), Set.of());
        int place = 0;
        for (Object item : given instanceof List<?> list ? list : List.of()) {
            String at = path + "[" + place++ + "]";
            if (!(item instanceof Map<?, ?> event)) {
                throw wrong(at, item, "a mapping of keys to values");
            }
            requireKnown(event, known, at + ".");
            long when = time(event, table.at(), at + ".")
                    .orElseThrow(() -> wrong(at + "." + table.at(), null, "a date or a point in time"));
            Optional<Long> knownAt = table.ofKnownAt().flatMap(column -> time(event, column, at + "."));
            String kind = table.ofKind()
                    .map(column -> kind(event.get(column), at + "." + column))
                    .orElse(null);
            double[] values = new double[table.values().size()];
            for (int i = 0; i < values.length; i++) {
                String column = table.values().get(i);
                values[i] = number(event.get(column), at + "." + column);
            }
            state.add(
                    table.name(),
                    Instants.instant(when),
                    knownAt.map(Instants::instant).orElse(null),
                    kind,
                    values);
        }
    }

    private Optional<Long> time(Map<?, ?> of, String key, String path) {
        Object given = of.get(key);
        if (given == null) {
            return Optional.empty();
        }
        long time = given instanceof String text ? Instants.parse(text, plan.zone()) : Instants.NONE;
        if (time == Instants.NONE) {
            throw wrong(path + key, given, "a date such as 2026-03-31 or a point in time such as 2026-03-31T10:15:00Z");
        }
        return Optional.of(time);
    }

    /** As a reader of tables takes it: without blanks around it, missing markers for missing. */
    private static @Nullable String kind(@Nullable Object given, String path) {
        if (given == null) {
            return null;
        }
        if (given instanceof Number number) {
            return Numbers.text(number.doubleValue());
        }
        if (!(given instanceof String text)) {
            throw wrong(path, given, "a text");
        }
        String bare = text.strip();
        return MissingMarkers.standard().isMissing(bare) ? null : bare;
    }

    private static double number(@Nullable Object given, String path) {
        if (given == null) {
            return Double.NaN;
        }
        double number = given instanceof Number value ? value.doubleValue() : Double.NaN;
        if (!Double.isFinite(number)) {
            throw wrong(path, given, "a number");
        }
        return number;
    }

    private static void requireKnown(Map<?, ?> given, Set<String> known, String path) {
        for (Object key : given.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                throw new DataException(
                        "Key " + Wording.name(path + name) + " is not known.",
                        Wording.maybeNearest(name, known),
                        Where.column(name));
            }
        }
    }

    private static DataException wrong(String path, @Nullable Object given, String required) {
        return new DataException(
                "Key " + Wording.name(path) + " holds " + (given == null ? "nothing" : Wording.value(given)) + " where "
                        + required + " is required.",
                "",
                Where.column(path));
    }
}
