package io.github.churnml.snapshot;

import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From when to when the tables know what happened, and the snapshots that lie there. */
final class Extent {

    /** So many days without an event at the end are worth a word. */
    private static final int QUIET = 31;

    private static final int MOST_TIMES = 10_000;

    private final SnapshotPlan plan;
    private final List<EventSpan> spans;

    /**
     * The extent of tables.
     *
     * @param plan with the values of each table named
     * @param spans when the events of each of the plan's tables happened, in their order
     */
    Extent(SnapshotPlan plan, List<EventSpan> spans) {
        this.plan = plan;
        this.spans = spans;
    }

    /**
     * Up to when outcomes are known. Unless it is said, that is the latest event, as dates of customers may lie in the future;
     * of a label that is about no activity it is the latest event of the table that ends first.
     */
    long completeTo() {
        if (plan.until().isPresent()) {
            return Instants.of(plan.until().get(), plan.zone()) - 1;
        }
        List<String> counted = plan.label() instanceof Label.Inactive inactive
                ? inactive.tables()
                : plan.label() instanceof Label.InactiveMonths months ? months.tables() : List.of();
        boolean activity = plan.label() instanceof Label.Inactive || plan.label() instanceof Label.InactiveMonths;
        var latest = spans.stream()
                .filter(span -> counted.isEmpty() || counted.contains(span.table()))
                .mapToLong(EventSpan::latest);
        return (activity ? latest.min() : latest.max()).orElse(Instants.NONE);
    }

    /** The times of the snapshots, in order; none where they are those of events. */
    long[] times() {
        if (plan.schedule() instanceof Schedule.AtEvents) {
            return new long[0];
        }
        if (plan.schedule() instanceof Schedule.OnDates on) {
            return on.dates().stream()
                    .mapToLong(day -> Instants.of(day, plan.zone()))
                    .toArray();
        }
        Schedule.Every every = (Schedule.Every) plan.schedule();
        long earliest = spans.stream().mapToLong(EventSpan::earliest).min().orElseThrow();
        LocalDate first = every.begin().orElseGet(() -> day(earliest));
        LocalDate last = every.end().orElseGet(() -> day(completeTo()));
        List<Long> times = new ArrayList<>();
        for (LocalDate day = every.step().onOrAfter(first);
                !day.isAfter(last);
                day = every.step().next(day)) {
            times.add(Instants.of(day, plan.zone()));
            if (times.size() > MOST_TIMES) {
                throw new DataException(
                        "There are more than " + Wording.count(MOST_TIMES) + " snapshots from " + first + " to " + last
                                + ".",
                        "Maybe one of the events has a wrong year; at: {every: month, from: ..., to: ...} sets bounds.",
                        Where.nowhere());
            }
        }
        if (times.isEmpty()) {
            throw new DataException(
                    "No " + every.step().label() + " begins between " + first + " and " + last + ".",
                    "Maybe take a shorter step, or give the dates themselves.",
                    Where.nowhere());
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    /** Refuses what a table with outcomes cannot do without. */
    void check(List<Feature> features) {
        for (EventSpan span : spans) {
            EventTable table = plan.table(span.table());
            span.requireKinds(table, features);
            if (plan.until().isEmpty()) {
                span.requireNoLateOne(table.at());
            }
        }
        if (plan.label() instanceof Label.InactiveMonths months
                && !months.value().isEmpty()) {
            List<String> values = plan.events().stream()
                    .filter(table ->
                            months.tables().isEmpty() || months.tables().contains(table.name()))
                    .flatMap(table -> table.values().stream())
                    .distinct()
                    .toList();
            if (!values.contains(months.value())) {
                throw new ConfigurationException(
                        "The label measures activity by " + Wording.name(months.value())
                                + ", which is no column of numbers of the tables of events that count.",
                        Wording.maybeNearest(months.value(), values),
                        Where.nowhere());
            }
        }
    }

    private LocalDate day(long time) {
        return Instants.clock(time, plan.zone()).toLocalDate();
    }

    void tell(List<Notice> notices, List<Feature> features, Roster roster) {
        tellLateDates(notices, roster);
        long[] times = times();
        if (times.length == 0) {
            return;
        }
        for (EventSpan span : spans) {
            String name = Wording.name(span.table());
            tellEnd(span, times, notices);
            tellLastPeriod(span, notices);
            int longest = features.stream()
                    .filter(feature -> feature.table().equals(span.table()))
                    .mapToInt(feature -> feature.days() * feature.statistic().windows())
                    .max()
                    .orElse(0);
            long before = Arrays.stream(times)
                    .filter(t -> t - longest * Instants.PER_DAY < span.earliest())
                    .count();
            if (before > 0 && longest > 0) {
                notices.add(
                        new Notice(
                                "events-begin-late",
                                "",
                                "Table " + name + " begins at " + Instants.text(span.earliest())
                                        + ": windows of up to " + longest + " days reach back behind it in "
                                        + Wording.count(before, "snapshot", "snapshots")
                                        + ", whose features know less than those of"
                                        + " later ones. Maybe begin later (at: {every: ..., from: ...}) or take shorter windows."));
            }
        }
    }

    /** What is said of snapshots behind the end of a table. */
    static void tellEnd(EventSpan span, long[] times, List<Notice> notices) {
        long after = Arrays.stream(times).filter(t -> t > span.latest() + 1).count();
        if (after > 0) {
            notices.add(new Notice(
                    "events-end-early",
                    "",
                    "Table " + Wording.name(span.table())
                            + (span.latest() == Instants.NONE
                                    ? " has no events of these customers"
                                    : " ends at " + Instants.text(span.latest()))
                            + ", before " + Wording.count(after, "snapshot", "snapshots")
                            + ": in their features customers seem quieter than they may have been."));
        }
    }

    private void tellLastPeriod(EventSpan span, List<Notice> notices) {
        EventTable.Covers covers = plan.table(span.table()).covers();
        if (plan.until().isEmpty() && covers != EventTable.Covers.MOMENT && span.latest() == completeTo()) {
            notices.add(new Notice(
                    "last-period-complete",
                    "",
                    "The last " + covers.label() + " of table " + Wording.name(span.table())
                            + ", up to " + Instants.text(span.latest())
                            + ", is taken to be complete. Maybe say up to when the tables are: until: 2026-07-01."));
        }
    }

    private void tellLateDates(List<Notice> notices, Roster roster) {
        if (plan.until().isPresent()) {
            long latest = spans.stream().mapToLong(EventSpan::latest).max().orElse(Instants.NONE);
            if (completeTo() - latest > QUIET * Instants.PER_DAY) {
                notices.add(new Notice(
                        "until-after-events",
                        "",
                        "The tables are said to be complete before "
                                + plan.until().orElseThrow()
                                + ", but the last event is of " + Instants.text(latest)
                                + ": whoever left after it, and is not in the tables yet, counts as staying."));
            }
            return;
        }
        long[] decisive = plan.label() instanceof Label.Converted
                ? roster.from
                : plan.label() instanceof Label.Cancelled ? roster.to : new long[0];
        long end = completeTo();
        long after = Arrays.stream(decisive).filter(time -> time > end).count();
        if (after > 0) {
            notices.add(new Notice(
                    "dates-after-events",
                    "",
                    Wording.count(after, "customer has a date", "customers have dates") + " after the last event, "
                            + Instants.text(end)
                            + ", up to which outcomes are taken to be known. Maybe say up to when the tables are complete:"
                            + " until: 2026-07-01."));
        }
    }
}
