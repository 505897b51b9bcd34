package io.github.churnml.snapshot;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plan over the tables that it names, ready to make rows. Events are held once, by customer, about 20 bytes each beside
 * their values; rows are made customer by customer on all cores, and are the same whatever the number of threads. Safe for any
 * thread.
 */
public final class Snapshots {

    private final SnapshotPlan plan;
    private final Roster roster;
    private final List<EventLog> logs;
    private final List<Feature> features;
    private final List<Notice> notices;
    private @Nullable Labelled labelled;

    /**
     * What tables with outcomes need beside the events.
     *
     * @param completeTo up to when outcomes are known
     * @param times the snapshots, in order; none where they are those of events
     * @param notices what is worth telling
     */
    private record Labelled(long completeTo, long[] times, List<Notice> notices) {}

    Snapshots(SnapshotPlan asked, SnapshotSources sources) {
        List<Notice> told = new ArrayList<>();
        plan = resolve(asked, sources);
        features = StandardFeatures.of(plan);
        sources.tell(asked, plan, told);
        roster = Roster.of(plan, sources, told);
        logs = new ArrayList<>();
        for (EventTable table : plan.events()) {
            logs.add(EventLog.of(table, sources.table(table.name()), plan, roster, told));
        }
        notices = List.copyOf(told);
    }

    /** Those of some customers of larger tables, who are there with all of their events. */
    Snapshots(SnapshotFrame frame, Roster roster, List<EventLog> logs) {
        this.plan = frame.plan();
        this.features = StandardFeatures.of(plan);
        this.roster = roster;
        this.logs = logs;
        this.notices = List.of();
        this.labelled = new Labelled(
                frame.completeTo(),
                frame.times().stream().mapToLong(Long::longValue).toArray(),
                List.of());
    }

    private synchronized Labelled labelled() {
        if (labelled == null) {
            List<Notice> told = new ArrayList<>(notices);
            logs.forEach(EventLog::requireEvents);
            Extent extent = new Extent(plan, logs.stream().map(EventLog::span).toList());
            extent.check(features);
            extent.tell(told, features, roster);
            labelled = new Labelled(extent.completeTo(), extent.times(), told);
        }
        return labelled;
    }

    /** The plan with the values of each table named, and tables that are there. */
    private static SnapshotPlan resolve(SnapshotPlan plan, SnapshotSources sources) {
        SnapshotPlanBuilder builder = plan.toBuilder();
        builder.events.clear();
        for (EventTable table : plan.events()) {
            builder.events(EventLog.resolve(table, sources.table(table.name())));
        }
        return builder.build();
    }

    /** {@return the plan, with the values of each table named} */
    public SnapshotPlan plan() {
        return plan;
    }

    /** {@return the features, in the order of their columns} */
    public List<Feature> features() {
        return features;
    }

    /**
     * The table of all snapshots whose outcome is known, by customer and then by time.
     *
     * @return the table
     * @throws DataException if no snapshot is left
     */
    public SnapshotTable table() {
        Sweep sweep = new Sweep(this, times(), true);
        Sweep.Rows rows = rows(sweep);
        List<Notice> all = new ArrayList<>(labelled().notices());
        rows.tell(all, completeTo());
        return new SnapshotTable(plan, features, sweep.fill(rows, all), rows.bySnapshot(times()));
    }

    /**
     * How many rows the table has, without making it.
     *
     * @return the counts, and what was noticed
     * @throws DataException if no snapshot is left
     */
    public SnapshotSummary summary() {
        Sweep.Rows rows = rows(new Sweep(this, times(), true));
        List<Notice> all = new ArrayList<>(labelled().notices());
        rows.tell(all, completeTo());
        return new SnapshotSummary(rows.total(), rows.positive(), rows.bySnapshot(times()), all);
    }

    private Sweep.Rows rows(Sweep sweep) {
        Sweep.Rows rows = sweep.count(0, roster.size());
        if (rows.total() == 0) {
            throw new DataException(
                    "No snapshot has a known outcome: of " + Wording.count(rows.candidates(), "look", "looks")
                            + " at a customer " + Wording.count(rows.censored())
                            + " are censored, as their window ends after "
                            + Instants.text(completeTo()) + ", and " + Wording.count(rows.inGap())
                            + " were decided before it began.",
                    "Maybe choose earlier snapshots (at), a shorter window, or say up to when the tables are complete"
                            + " (until).",
                    Where.nowhere());
        }
        return rows;
    }

    /**
     * Makes the rows of some customers after the other, for tables that are larger than memory. The next rows are made while
     * these are taken, so the rows of twice as many customers are in memory.
     *
     * @param customers how many customers at a time
     * @param each takes the rows of these customers; not called where they have none
     */
    public void forEach(int customers, Consumer<Dataset> each) {
        if (customers < 1) {
            throw new IllegalArgumentException("customers at a time: " + customers);
        }
        Sweep sweep = new Sweep(this, times(), true);
        CompletableFuture<Optional<Dataset>> next = made(sweep, 0, customers);
        for (long first = 0; first < roster.size(); first += customers) {
            Optional<Dataset> made = joined(next);
            next = made(sweep, first + customers, customers); // while these are taken
            made.ifPresent(each);
        }
    }

    private static <T> T joined(CompletableFuture<T> made) {
        try {
            return made.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private CompletableFuture<Optional<Dataset>> made(Sweep sweep, long first, int customers) {
        if (first >= roster.size()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> {
            Sweep.Rows rows = sweep.count((int) first, (int) Math.min(roster.size(), first + customers));
            return rows.total() == 0 ? Optional.empty() : Optional.of(sweep.fill(rows, List.of()));
        });
    }

    /**
     * Everybody who is there at the beginning of a day, without an outcome: the rows to score.
     *
     * @param day the day
     * @return the rows, one per customer, without a target
     * @throws DataException if nobody is there
     */
    public Dataset at(LocalDate day) {
        return at(Instants.of(day, plan.zone()));
    }

    Dataset at(long t) {
        Sweep sweep = new Sweep(this, new long[] {t}, false);
        Sweep.Rows rows = sweep.count(0, roster.size());
        if (rows.total() == 0) {
            throw new DataException(
                    "Nobody is there at " + Instants.text(t) + ".",
                    "Maybe another day was meant: events are known from " + Instants.text(logs.get(0).earliest) + " to "
                            + Instants.text(logs.get(0).latest) + ".",
                    Where.nowhere());
        }
        List<Notice> all = new ArrayList<>(notices);
        logs.forEach(log -> Extent.tellEnd(log.span(), new long[] {t}, all));
        return sweep.fill(rows, all);
    }

    Roster roster() {
        return roster;
    }

    List<EventLog> logs() {
        return logs;
    }

    long completeTo() {
        return labelled().completeTo();
    }

    long[] times() {
        return labelled().times().clone();
    }

    FeatureKernel kernel() {
        return new FeatureKernel(
                features, plan.events(), logs.stream().map(log -> log.kinds).toList());
    }
}
