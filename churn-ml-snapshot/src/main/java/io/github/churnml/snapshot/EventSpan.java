package io.github.churnml.snapshot;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When the events of a table happened, and of which kinds they are: what says up to when outcomes are known. Of events of
 * customers who are known alone; whole numbers, so that it is the same however the table is divided.
 *
 * @param table the table's name
 * @param earliest the first event, in microseconds since 1970-01-01 in UTC; {@link SnapshotPart#NONE} of no events
 * @param latest the last event; {@link SnapshotPart#NONE} of no events
 * @param days how many events each day since 1970-01-01 has in UTC; days without any are left out
 * @param kinds the kinds that there are, or those of them that the plan speaks of
 */
public record EventSpan(String table, long earliest, long latest, Map<Long, Long> days, Set<String> kinds) {

    /** One of so many events may be much later than all others; then it is a slip. */
    private static final int FEW_OF = 1_000;

    private static final int LONGEST_SILENCE = 180;

    /**
     * Copies the days and the kinds.
     *
     * @param table the table's name
     * @param earliest the first event
     * @param latest the last event
     * @param days how many events each day has
     * @param kinds the kinds that there are
     */
    public EventSpan {
        days = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(days));
        kinds = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(kinds));
    }

    /** A kind that no event has is a slip of the pen where there is something to learn from. */
    void requireKinds(EventTable of, List<Feature> features) {
        for (String wish : kinds(of, features)) {
            if (!kinds.contains(wish)) {
                throw new DataException(
                        "Table " + Wording.name(table) + " has no event of kind " + Wording.value(wish) + ".",
                        Wording.maybeNearest(wish, kinds),
                        Where.nowhere());
            }
        }
    }

    /** The kinds that a table's features speak of. */
    static Set<String> kinds(EventTable table, List<Feature> features) {
        Set<String> wanted = new LinkedHashSet<>(table.kinds());
        features.stream()
                .filter(feature ->
                        feature.table().equals(table.name()) && !feature.kind().isEmpty())
                .forEach(feature -> wanted.add(feature.kind()));
        return wanted;
    }

    /** One wrong year would make stayers of everybody whose time is not over: what is known ends with the latest event. */
    void requireNoLateOne(String column) {
        List<Map.Entry<Long, Long>> each =
                new TreeMap<>(days).descendingMap().entrySet().stream().toList();
        if (each.isEmpty()) {
            return;
        }
        long total = each.stream().mapToLong(Map.Entry::getValue).sum();
        long few = Math.max(1, total / FEW_OF);
        long late = 0;
        int place = 0;
        while (place < each.size() - 1 && late + each.get(place).getValue() <= few) {
            late += each.get(place++).getValue();
        }
        long day = each.get(place).getKey();
        if (late > 0 && total > late && each.get(0).getKey() - day > LONGEST_SILENCE) {
            throw new DataException(
                    "Table " + Wording.name(table) + " has " + Wording.count(late, "event", "events") + " up to "
                            + Instants.text(latest) + ", more than " + LONGEST_SILENCE
                            + " days after all others, which end "
                            + Instants.text(day * Instants.PER_DAY) + ".",
                    "Maybe a year is wrong: mend it, or say up to when the tables are complete (until: 2026-07-01).",
                    Where.column(column));
        }
    }
}
