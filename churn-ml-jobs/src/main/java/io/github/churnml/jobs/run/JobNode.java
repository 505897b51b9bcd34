package io.github.churnml.jobs.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.plan.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that works on runs, alone or beside others on the same database. To be closed; what it works on then is left to be gone
 * on with.
 *
 * <p>db-scheduler hands each open run to one node, by a row of {@code churn_job_queue}, keeps that row's heartbeat, and hands the run to
 * another node when its heartbeats stay out. It is told nothing else: which ticks there are, whether a run is done, and who may write to
 * it stands in the tables of {@link RunStore}. Whatever is lost of the queue is made anew from there at the next look.
 */
public final class JobNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobNode.class);
    private static final String TASK = "churn-job:";

    /** It deletes the executions of tasks that it does not know after 14 days, if not told otherwise; they are other nodes' jobs. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** A database that is away for so long ends the wait for a run; the run itself is gone on with whenever it is back. */
    private static final Duration MOST_AWAY = Duration.ofMinutes(5);

    private static final int MOST_FILLED = 10_000;

    private final RunStore store;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final NodeSettings settings;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final RunExecutor executor;
    private final Ticks ticks;
    private final Map<String, CustomTask<Void>> tasks = new LinkedHashMap<>();
    private final Scheduler scheduler;
    private boolean isStarted;

    JobNode(RunStore store, Collection<Job> jobs, NodeSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        executor = new RunExecutor(store, settings, stop);
        ticks = new Ticks(store, settings.look());
        for (Job job : jobs) {
            if (this.jobs.put(job.name(), job) != null) {
                throw new ConfigurationException(
                        "Two jobs are named " + Wording.name(job.name()) + ".",
                        "Maybe give one of them another name.",
                        Where.nowhere());
            }
            tasks.put(job.name(), task(job));
        }
        List<Task<?>> known = new ArrayList<>(tasks.values());
        scheduler = Scheduler.create(store.tables().database().source(), known)
                .tableName(RunTables.QUEUE)
                .schedulerName(new SchedulerName.Fixed(settings.name()))
                .threads(settings.threads())
                .pollingInterval(settings.look())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missed())
                .deleteUnresolvedAfter(NEVER)
                .jdbcCustomization(new QueueColumns())
                .enableImmediateExecution()
                // The steps are stopped before; this is for the writing afterwards.
                .shutdownMaxWait(settings.grace().plusSeconds(5))
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    /**
     * A node that is not started yet.
     *
     * @param store where runs are recorded
     * @param jobs what it works on; other jobs' runs are left alone
     * @param settings how it works
     * @return the node
     * @throws ConfigurationException if two jobs have one name
     */
    public static JobNode of(RunStore store, Collection<Job> jobs, NodeSettings settings) {
        return new JobNode(store, jobs, settings, store.tables()::now);
    }

    private CustomTask<Void> task(Job job) {
        return Tasks.custom(TASK + job.name(), Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(settings.look())))
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, Instant.now()))
                .execute((instance, context) -> after(executor.execute(job, instance.getId())));
    }

    private CompletionHandler<Void> after(RunExecutor.Next next) {
        return switch (next) {
            case NOTHING -> (complete, operations) -> operations.remove();
            case LOST -> (complete, operations) -> {};
            case LATER ->
                (complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(settings.look()));
            case AGAIN -> (complete, operations) -> operations.reschedule(complete, Instant.now());
        };
    }

    /** Begins to look for ticks and to work, in threads of its own. */
    public void start() {
        look();
        open();
        Thread thread = new Thread(this::lookUntilStopped, "churn-job-ticks");
        thread.setDaemon(true);
        thread.start();
    }

    private void lookUntilStopped() {
        try {
            while (!stop.await(settings.look().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    private synchronized void open() {
        if (!isStarted) {
            isStarted = true;
            scheduler.start();
        }
    }

    /** Makes the runs of ticks that have come, and sees to it that each open run is in the queue. */
    void look() {
        for (Job job : jobs.values()) {
            try {
                ticks.look(job, clock.instant());
                enqueue(job);
            } catch (RuntimeException e) {
                String told = e instanceof ChurnException
                        ? e.getMessage()
                        : e.getClass().getSimpleName();
                LOG.warn("Job {} could not be looked after: {}", job.name(), told);
            }
        }
    }

    private void enqueue(Job job) {
        CustomTask<Void> task = tasks.get(job.name());
        if (task != null) {
            for (JobRun run : store.open(job.name())) {
                queue(task, run);
            }
        }
    }

    /** What the library throws while the database is away is told as our own reads and writes tell it, so that it is waited for as well. */
    private void queue(CustomTask<Void> task, JobRun run) {
        try {
            scheduler.scheduleIfNotExists(task.instance(run.id()), run.due());
        } catch (RuntimeException e) {
            throw new OutputException(
                    "The queue of runs cannot be read or written.",
                    "Maybe its database is not running; what is recorded is gone on with.",
                    Where.nowhere(),
                    e);
        }
    }

    /**
     * Does the run of a job for a moment, or goes on with it, and waits until it has ended. Earlier runs of the job that are open are done
     * before. Another node may be faster; then its work is waited for.
     *
     * @param name the job's name
     * @param due the moment, in whole seconds
     * @return the run, which has ended, or {@code QUEUED} if this node was told to end
     * @throws ConfigurationException if the job is not known here, or the moment lies ahead
     */
    public JobRun run(String name, Instant due) {
        Job job = job(name);
        if (due.isAfter(clock.instant())) {
            throw new ConfigurationException(
                    "The moment " + Wording.value(due) + " lies ahead.",
                    "Maybe leave it to the schedule.",
                    Where.nowhere());
        }
        store.queue(job, due);
        return await(job, job.runId(due));
    }

    /**
     * Goes on with a run that failed, was cancelled or skipped, from the step that is not done.
     *
     * @param id the run's identifier
     * @return the run, as by {@link #run}
     * @throws ConfigurationException if there is no such run, its job is not known here, or it succeeded
     */
    public JobRun retry(String id) {
        JobRun run = store.require(id);
        Job job = job(run.job());
        if (run.state() == RunState.SUCCEEDED) {
            throw new ConfigurationException(
                    "Run " + Wording.name(id) + " succeeded; there is nothing to retry.",
                    "Maybe start a new one with churn jobs run.",
                    Where.nowhere());
        }
        store.queueAgain(id);
        return await(job, id);
    }

    /**
     * Does the runs of all ticks of some days, the first first, or goes on with them; of a job without a schedule one at the first moment
     * of each day in UTC. Those that succeeded are left as they are. The first that does not succeed ends it, as later ones build on it.
     *
     * @param name the job's name
     * @param from the first day, by the job's zone
     * @param to the last day
     * @return the runs that were looked at, of which the last may have failed
     * @throws ConfigurationException if the job is not known here, the days are in the wrong order, ahead, or have more than 10,000 ticks
     */
    public List<JobRun> backfill(String name, LocalDate from, LocalDate to) {
        Job job = job(name);
        if (to.isBefore(from)) {
            throw new ConfigurationException(
                    "The first day " + Wording.value(from) + " comes after the last " + Wording.value(to) + ".",
                    "Maybe exchange them.",
                    Where.nowhere());
        }
        List<JobRun> runs = new ArrayList<>();
        for (Instant due : dues(job, from, to)) {
            Optional<JobRun> before = store.find(job.runId(due));
            boolean isToRetry = before.filter(
                            run -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
                    .isPresent();
            JobRun run = isToRetry ? retry(job.runId(due)) : run(name, due);
            runs.add(run);
            if (run.state() != RunState.SUCCEEDED) {
                break;
            }
        }
        return runs;
    }

    private List<Instant> dues(Job job, LocalDate from, LocalDate to) {
        ZoneId zone = job.schedule().map(Schedule::zone).orElse(ZoneOffset.UTC);
        Instant start = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        List<Instant> dues = new ArrayList<>();
        Instant due = next(job, start.minusNanos(1));
        while (due.isBefore(end)) {
            dues.add(due);
            if (dues.size() > MOST_FILLED) {
                throw new ConfigurationException(
                        "From " + from + " to " + to + " job " + Wording.name(job.name()) + " has more than "
                                + Wording.count(MOST_FILLED) + " ticks.",
                        "Maybe fill fewer days at a time.",
                        Where.nowhere());
            }
            due = next(job, due);
        }
        if (!dues.isEmpty() && dues.get(dues.size() - 1).isAfter(clock.instant())) {
            throw new ConfigurationException(
                    "The last day " + Wording.value(to) + " has a tick that lies ahead.",
                    "Maybe end with a day that is over.",
                    Where.nowhere());
        }
        return dues;
    }

    private static Instant next(Job job, Instant after) {
        return job.schedule().map(schedule -> schedule.next(after)).orElseGet(() -> after.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
    }

    private Job job(String name) {
        Job job = jobs.get(name);
        if (job == null) {
            throw new ConfigurationException(
                    "There is no job " + Wording.name(name) + ".",
                    Wording.maybeNearest(name, jobs.keySet()),
                    Where.nowhere());
        }
        return job;
    }

    private JobRun await(Job job, String id) {
        open();
        Instant away = Instant.MAX;
        while (true) {
            try {
                enqueue(job);
                JobRun run = store.require(id);
                away = Instant.MAX;
                if (!run.state().isOpen() || stop.getCount() == 0) {
                    return run;
                }
            } catch (ChurnException e) {
                if (e instanceof ConfigurationException || Instant.now().isAfter(away)) {
                    throw e;
                }
                away = away.equals(Instant.MAX) ? Instant.now().plus(MOST_AWAY) : away;
            }
            pause();
        }
    }

    private void pause() {
        try {
            stop.await(Math.min(200, settings.look().toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /** {@return the moment by the database's clock} */
    public Instant now() {
        return clock.instant();
    }

    /** Ends: no new run is begun, steps that work are interrupted, and their runs are left to be gone on with. */
    @Override
    public void close() {
        stop.countDown();
        synchronized (this) {
            if (isStarted) {
                isStarted = false;
                scheduler.stop();
            }
        }
    }
}
