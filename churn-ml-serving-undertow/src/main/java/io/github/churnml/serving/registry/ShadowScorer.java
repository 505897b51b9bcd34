package io.github.churnml.serving.registry;

import io.github.churnml.serving.live.ShadowCounts;
import io.github.churnml.serving.live.ShadowCounts.Fate;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ServedModel;
import java.io.Closeable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores rows with the shadow once they are answered, on one thread of low priority, and counts how its scores differ. It may use
 * a share of one core: each row that takes a while of the processor's time buys that while divided by the share. Rows that
 * come when a second's worth of work waits, or the queue is full, are counted and not scored. Whoever hands rows over never
 * waits.
 */
public final class ShadowScorer implements Closeable {

    /** Scores the rows of a request that was answered. */
    public interface Rows {

        /** One score a row, as many as the champion gave; NaN for a row that does not fit. */
        double[] scores(ServedModel shadow) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ShadowScorer.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MOST_WAITING = 256;
    private static final long MOST_BYTES = 8 << 20;
    private static final long AHEAD = TimeUnit.SECONDS.toNanos(1);

    private record Job(Lineup lineup, ServedModel shadow, double[] champion, Rows rows, long bytes) {}

    private final double budget;
    private final ShadowCounts counts;
    private final Thread thread = new Thread(this::run, "churn-shadow");
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private long bytes;
    /** Until when what was scored has used the share up. */
    private long paid = System.nanoTime();

    private boolean begun;
    private boolean closed;
    private @Nullable ServedModel failed;

    /** @param budget the share of one core, above 0 */
    public ShadowScorer(double budget, ShadowCounts counts) {
        this.budget = budget;
        this.counts = counts;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public double budget() {
        return budget;
    }

    public ShadowCounts counts() {
        return counts;
    }

    /**
     * Takes rows that were answered; of no effect without a shadow.
     *
     * @param lineup the models that the request was answered with
     * @param champion the champion's scores, one a row
     * @param rows scores them
     * @param held how many bytes that keeps in memory
     */
    public synchronized void offer(Lineup lineup, double[] champion, Rows rows, long held) {
        ServedModel shadow = lineup.shadow();
        if (shadow == null || closed) {
            return;
        }
        counts.of(lineup.champion().version(), shadow.version());
        if (waiting.size() >= MOST_WAITING || bytes + held > MOST_BYTES || paid - System.nanoTime() > AHEAD) {
            counts.count(Fate.SKIPPED, champion.length);
            return;
        }
        waiting.add(new Job(lineup, shadow, champion, rows, held));
        bytes += held;
        if (!begun) {
            begun = true;
            thread.start();
        }
        notifyAll();
    }

    private void run() {
        try {
            for (Job job = next(); job != null; job = next()) {
                long before = used();
                work(job);
                pay(used() - before);
            }
        } catch (InterruptedException e) {
            LOG.debug("The shadow scores no more");
        }
    }

    private synchronized @Nullable Job next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        Job job = closed ? null : waiting.remove();
        bytes -= job == null ? 0 : job.bytes;
        return job;
    }

    private synchronized void pay(long nanos) {
        paid = Math.max(paid, System.nanoTime()) + (long) (nanos / budget);
    }

    private static long used() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private void work(Job job) {
        ServedModel champion = job.lineup.champion();
        try {
            double[] scores = job.rows.scores(job.shadow);
            boolean[] different = new boolean[scores.length];
            for (int i = 0; i < scores.length; i++) {
                different[i] = champion.decisions().leaves(job.champion[i])
                        != job.shadow.decisions().leaves(scores[i]);
            }
            counts.add(champion.version(), job.shadow.version(), job.champion, scores, different);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            // Whatever a shadow does concerns no answer; what it says may repeat a customer's values.
            counts.count(Fate.FAILED, job.champion.length);
            if (failed != job.shadow) {
                failed = job.shadow;
                LOG.warn(
                        "Shadow {} fails: {}",
                        job.shadow.version(),
                        e.getClass().getName());
            }
        }
    }

    /** Forgets what waits, and ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            notifyAll();
            if (!begun) {
                return;
            }
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
