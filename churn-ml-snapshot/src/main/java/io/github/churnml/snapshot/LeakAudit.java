package io.github.churnml.snapshot;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Proves that features see nothing of their snapshot's future: whatever was known at or after a snapshot is changed in the raw
 * tables, the features of that snapshot are made again, and not one value may differ. Times are shifted, values and kinds go
 * to other events, events go to other customers, some are lost; ends and beginnings of customers that lie in the future move
 * or vanish.
 */
public final class LeakAudit {

    private static final int MOST_SNAPSHOTS = 6;
    private static final int MOST_LEAKS = 100;

    private final SnapshotPlan plan;
    private final SnapshotSources sources;
    private final long seed;

    /** Makes the features of everybody at a snapshot, as the one to be audited does. */
    @FunctionalInterface
    public interface FeatureMaker {
        /**
         * Makes them.
         *
         * @param sources the raw tables
         * @param snapshotDays the snapshot, as days since 1970-01-01
         * @return one row per customer, with the column that names the customer
         */
        Dataset features(SnapshotSources sources, double snapshotDays);
    }

    /**
     * A value that changed with the future.
     *
     * @param feature the column
     * @param customer whose
     * @param snapshot when, as ISO 8601
     * @param before the value with the tables as they are
     * @param after the value with another future; null for none
     */
    public record Leak(
            String feature,
            String customer,
            String snapshot,
            @org.jspecify.annotations.Nullable String before,
            @org.jspecify.annotations.Nullable String after) {}

    /**
     * An audit.
     *
     * @param plan says which columns of the tables are names and times
     * @param sources the raw tables
     * @param seed decides how the future is changed
     */
    public LeakAudit(SnapshotPlan plan, SnapshotSources sources, long seed) {
        this.plan = plan;
        this.sources = sources;
        this.seed = seed;
    }

    /**
     * Audits the plan's own features at up to six of its snapshots.
     *
     * @return what leaks; empty as it should be
     */
    public List<Leak> run() {
        long[] times = chosen(plan.snapshots(sources));
        return run(times, (tables, t) -> plan.snapshots(tables).at(micros(t)));
    }

    /**
     * Audits features that are made in another way, such as by a join of one's own.
     *
     * @param maker makes them
     * @return what leaks, at most a hundred values
     */
    public List<Leak> run(FeatureMaker maker) {
        return run(chosen(plan.snapshots(sources)), maker);
    }

    /**
     * Refuses a table with leaks.
     *
     * @param leaks what was found
     * @throws DataException if there is one
     */
    public static void requireNone(List<Leak> leaks) {
        if (!leaks.isEmpty()) {
            Leak first = leaks.get(0);
            List<String> features = leaks.stream().map(Leak::feature).distinct().toList();
            throw new DataException(
                    "The features know the future: " + Wording.names(features)
                            + (features.size() == 1 ? " changes" : " change")
                            + " when what was known at or after the snapshot is changed. Customer "
                            + Wording.value(first.customer()) + " at " + first.snapshot() + " has "
                            + Wording.value(first.before()) + ", and " + Wording.value(first.after())
                            + " with another future.",
                    "Maybe sum up only events before the snapshot that were known before it.",
                    Where.column(first.feature()));
        }
    }

    private List<Leak> run(long[] times, FeatureMaker maker) {
        List<Leak> leaks = new ArrayList<>();
        for (long t : times) {
            Dataset before = maker.features(sources, Instants.days(t));
            Dataset after = maker.features(new OtherFuture(plan, seed, t).of(sources), Instants.days(t));
            compare(before, after, t, leaks);
        }
        return List.copyOf(leaks);
    }

    private void compare(Dataset before, Dataset after, long t, List<Leak> leaks) {
        String names = plan.customers().id();
        Map<String, Integer> rows = new HashMap<>();
        Column other = after.column(names);
        for (int row = 0; row < after.rows(); row++) {
            rows.put(CustomerKeys.bare(String.valueOf(other.text(row))), row);
        }
        Column own = before.column(names);
        tellNewRows(own, other, t, leaks);
        for (Column column : before.columns()) {
            Column changed = after.find(column.name()).orElse(null);
            for (int row = 0; row < before.rows() && leaks.size() < MOST_LEAKS; row++) {
                String customer = CustomerKeys.bare(String.valueOf(own.text(row)));
                Integer place = rows.get(customer);
                String now = changed == null || place == null ? null : changed.text(place);
                if (!column.name().equals(names) && !Objects.equals(column.text(row), now)) {
                    leaks.add(new Leak(column.name(), customer, Instants.text(t), column.text(row), now));
                    break; // one value is enough to name a feature
                }
            }
        }
    }

    /** Whether somebody has a row may not hang on the future either. */
    private static void tellNewRows(Column before, Column after, long t, List<Leak> leaks) {
        Set<String> known = new HashSet<>();
        for (int row = 0; row < before.rows(); row++) {
            known.add(CustomerKeys.bare(String.valueOf(before.text(row))));
        }
        for (int row = 0; row < after.rows(); row++) {
            String customer = CustomerKeys.bare(String.valueOf(after.text(row)));
            if (!known.contains(customer) && leaks.size() < MOST_LEAKS) {
                leaks.add(new Leak(after.name(), customer, Instants.text(t), null, customer));
                return; // one row is enough
            }
        }
    }

    /** Some snapshots from the first to the last. */
    private static long[] chosen(Snapshots snapshots) {
        long[] times = snapshots.times();
        if (times.length == 0) { // those of events: some of their times
            times = snapshots.logs().stream()
                    .flatMapToLong(log -> Arrays.stream(new long[] {
                        log.earliest + (log.latest - log.earliest) / 2,
                        log.earliest + (log.latest - log.earliest) / 4 * 3
                    }))
                    .sorted()
                    .distinct()
                    .toArray();
        } else {
            List<SnapshotCount> counts = snapshots.summary().counts();
            long[] all = times;
            times = IntStream.range(0, all.length)
                    .filter(i -> counts.get(i).rows()
                                    + counts.get(i).censored()
                                    + counts.get(i).inGap()
                            > 0)
                    .mapToLong(i -> all[i])
                    .toArray();
        }
        if (times.length <= MOST_SNAPSHOTS) {
            return times;
        }
        long[] chosen = new long[MOST_SNAPSHOTS];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = times[(int) ((long) i * (times.length - 1) / (MOST_SNAPSHOTS - 1))];
        }
        return chosen;
    }

    private static long micros(double days) {
        return Math.round(days * Instants.PER_DAY);
    }
}
