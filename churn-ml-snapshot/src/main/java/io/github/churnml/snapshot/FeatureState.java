package io.github.churnml.snapshot;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one customer's events, so that features can be asked for at any later moment. Events may come in any
 * order. It keeps those within the longest window of its features, and of older ones the few that still matter: the first,
 * the latest of each kind, those of the first days. For one thread.
 */
public final class FeatureState {

    /** The most events that are kept of a table: beyond them a customer is no customer but a machine. */
    public static final int MOST_EVENTS = 100_000;

    private final OnlineFeatures features;
    private final FeatureKernel kernel;
    private final KeptEvents[] tables;
    private final long begin;
    private long asked = Instants.NONE;

    FeatureState(OnlineFeatures features, long begin) {
        this.features = features;
        this.kernel = features.kernel();
        this.begin = begin;
        List<EventTable> events = features.plan().events();
        tables = new KeptEvents[events.size()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new KeptEvents(events.get(i), features.kinds().get(i));
        }
    }

    /**
     * Takes an event.
     *
     * @param table the table that it would stand in
     * @param at when it happened; where a row sums up a day, a week or a month, when that began
     * @param knownAt when it became known; null where that is when it happened, or the table says nothing of it
     * @param kind of which kind it is, or null
     * @param values the values, in the order of the table's; {@code NaN} for missing
     * @return this
     * @throws DataException if there is no such table, a wrong number of values, or more than {@link #MOST_EVENTS} events
     *     to keep
     */
    public FeatureState add(
            String table, Instant at, @Nullable Instant knownAt, @Nullable String kind, double... values) {
        EventTable spec = features.plan().table(table);
        int place = features.plan().events().indexOf(spec);
        if (values.length != spec.values().size()) {
            throw new DataException(
                    "An event of table " + Wording.name(table) + " has " + values.length + " values where "
                            + spec.values().size() + " are required: " + String.join(", ", spec.values()) + ".",
                    "",
                    Where.nowhere());
        }
        if (tables[place].size() >= MOST_EVENTS) {
            throw new DataException(
                    "There are more than " + Wording.count(MOST_EVENTS) + " events of table " + Wording.name(table)
                            + " to keep for one customer.",
                    "Maybe sum them up by day before.",
                    Where.nowhere());
        }
        long end = EventLog.endOf(
                spec.covers(), OnlineFeatures.micros(at), features.plan().zone());
        long known =
                spec.knownAtColumn() == null || knownAt == null ? end : Math.max(end, OnlineFeatures.micros(knownAt));
        tables[place].add(end, known, kind, values);
        return this;
    }

    /**
     * The features at a moment; nothing of that moment or later is seen. What no later moment needs is forgotten, so moments
     * must be asked for in the order of time.
     *
     * @param t the moment
     * @return one number per feature, in the order of {@link OnlineFeatures#names}; {@code NaN} for missing
     * @throws DataException if a later moment was asked for before
     */
    public double[] at(Instant t) {
        long micros = OnlineFeatures.micros(t);
        if (asked != Instants.NONE && micros < asked) {
            throw new DataException(
                    "Features are asked for at " + Instants.text(micros) + " after they were asked for at "
                            + Instants.text(asked) + ": what they need may be forgotten.",
                    "Maybe ask in the order of time, or keep a second state.",
                    Where.nowhere());
        }
        asked = micros;
        History[] histories = kernel.histories();
        for (int i = 0; i < tables.length; i++) {
            tables[i].show(histories[i]);
        }
        kernel.turned();
        long since = begin == Instants.NONE ? kernel.firstSeen(micros) : begin;
        double[][] row = new double[features.features().size()][1];
        kernel.compute(micros, since, row, 0);
        for (int i = 0; i < tables.length; i++) {
            EventTable table = features.plan().events().get(i);
            tables[i].forget(micros, features.reach(table), since, features.firstDays(table));
        }
        double[] numbers = new double[row.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = row[i][0];
        }
        return numbers;
    }

    /** {@return how many events are kept} */
    public int size() {
        int size = 0;
        for (KeptEvents table : tables) {
            size += table.size();
        }
        return size;
    }
}
