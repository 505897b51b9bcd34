package io.github.churnml.snapshot;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * What each part of a divided table needs to know of the whole: the moments of its snapshots, and up to when outcomes are
 * known. For engines that spread tables over machines; on one machine {@link SnapshotPlan#snapshots} does it all.
 *
 * @param plan the plan, with the values of each table named
 * @param times the snapshots in order, in microseconds since 1970-01-01 in UTC; none where they are those of events
 * @param completeTo up to when outcomes are known
 * @param isLabelled whether rows have an outcome; those to be scored have none
 */
public record SnapshotFrame(SnapshotPlan plan, List<Long> times, long completeTo, boolean isLabelled) {

    /**
     * Copies the times.
     *
     * @param plan the plan
     * @param times the snapshots
     * @param completeTo up to when outcomes are known
     * @param isLabelled whether rows have an outcome
     */
    public SnapshotFrame {
        times = List.copyOf(times);
    }

    /**
     * Of all snapshots whose outcome is known.
     *
     * @param plan the plan, with the values of each table named
     * @param spans when the events of each of the plan's tables happened, in their order
     * @return the frame
     * @throws DataException if a table has no events of any customer, no event of a kind that the plan speaks of, or one that
     *     lies half a year behind all others; or if no snapshot lies between them
     */
    public static SnapshotFrame of(SnapshotPlan plan, List<EventSpan> spans) {
        for (EventSpan span : spans) {
            if (span.latest() == Instants.NONE) {
                EventTable table = plan.table(span.table());
                throw new DataException(
                        "No event of table " + Wording.name(table.name())
                                + " belongs to any customer: none of its column " + Wording.name(table.id())
                                + " is one of them.",
                        "Maybe another column names the customer, or one of the tables has lost zeros in front of its"
                                + " numbers.",
                        Where.column(table.id()));
            }
        }
        Extent extent = new Extent(plan, spans);
        extent.check(StandardFeatures.of(plan));
        return new SnapshotFrame(plan, Arrays.stream(extent.times()).boxed().toList(), extent.completeTo(), true);
    }

    /**
     * Of everybody who is there at the beginning of a day, without an outcome.
     *
     * @param plan the plan, with the values of each table named
     * @param day the day
     * @return the frame
     */
    public static SnapshotFrame at(SnapshotPlan plan, LocalDate day) {
        return new SnapshotFrame(plan, List.of(Instants.of(day, plan.zone())), Instants.NONE, false);
    }
}
