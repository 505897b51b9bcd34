package io.github.churnml.serving;

import io.github.churnml.drift.DriftRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.live.JobsStatus;
import io.github.churnml.serving.live.LiveDrift;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server notes of its requests and rows, as calls of {@link ChurnServerBuilder}.
 *
 * @param <B> the builder
 */
abstract sealed class MonitoringSettings<B> extends SecuritySettings<B> permits ChurnServerBuilder {

    LiveDrift.Options drift = LiveDrift.Options.DEFAULTS;

    private @Nullable OutputStream accessLog;
    private ServerConfiguration.@Nullable History history;
    private @Nullable RuleSet monitorRules;
    private @Nullable Path assignmentLog;
    private @Nullable Supplier<JobsStatus> jobs;

    ServerConfiguration.Monitoring monitoring() {
        return new ServerConfiguration.Monitoring(accessLog, drift, history, monitorRules, jobs, assignmentLog);
    }

    /**
     * Shows how scheduled jobs fare at {@code /jobs}, and counts their runs at {@code /metrics}.
     *
     * @param status gives at once what is known now; it is asked for by threads that answer requests. Default none
     * @return this
     */
    public B jobs(Supplier<JobsStatus> status) {
        jobs = status;
        return self();
    }

    /**
     * Writes one line of JSON per request, without any customer's value.
     *
     * @param out where to; it is flushed, not closed. Default none
     * @return this
     */
    public B accessLog(OutputStream out) {
        accessLog = out;
        return self();
    }

    /**
     * Keeps which customer was answered by which model while an experiment runs, one line of JSON for each row that {@code POST
     * /predict} answered, as an {@link io.github.churnml.registry.experiment.AssignmentLog}. It holds customers' ids and scores.
     *
     * @param file the log; made, with its folders, when the server starts. Default none
     * @return this
     */
    public B assignments(Path file) {
        assignmentLog = file;
        return self();
    }

    /**
     * Keeps a metrics history: what is measured of the requests that ask for predictions is appended to a file as one line of
     * JSON every so often, and once more when the server stops, as a {@link io.github.churnml.monitor.MonitoringAgent} reads
     * it. The live drift report, where there is one, is put beside it as {@code drift_latest.json}. The file is bounded, see
     * {@link MetricsHistory}; when it cannot be written later on, that is logged and counted, and answers go on.
     *
     * @param file the history; made, with its folders, when the server starts. Default none
     * @param every from 100 ms to a day; a minute suits the standard rules
     * @return this
     * @throws ConfigurationException if the interval is out of range
     */
    public B metricsHistory(Path file, Duration every) {
        if (every.toMillis() < 100 || every.compareTo(Duration.ofDays(1)) > 0) {
            throw new ConfigurationException(
                    "History interval is (" + every + ") where 100 ms to a day is allowed.",
                    "Maybe take a minute.",
                    Where.nowhere());
        }
        history = new ServerConfiguration.History(new MetricsHistory(file), every);
        return self();
    }

    /**
     * Sets the rules by which {@code POST /monitor} judges.
     *
     * @param rules default {@link RuleSet#standard}
     * @return this
     */
    public B monitorRules(RuleSet rules) {
        monitorRules = rules;
        return self();
    }

    /**
     * Sets how long a row that was answered is compared with those the model was trained on: {@code GET /drift} and
     * {@code /metrics} report how the rows of that time differ. The window slides by twelfths of its length. Of no effect for a
     * model that brings no profile of its training rows, as an imported one.
     *
     * @param length from a minute to 30 days. Default an hour
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B driftWindow(Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(Duration.ofDays(30)) > 0) {
            throw new ConfigurationException(
                    "Drift window is (" + length + ") where a minute to 30 days is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        drift = drift.withWindow(length);
        return self();
    }

    /**
     * Sets from which population stability index on a column has drifted.
     *
     * @param psi above 0. Default 0.2
     * @return this
     * @throws ConfigurationException if it is not above 0
     */
    public B driftThreshold(double psi) {
        drift = drift.withSettings(drift.settings().withThreshold(psi));
        return self();
    }

    /**
     * Sets what decides whether there is drift; the other is told beside it. With few rows in the window chance alone reaches
     * a threshold: at 100 rows of twelve columns 0.2 in two windows of three. Tests keep false alarms rare.
     *
     * @param rule the rule. Default {@link DriftRule#TESTS}
     * @return this
     */
    public B driftRule(DriftRule rule) {
        drift = drift.withSettings(drift.settings().withRule(rule));
        return self();
    }

    /**
     * Does not compare rows with those the model was trained on. Default they are, over {@link #driftWindow}.
     *
     * @return this
     */
    public B noDrift() {
        drift = drift.withWindow(null);
        return self();
    }

    /** Another clock for the drift window, as {@link System#nanoTime}. */
    B driftClock(LongSupplier nanos) {
        drift = drift.withClock(nanos);
        return self();
    }
}
