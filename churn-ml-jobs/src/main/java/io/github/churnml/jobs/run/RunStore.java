package io.github.churnml.jobs.run;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.step.StepResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The record of all runs, in a database: tables {@code churn_job_runs} and {@code churn_job_steps}. Safe for any thread and for any
 * number of processes.
 */
public final class RunStore {

    private static final String COLUMNS =
            "run_id, job, due, state, node, claim, round, created_at, started_at, ended_at, note, mark_before, mark";
    private static final int LONGEST_NOTE = 10_000;

    private final RunTables tables;

    private RunStore(RunTables tables) {
        this.tables = tables;
    }

    /**
     * The runs in a database, whose tables are made or brought up to date.
     *
     * @param database the database
     * @return its runs
     * @throws ConfigurationException if it cannot be reached
     */
    public static RunStore at(Database database) {
        return new RunStore(RunTables.in(database));
    }

    RunTables tables() {
        return tables;
    }

    /**
     * A run with its steps.
     *
     * @param id the run's identifier
     * @return the run, or empty if there is none
     */
    public Optional<JobRun> find(String id) {
        return tables.transaction(connection -> {
            Optional<JobRun> run =
                    query(connection, "WHERE run_id = ?", id).stream().findFirst();
            return run.isEmpty() ? run : Optional.of(run.get().with(steps(connection, id)));
        });
    }

    /**
     * The newest runs by due moment, without their steps.
     *
     * @param job the job's name, or empty for all
     * @param most how many at most
     * @return the newest first
     */
    public List<JobRun> newest(Optional<String> job, int most) {
        return tables.transaction(connection -> job.isEmpty()
                ? query(connection, "ORDER BY due DESC, job LIMIT ?", most)
                : query(connection, "WHERE job = ? ORDER BY due DESC LIMIT ?", job.get(), most));
    }

