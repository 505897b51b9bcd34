package io.github.churnml.serving;

import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.serving.contacts.ContactsHandler;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.live.DriftHandler;
import io.github.churnml.serving.live.DriftSeriesHandler;
import io.github.churnml.serving.live.JobsStatus;
import io.github.churnml.serving.live.LiveHandler;
import io.github.churnml.serving.live.MonitorHandler;
import io.github.churnml.serving.model.PerModel;
import io.github.churnml.serving.oip.OipHandler;
import io.github.churnml.serving.openapi.DocsHandler;
import io.github.churnml.serving.openapi.ModelCard;
import io.github.churnml.serving.openapi.OpenApi;
import io.github.churnml.serving.openapi.SchemaDocument;
import io.github.churnml.serving.page.DoorPage;
import io.github.churnml.serving.page.JobsPage;
import io.github.churnml.serving.page.PageHandler;
import io.github.churnml.serving.page.ReportPage;
import io.github.churnml.serving.registry.ShadowHandler;
import io.github.churnml.serving.registry.StopExperimentHandler;
import io.github.churnml.serving.reload.HealthHandlers;
import io.github.churnml.serving.reload.ReloadHandler;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.rows.PredictHandler;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Puts a handler to every path that a server answers. */
final class ServerRoutes {

    private final ServerConfiguration configuration;
    private final ServerParts parts;
    private final Routes routes;

    ServerRoutes(ServerConfiguration configuration, ServerParts parts) {
        this.configuration = configuration;
        this.parts = parts;
        this.routes = new Routes(parts.failures, parts.metrics, parts.log, configuration.security());
    }

    /**
     * All of them.
     *
     * @param ready whether the server takes requests
     */
    Routes all(BooleanSupplier ready) {
        HealthHandlers health = new HealthHandlers(
                ready,
                parts.serving::currentOrNull,
                parts.reloader::refused,
                parts.follower == null ? () -> null : parts.follower::health);
        page();
        descriptions();
        inferenceProtocol(() -> ready.getAsBoolean() && parts.serving.isLoaded());
        ServerConfiguration.Monitoring monitoring = configuration.monitoring();
        ServerConfiguration.History history = monitoring.history();
        MetricsHistory own = history == null ? null : history.file();
        return routes.on(Methods.GET, "/health", false, health::health)
                .on(Methods.GET, "/health/live", false, health::live)
                .on(Methods.GET, "/health/ready", false, health::ready)
                .on(
                        Methods.POST,
                        "/admin/reload",
                        true,
                        new ReloadHandler(parts.reloader, parts.serving, parts.workers, parts.failures))
                .on(
                        Methods.POST,
                        "/admin/experiment/stop",
                        true,
                        new StopExperimentHandler(parts.follower, parts.workers, parts.failures))
                .on(
                        Methods.POST,
                        "/monitor",
                        true,
                        parts.before(new MonitorHandler(
                                parts.body,
                                parts.workers,
                                parts.failures,
                                monitoring.rules(),
                                own,
                                parts.drift::report)))
                .on(
                        Methods.POST,
                        "/predict",
                        true,
                        parts.before(new PredictHandler(
                                parts.serving::lineup,
                                parts::assignments,
                                parts.shadow,
                                parts.body,
                                parts.workers,
                                parts.failures,
                                parts.metrics,
                                parts.drift,
                                configuration.policies(),
                                configuration.limits())))
                .on(
                        Methods.POST,
                        "/contacts",
                        true,
                        parts.before(new ContactsHandler(
                                parts.serving::current, parts.tables, parts.budget, parts.failures)))
                .on(
                        Methods.GET,
                        "/metrics",
                        configuration.security().guardMetrics(),
                        exchange -> Exchanges.send(
                                exchange,
                                "text/plain; version=0.0.4; charset=utf-8",
                                parts.metrics.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** What the model needs, what it is, and how it is asked. */
    private void descriptions() {
        PerModel<JsonDocument> schema = new PerModel<>(
                parts.serving::current,
                model -> JsonDocument.of(
                        new SchemaDocument(model, configuration.policies(), configuration.limits()).tree()));
        PerModel<JsonDocument> card =
                new PerModel<>(parts.serving::current, model -> JsonDocument.of(new ModelCard(model).tree()));
        PerModel<JsonDocument> openApi = new PerModel<>(
                parts.serving::current,
                model -> JsonDocument.of(new OpenApi(
                                model,
                                configuration.policies(),
                                configuration.limits(),
                                routes.all(),
                                configuration.security().keys() != null)
                        .tree()));
        DocsHandler docs = new DocsHandler(parts.failures);
        routes.on(Methods.GET, "/schema", true, parts.before(exchange -> schema.get()
                        .send(exchange)))
                .on(Methods.GET, "/model", true, parts.before(exchange -> card.get()
                        .send(exchange)))
                .on(Methods.GET, "/openapi.json", true, parts.before(exchange -> openApi.get()
                        .send(exchange)))
                .on(Methods.GET, "/docs", false, docs::redirect)
                .below(Methods.GET, DocsHandler.PATH, false, docs);
    }

    private void inferenceProtocol(BooleanSupplier ready) {
        OipHandler oip = new OipHandler(
                parts.serving::lineup,
                parts.follower,
                parts.shadow,
                ready,
                parts.body,
                parts.workers,
                parts.failures,
                parts.metrics,
                parts.drift,
                configuration.policies(),
                configuration.limits());
        routes.on(Methods.GET, "/v2", false, oip::server)
                .on(Methods.GET, "/v2/health/live", false, oip::live)
                .on(Methods.GET, "/v2/health/ready", false, oip::ready)
                .below(Methods.GET, OipHandler.MODELS, true, parts.before(oip::model))
                .below(Methods.POST, OipHandler.MODELS, true, parts.before(oip::infer));
    }

    /** The page for people, and what it asks for; that of jobs, if there is something to show. */
    private void page() {
        Supplier<JobsStatus> jobs = configuration.monitoring().jobs();
        DoorPage door = new DoorPage();
        if (jobs != null) {
            routes.page("/jobs", new JobsPage(jobs), door);
        }
        for (String script : PageHandler.SCRIPTS) {
            routes.on(Methods.GET, "/page/" + script, false, new PageHandler(script, "text/javascript; charset=utf-8"));
        }
        routes.on(Methods.GET, "/", false, PageHandler.index(jobs != null))
                .page("/report", parts.before(new ReportPage(parts.serving::current, parts.workers)), door)
                .on(Methods.GET, "/page/page.css", false, new PageHandler("page.css", "text/css; charset=utf-8"))
                .on(Methods.GET, "/page/icon.svg", false, new PageHandler("icon.svg", "image/svg+xml"))
                .on(
                        Methods.GET,
                        "/live",
                        true,
                        parts.before(new LiveHandler(parts.serving::current, parts.metrics, parts.workers::waiting)))
                .on(Methods.GET, "/shadow", true, parts.before(new ShadowHandler(parts.serving::lineup, parts.shadow)))
                .on(Methods.GET, "/drift", true, parts.before(new DriftHandler(parts.drift)))
                .on(Methods.GET, "/drift/series", true, parts.before(new DriftSeriesHandler(parts.series)));
    }
}
