package io.github.churnml.jobs.run;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.plan.Schedule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Makes runs of the ticks of a schedule. Each look takes the ticks since the last look up to now, on the row of the job, which is locked
 * meanwhile: nodes look one after the other, and a tick is looked at once.
 *
 * <p>A tick that nobody looked for in time is missed. The newest that were missed are made up for, as many as the job says; the others
 * are recorded as skipped. When the clock goes back, the look goes back with it: what has a run already is not run again, and what was
 * skipped only because the clock was ahead is run when its time really comes.
 */
final class Ticks {

    /** A tick that is looked at within this time is not late. */
    private static final Duration IN_TIME = Duration.ofMinutes(1);

    /** How many skipped ticks are recorded one by one; of those before them the number is told. */
    private static final int MOST_RECORDED = 100;

    /** A smaller step of the clock backwards is an ordinary correction. */
    private static final Duration BACKWARDS = Duration.ofSeconds(1);

    private final RunStore store;
    private final Duration inTime;

    Ticks(RunStore store, Duration look) {
        this.store = store;
        Duration looks = look.multipliedBy(3);
        inTime = looks.compareTo(IN_TIME) > 0 ? looks : IN_TIME;
    }

    /** Makes the runs of a job up to a moment. */
    void look(Job job, Instant now) {
        if (job.schedule().isEmpty()) {
            return;
        }
        Schedule schedule = job.schedule().get();
        store.tables().transaction(connection -> {
            Optional<Instant> last = last(connection, job.name());
            if (last.isEmpty()) {
                RunTables.update(
                        connection, "INSERT INTO churn_job_ticks (job, ticked_to) VALUES (?, ?)", job.name(), now);
                return true;
            }
            if (now.isAfter(last.get())) {
                make(connection, job, schedule, last.get(), now);
            }
            if (now.isAfter(last.get()) || now.plus(BACKWARDS).isBefore(last.get())) {
                RunTables.update(connection, "UPDATE churn_job_ticks SET ticked_to = ? WHERE job = ?", now, job.name());
            }
            return true;
        });
    }

    private void make(Connection connection, Job job, Schedule schedule, Instant last, Instant now)
            throws SQLException {
        Deque<Instant> newest = new ArrayDeque<>();
        long before = 0;
        Instant first = schedule.next(last);
        for (Instant tick = first; !tick.isAfter(now); tick = schedule.next(tick)) {
            newest.add(tick);
            if (newest.size() > job.catchUp() + 1 + MOST_RECORDED) {
                newest.remove();
                before++;
            }
        }
        boolean isBusy = isBusy(connection, job);
        int late = (int) newest.stream().filter(tick -> isLate(tick, now)).count();
        int skipped = Math.max(0, late - job.catchUp());
        int number = 0;
        for (Instant tick : newest) {
            if (number < skipped) {
                String more = number == 0 && before > 0
                        ? " So were " + Wording.count(before) + " before it, from " + first + " on."
                        : "";
                RunStore.insert(
                        connection,
                        job,
                        tick,
                        RunState.SKIPPED,
                        "Missed: no node looked for it in time, and the newest "
                                + Wording.count(job.catchUp(), "missed tick is", "missed ticks are")
                                + " made up for." + more);
            } else if (isBusy && job.overlap() == Job.Overlap.REFUSE) {
                RunStore.insert(
                        connection, job, tick, RunState.SKIPPED, "Refused: an earlier run of the job was not done.");
            } else {
                RunStore.queue(connection, job, tick);
            }
            number++;
        }
    }

    private boolean isLate(Instant tick, Instant now) {
        return tick.plus(inTime).isBefore(now);
    }

    private static boolean isBusy(Connection connection, Job job) throws SQLException {
        List<JobRun> open =
                RunStore.query(connection, "WHERE job = ? AND state IN ('queued', 'running') LIMIT 1", job.name());
        return !open.isEmpty();
    }

    private static Optional<Instant> last(Connection connection, String job) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ticked_to FROM churn_job_ticks WHERE job = ? FOR UPDATE")) {
            RunTables.fill(statement, job);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? RunTables.instant(result, 1) : Optional.empty();
            }
        }
    }
}
