package io.github.churnml.serving;

import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.serving.http.AccessLog;
import io.github.churnml.serving.http.Budget;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.RequestBody;
import io.github.churnml.serving.http.TableBody;
import io.github.churnml.serving.http.Workers;
import io.github.churnml.serving.live.DriftSeries;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.live.ShadowCounts;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.registry.RegistryFollower;
import io.github.churnml.serving.registry.ShadowScorer;
import io.github.churnml.serving.reload.ModelGate;
import io.github.churnml.serving.reload.Reloader;
import io.undertow.server.HttpHandler;
import java.io.OutputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What the handlers of one server share, made once from its configuration. */
final class ServerParts {

    final Serving serving;
    final Failures failures = new Failures();
    final LiveDrift drift;
    final ServingMetrics metrics;
    final Workers workers;
    final @Nullable AccessLog log;
    final Reloader reloader;
    final Budget budget;
    final RequestBody body;
    final TableBody tables;
    final DriftSeries series;
    final ModelGate gate;
    /** What follows a registry; null if the model is of none. */
    final @Nullable RegistryFollower follower;

    final ShadowScorer shadow;
    /** Where assignments are kept, once the server has begun; null for nowhere. */
    private volatile @Nullable AssignmentLog assignments;

    ServerParts(ServerConfiguration configuration, Serving serving, @Nullable RegistryFollower follower) {
        ServerConfiguration.Monitoring monitoring = configuration.monitoring();
        OutputStream lines = monitoring.accessLog();
        this.serving = serving;
        this.drift = new LiveDrift(serving::currentOrNull, monitoring.drift());
        this.metrics = new ServingMetrics(serving::currentOrNull).with(drift);
        if (monitoring.history() != null) {
            metrics.histories(true);
            metrics.histories(false);
        }
        this.workers = new Workers(
                configuration.threads().workers(),
                configuration.limits().queue(),
                configuration.limits().answer(),
                failures);
        this.log = lines == null ? null : new AccessLog(lines);
        this.follower = follower;
        this.reloader = new Reloader(
                follower == null ? serving::reload : file -> follower.again(), serving::currentOrNull, metrics);
        this.budget = new Budget(configuration.limits().bufferedBytes());
        this.body = new RequestBody(configuration.limits(), failures, budget);
        this.tables = new TableBody(configuration.limits(), failures);
        this.series = new DriftSeries(serving::currentOrNull, metrics, drift, Clock.systemUTC());
        this.gate = new ModelGate(serving, reloader::refused, failures);
        this.shadow = new ShadowScorer(configuration.threads().shadow(), new ShadowCounts());
        if (monitoring.jobs() != null) {
            metrics.jobs(monitoring.jobs());
        }
        if (follower != null) {
            metrics.registry(follower::isBehind);
            metrics.shadow(shadow.counts());
        }
    }

    @Nullable
    AssignmentLog assignments() {
        return assignments;
    }

    void keep(AssignmentLog log) {
        assignments = log;
        metrics.assignments(log::lost);
    }

    /** The handler, once what happened in the registry is followed and a model is loaded. */
    HttpHandler before(HttpHandler handler) {
        HttpHandler gated = gate.before(handler);
        return follower == null ? gated : follower.before(gated);
    }
}