    /** {@return how each job fares that has runs, by name} */
    public List<JobFigures> figures() {
        return tables.transaction(connection -> {
            Map<String, Map<RunState, Long>> counts = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT job, state, COUNT(*) FROM churn_job_runs GROUP BY job, state");
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    counts.computeIfAbsent(result.getString(1), name -> none())
                            .put(state(result.getString(2)), result.getLong(3));
                }
            }
            List<JobFigures> figures = new ArrayList<>();
            for (Map.Entry<String, Map<RunState, Long>> one : counts.entrySet()) {
                figures.add(figures(connection, one.getKey(), one.getValue()));
            }
            return figures;
        });
    }

    private static JobFigures figures(Connection connection, String job, Map<RunState, Long> counts)
            throws SQLException {
        Optional<Instant> succeeded =
                query(connection, "WHERE job = ? AND state = 'succeeded' ORDER BY due DESC LIMIT 1", job).stream()
                        .findFirst()
                        .map(JobRun::due);
        Optional<JobRun> ended = query(
                        connection,
                        "WHERE job = ? AND state IN ('succeeded', 'failed') ORDER BY ended_at DESC LIMIT 1",
                        job)
                .stream()
                .findFirst();
        double seconds = ended.filter(run -> run.started().isPresent())
                .map(run -> Duration.between(
                                        run.started().orElseThrow(), run.ended().orElseThrow())
                                .toMillis()
                        / 1000.0)
                .orElse(Double.NaN);
        return new JobFigures(job, counts, succeeded, ended.flatMap(JobRun::ended), seconds);
    }

    private static Map<RunState, Long> none() {
        Map<RunState, Long> none = new EnumMap<>(RunState.class);
        for (RunState state : RunState.values()) {
            none.put(state, 0L);
        }
        return none;
    }

    /**
     * Ends an open run by hand. A node that works on it stops within its heartbeat.
     *
     * @param id the run's identifier
     * @return the run as it is now
     * @throws ConfigurationException if there is no such run, or it has ended
     */
    public JobRun cancel(String id) {
        require(id);
        int changed = tables.transaction(connection -> RunTables.update(
                connection,
                "UPDATE churn_job_runs SET state = 'cancelled', ended_at = CURRENT_TIMESTAMP, note = ?"
                        + " WHERE run_id = ? AND state IN ('queued', 'running')",
                "Cancelled by hand.",
                id));
        JobRun run = require(id);
        if (changed == 0) {
            throw new ConfigurationException(
                    "Run " + Wording.name(id) + " has ended: it is " + word(run.state()) + ".",
                    "Maybe look at it with churn jobs show " + id + ".",
                    Where.nowhere());
        }
        return run;
    }

    /**
     * A run that must be there.
     *
     * @param id the run's identifier
     * @return the run with its steps
     * @throws ConfigurationException if there is none; with the nearest that there is
     */
    public JobRun require(String id) {
        return find(id).orElseThrow(() -> new ConfigurationException(
                "There is no run " + Wording.name(id) + " in "
                        + Wording.value(tables.database().name()) + ".",
                Wording.maybeNearest(
                        id,
                        newest(Optional.empty(), 1000).stream().map(JobRun::id).toList()),
                Where.nowhere()));
    }

    /** Makes the row of a run that is to be worked on, unless there is one; a skipped one is queued after all. */
    void queue(Job job, Instant due) {
        try {
            tables.transaction(connection -> {
                queue(connection, job, due);
                return true;
            });
        } catch (RuntimeException e) {
            // Another node was faster by a moment; what else went wrong goes wrong again.
            tables.transaction(connection -> {
                queue(connection, job, due);
                return true;
            });
        }
    }

    static void queue(Connection connection, Job job, Instant due) throws SQLException {
        if (!insert(connection, job, due, RunState.QUEUED, "")) {
            RunTables.update(
                    connection,
                    "UPDATE churn_job_runs SET state = 'queued', note = '', ended_at = NULL"
                            + " WHERE run_id = ? AND state = 'skipped'",
                    job.runId(due));
        }
    }

    /** Whether the row is new. */
    static boolean insert(Connection connection, Job job, Instant due, RunState state, String note)
            throws SQLException {
        String id = job.runId(due);
        if (!query(connection, "WHERE run_id = ?", id).isEmpty()) {
            return false;
        }
        return RunTables.update(
                        connection,
                        "INSERT INTO churn_job_runs (run_id, job, due, state, claim, round, created_at, note, ended_at)"
                                + " VALUES (?, ?, ?, ?, 0, 0, CURRENT_TIMESTAMP, ?, "
                                + (state.isOpen() ? "NULL" : "CURRENT_TIMESTAMP") + ")",
                        id,
                        job.name(),
                        due,
                        word(state),
                        note)
                > 0;
    }

    /** Makes a run that failed, was cancelled or skipped ready to be gone on with. */
    void queueAgain(String id) {
        tables.transaction(connection -> RunTables.update(
                connection,
                "UPDATE churn_job_runs SET state = 'queued', round = round + 1, note = '', ended_at = NULL"
                        + " WHERE run_id = ? AND state IN ('failed', 'cancelled', 'skipped')",
                id));
    }

    /** The open runs of a job, the first due first. */
    List<JobRun> open(String job) {
        return tables.transaction(
                connection -> query(connection, "WHERE job = ? AND state IN ('queued', 'running') ORDER BY due", job));
    }

    /** What became of the wish to begin a run. */
    enum Begun {
        /** It is begun, by a claim that nobody else has. */
        HELD,
        /** An earlier run of the job is to be worked on first. */
        BEHIND,
        /** It has ended. */
        ENDED
    }

    /**
     * Begins a run, or begins again one that another node left: its claim is raised, so that node can write no more. Rows of the job's
     * runs are locked meanwhile, so that of two runs at most one begins.
     */
    Begun begin(String job, String id, String node) {
        return tables.transaction(connection -> {
            List<JobRun> open =
                    query(connection, "WHERE job = ? AND state IN ('queued', 'running') ORDER BY due FOR UPDATE", job);
            Optional<JobRun> run =
                    open.stream().filter(one -> one.id().equals(id)).findFirst();
            if (run.isEmpty()) {
                return Begun.ENDED;
            }
            boolean isFirst = open.get(0).id().equals(id);
            boolean isOtherRunning = open.stream()
                    .anyMatch(
                            one -> one.state() == RunState.RUNNING && !one.id().equals(id));
            // One that a dead node left is gone on with before any other, else two runs could wait for each other.
            boolean isLeft = run.get().state() == RunState.RUNNING;
            if (isOtherRunning || !isFirst && !isLeft) {
                return Begun.BEHIND;
            }
            Optional<String> before = isLeft ? run.get().markBefore() : markBefore(connection, run.get());
            if (!before.equals(run.get().markBefore())) {
                forget(connection, id);
            }
            RunTables.update(
                    connection,
                    "UPDATE churn_job_runs SET state = 'running', node = ?, claim = claim + 1, mark_before = ?, note = '',"
                            + " started_at = COALESCE(started_at, CURRENT_TIMESTAMP) WHERE run_id = ?",
                    node,
                    before.orElse(null),
                    id);
            return Begun.HELD;
        });
    }

    /**
     * Takes back the results of a run from the first step on that left a mark: an earlier run succeeded since, and what that one had
     * is not new any more.
     */
    private static void forget(Connection connection, String id) throws SQLException {
        boolean isMarked = false;
        for (StepRun step : steps(connection, id)) {
            isMarked |= step.result().flatMap(StepResult::mark).isPresent();
            if (isMarked) {
                RunTables.update(
                        connection,
                        "UPDATE churn_job_steps SET result = NULL, state = ? WHERE run_id = ? AND name = ?",
                        step.with(Optional.empty()).state(),
                        id,
                        step.name());
            }
        }
    }

    private static Optional<String> markBefore(Connection connection, JobRun run) throws SQLException {
        return query(
                        connection,
                        "WHERE job = ? AND state = 'succeeded' AND mark IS NOT NULL AND due < ? ORDER BY due DESC LIMIT 1",
                        run.job(),
                        run.due())
                .stream()
                .findFirst()
                .flatMap(JobRun::mark);
    }

    /** Whether a claim is still the run's. */
    boolean isHeld(JobRun run) {
        return tables.transaction(connection -> isHeld(connection, run));
    }

    private static boolean isHeld(Connection connection, JobRun run) throws SQLException {
        return query(connection, "WHERE run_id = ? AND state = 'running'", run.id()).stream()
                .anyMatch(now -> now.claim() == run.claim());
    }

    /**
     * Ends a run, or gives it back ({@link RunState#QUEUED}).
     *
     * @throws LostRunException if the claim is no longer the run's
     */
    void end(JobRun run, RunState state, String note, Optional<String> mark) {
        String cut = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
        int changed = tables.transaction(connection -> RunTables.update(
                connection,
                "UPDATE churn_job_runs SET state = ?, note = ?, mark = ?, ended_at = "
                        + (state.isOpen() ? "NULL" : "CURRENT_TIMESTAMP")
                        + " WHERE run_id = ? AND claim = ? AND state = 'running'",
                word(state),
                cut,
                mark.orElse(null),
                run.id(),
                run.claim()));
        if (changed == 0) {
            throw new LostRunException();
        }
    }

    /**
     * Keeps what became of a step.
     *
     * @throws LostRunException if the claim is no longer the run's
     */
    void save(JobRun run, int number, StepRun step) {
        tables.transaction(connection -> {
            // Locked, so that no other claim comes between the look and the writing.
            boolean isHeld = query(connection, "WHERE run_id = ? AND state = 'running' FOR UPDATE", run.id()).stream()
                    .anyMatch(now -> now.claim() == run.claim());
            if (!isHeld) {
                throw new LostRunException();
            }
            String result = step.result().map(StepJson::resultText).orElse(null);
            String tries = StepJson.triesText(step.tries());
            int changed = RunTables.update(
                    connection,
                    "UPDATE churn_job_steps SET number = ?, state = ?, tries = ?, result = ? WHERE run_id = ? AND name = ?",
                    number,
                    step.state(),
                    tries,
                    result,
                    run.id(),
                    step.name());
            if (changed == 0) {
                RunTables.update(
                        connection,
                        "INSERT INTO churn_job_steps (number, state, tries, result, run_id, name) VALUES (?, ?, ?, ?, ?, ?)",
                        number,
                        step.state(),
                        tries,
                        result,
                        run.id(),
                        step.name());
            }
            return true;
        });
    }

    private static List<StepRun> steps(Connection connection, String id) throws SQLException {
        List<StepRun> steps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT name, tries, result FROM churn_job_steps WHERE run_id = ? ORDER BY number, name")) {
            RunTables.fill(statement, id);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Optional<StepResult> left =
                            Optional.ofNullable(result.getString(3)).map(StepJson::resultOf);
                    steps.add(new StepRun(result.getString(1), StepJson.triesOf(result.getString(2)), left));
                }
            }
        }
        return steps;
    }

    static List<JobRun> query(Connection connection, String rest, Object... values) throws SQLException {
        List<JobRun> runs = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM churn_job_runs " + rest)) {
            RunTables.fill(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    runs.add(run(result));
                }
            }
        }
        return runs;
    }

    private static JobRun run(ResultSet result) throws SQLException {
        return new JobRun(
                result.getString(1),
                result.getString(2),
                RunTables.instant(result, 3).orElseThrow(),
                state(result.getString(4)),
                Optional.ofNullable(result.getString(5)),
                result.getInt(6),
                result.getInt(7),
                RunTables.instant(result, 8).orElseThrow(),
                RunTables.instant(result, 9),
                RunTables.instant(result, 10),
                result.getString(11),
                Optional.ofNullable(result.getString(12)),
                Optional.ofNullable(result.getString(13)),
                List.of());
    }

    /** A state as it stands in the table. */
    static String word(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static RunState state(String word) {
        return RunState.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
