package io.github.churnml.serving.live;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.OutputException;
import io.github.churnml.files.OutputFile;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what was measured to a metrics history, every so often and once more at the end, and puts the live drift report
 * beside it. What cannot be written is logged once, counted, and tried again with the next line, which then also tells of the
 * time before; it never concerns an answer.
 */
public final class HistoryWriter implements Closeable {

    /** Where the live drift report is, in the folder of the history. */
    static final String DRIFT_FILE = "drift_latest.json";

    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);

    private final MetricsHistory history;
    private final Duration interval;
    private final ServingMetrics metrics;
    private final Supplier<@Nullable ServedModel> current;
    private final Supplier<Optional<DriftReport>> drift;
    private final Supplier<ShadowCounts.Sums> shadow;
    private final Clock clock;
    private final Thread thread;
    private TotalCounts.Sums before;
    private ShadowCounts.Sums shadowBefore = ShadowCounts.Sums.NONE;
    private boolean failing;
    private boolean closed;

    /**
     * Writes to a history once it is started.
     *
     * @param shadow what is counted of a shadow; of no pair if there is none
     * @param clock tells the time that a line is given; when it is due, the system's own does
     */
    public HistoryWriter(
            MetricsHistory history,
            Duration interval,
            ServingMetrics metrics,
            Supplier<@Nullable ServedModel> current,
            Supplier<Optional<DriftReport>> drift,
            Supplier<ShadowCounts.Sums> shadow,
            Clock clock) {
        this.history = history;
        this.interval = interval;
        this.metrics = metrics;
        this.current = current;
        this.drift = drift;
        this.shadow = shadow;
        this.clock = clock;
        this.before = metrics.totals.now();
        this.thread = new Thread(this::run, "churn-history");
        thread.setDaemon(true);
    }

    public HistoryWriter start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            long due = System.nanoTime() + interval.toNanos();
            while (waitUntil(due)) {
                write();
                // What a slow disk made late is not made up for by lines that say nothing.
                long late = System.nanoTime() - due;
                due += interval.toNanos() * (1 + late / interval.toNanos());
            }
        } catch (InterruptedException e) {
            LOG.debug("The metrics history is not written any more");
        }
    }

    /** Whether that time has come, and not the end before it. */
    private synchronized boolean waitUntil(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    /** Writes the line of what has happened since the one before. */
    synchronized void write() {
        TotalCounts.Sums now = metrics.totals.now();
        ShadowCounts.Sums shadowNow = shadow.get();
        Optional<DriftReport> report = Optional.empty();
        try {
            report = drift.get();
            Map<String, Object> line = line(current.get(), now.minus(before), report.orElse(null));
            line.putAll(shadow(shadowNow.minus(shadowBefore)));
            history.append(clock.instant(), line);
            before = now;
            shadowBefore = shadowNow;
            report.ifPresent(this::put);
            metrics.history(true);
            if (failing) {
                LOG.info("The metrics history is written again");
            }
            failing = false;
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        metrics.history(false);
        if (!failing) {
            String why = e instanceof OutputException ? String.valueOf(e.getMessage()) : e.toString();
            LOG.warn("{} It is tried again every {} s", why.replaceAll("\\s*\\R\\s*", " "), interval.toSeconds());
        }
        failing = true;
    }

    private void put(DriftReport report) {
        Path folder = history.path().toAbsolutePath().getParent();
        Path file = folder == null ? Path.of(DRIFT_FILE) : folder.resolve(DRIFT_FILE);
        OutputFile.write(file, out -> out.write(JsonDocument.bytes(Tree.finite(report.toMap()))));
    }

    /** @param model null while one is waited for: requests that were refused for that belong to no model */
    private static Map<String, Object> line(
            @Nullable ServedModel model, TotalCounts.Sums sums, @Nullable DriftReport report) {
        Map<String, Object> line = new LinkedHashMap<>();
        if (model != null) {
            line.put("model", model.name());
            line.put("version", model.version());
        }
        long requests = sums.requests();
        line.put("requests", requests);
        line.put("rows", sums.rows());
        // What is not known is NaN, and left out.
        line.put("refused_rate", share(sums.refused(), requests));
        line.put("failed_rate", share(sums.failed(), requests));
        line.put("latency_p50_ms", LatencyBuckets.quantile(sums.latencies(), 0.5));
        line.put("latency_p95_ms", LatencyBuckets.quantile(sums.latencies(), 0.95));
        line.put("latency_p99_ms", LatencyBuckets.quantile(sums.latencies(), 0.99));
        line.put("score_mean", sums.rows() == 0 ? Double.NaN : sums.scores() / sums.rows());
        line.put("positive_rate", share(sums.positives(), sums.rows()));
        if (report != null) {
            line.put("drift_rows", report.currentRows());
            DriftSummary drift = summary(report);
            if (drift.isKnown()) {
                line.put("drift_overall", drift.overall());
                line.put("drift_statistical", report.statisticalDrift());
                line.put("drift_max", drift.greatest());
                line.put("drift_columns", drift.drifted().size());
                line.put("drift_score", report.score().map(ColumnDrift::psi).orElse(Double.NaN));
            }
        }
        return line;
    }

    /** What happened at the shadow; nothing where there is none. */
    private static Map<String, Object> shadow(ShadowCounts.Sums sums) {
        Map<String, Object> line = new LinkedHashMap<>();
        if (sums.champion() != null) {
            line.put("shadow_version", sums.shadow());
            line.put("shadow_rows", sums.rows(ShadowCounts.Fate.COMPARED));
            line.put("shadow_skipped", sums.rows(ShadowCounts.Fate.SKIPPED));
            line.put("shadow_difference", sums.meanDifference());
            line.put("shadow_different_decisions", sums.differentShare());
        }
        return line;
    }

    /** What a live report says to the agent; nothing of any column while there are too few rows to tell. */
    static DriftSummary summary(DriftReport report) {
        boolean enough = report.verdict() != Verdict.NOT_ENOUGH_DATA;
        Map<String, Double> features = new LinkedHashMap<>();
        report.columns().forEach(column -> {
            if (column.counted()) {
                features.put(column.name(), enough ? column.psi() : Double.NaN);
            }
        });
        return new DriftSummary(report.overallDrift(), report.settings().threshold(), features);
    }

    /** While requests come in, the counts of one moment may be off by one. */
    private static double share(long part, long all) {
        return all == 0 ? Double.NaN : Math.min(1, (double) part / all);
    }

    /** Ends the thread, and writes what has happened since the last line, if anything has. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        TotalCounts.Sums last = metrics.totals.now().minus(before);
        if (last.requests() > 0 || last.rows() > 0) {
            write();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
