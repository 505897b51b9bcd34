package io.github.churnml.serving;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.http.AccessLog;
import io.github.churnml.serving.http.Answers;
import io.github.churnml.serving.http.Budget;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.RequestBody;
import io.github.churnml.serving.http.Workers;
import io.github.churnml.serving.live.DriftHandler;
import io.github.churnml.serving.live.HistoryWriter;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.live.LiveHandler;
import io.github.churnml.serving.live.MonitorHandler;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.PerModel;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.oip.OipHandler;
import io.github.churnml.serving.openapi.DocsHandler;
import io.github.churnml.serving.openapi.ModelCard;
import io.github.churnml.serving.openapi.OpenApi;
import io.github.churnml.serving.openapi.SchemaDocument;
import io.github.churnml.serving.page.PageHandler;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.reload.HealthHandlers;
import io.github.churnml.serving.reload.ModelGate;
import io.github.churnml.serving.reload.ModelWatch;
import io.github.churnml.serving.reload.ReloadHandler;
import io.github.churnml.serving.reload.Reloader;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.rows.ExampleRow;
import io.github.churnml.serving.rows.PredictHandler;
import io.github.churnml.serving.security.Security;
import io.github.churnml.serving.security.Tls;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.util.Methods;
import java.io.Closeable;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.Sequence;

/**
 * An HTTP endpoint around a model: see the package for what it answers. Safe for any thread; started once, stopped once.
 */
public final class ChurnServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChurnServer.class);
    private static final String LOGGING = "org.jboss.logging.provider";
    /** How often a file is looked for that is waited for and not watched otherwise. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int BACKLOG = 4096;
    private static final int LARGEST_HEAD = 16 << 10;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_PARAMETERS = 32;
    private static final int SPARE_FILES = 64;
    private static final int SHUTDOWN_MILLIS = 5_000;
    private static final long DRAIN_POLL_NANOS = 2_000_000;

    static {
        // XNIO and Undertow log through jboss-logging, which would take java.util.logging if nobody says otherwise.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "slf4j");
        }
    }

    private final Serving serving;
    private final String host;
    private final int requestedPort;
    private final Limits limits;
    private final Duration drain;
    private final Failures failures = new Failures();
    private final LiveDrift drift;
    private final ServingMetrics metrics;
    private final Workers workers;
    private final @Nullable AccessLog log;
    private final Budget budget;
    private final @Nullable SSLContext tls;
    private final Routes root;
    private final int ioThreads;
    private final Reloader reloader;
    private final ModelGate gate;
    private @Nullable Duration watchEvery;
    private @Nullable ModelWatch watch;
    private @Nullable MetricsHistory history;
    private @Nullable Duration historyEvery;
    private @Nullable HistoryWriter historyWriter;
    private @Nullable RuleSet monitorRules;
    private volatile boolean ready;
    private boolean stopped;
    private @Nullable Undertow undertow;
    private int port;

    ChurnServer(
            Serving serving,
            String host,
            int port,
            Policies policies,
            Limits limits,
            int ioThreads,
            int workers,
            @Nullable OutputStream accessLog,
            Duration drain,
            Security security,
            LiveDrift.Options driftOptions) {
        this.serving = serving;
        this.host = host;
        this.requestedPort = port;
        this.limits = limits;
        this.drain = drain;
        this.ioThreads = ioThreads;
        this.drift = new LiveDrift(serving::currentOrNull, driftOptions);
        this.metrics = new ServingMetrics(serving::currentOrNull).with(drift);
        this.workers = new Workers(workers, limits.queue(), limits.answer(), failures);
        this.log = accessLog == null ? null : new AccessLog(accessLog);
        this.reloader = new Reloader(serving::reload, serving::currentOrNull, metrics);
        this.budget = new Budget(limits.bufferedBytes());
        this.tls = security.keyStore() == null ? null : Tls.context(security);
        this.gate = new ModelGate(serving, reloader::refused, failures);
        this.root = routes(policies, security);
    }

    /** {@return what a server is put together with} */
    public static ChurnServerBuilder builder() {
        return new ChurnServerBuilder();
    }

    /**
     * Begins to listen.
     *
     * @return this
     * @throws ConfigurationException if the address cannot be listened at
     * @throws OutputException if a metrics history is kept and its file cannot be written
     */
    public synchronized ChurnServer start() {
        if (undertow != null || stopped) {
            throw new IllegalStateException("the server was started before");
        }
        if (history != null) {
            begin(history);
        }
        undertow = undertow();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            undertow.stop();
            close(metrics, workers);
            throw new ConfigurationException(
                    "Address " + Wording.value(host + ":" + requestedPort) + " cannot be listened at.",
                    "Maybe another program listens there, or the port needs more rights; choose another.",
                    Where.nowhere(),
                    e);
        }
        if (log != null) {
            log.start();
        }
        port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        ready = true;
        if (history != null && historyEvery != null) {
            historyWriter = new HistoryWriter(
                            history, historyEvery, metrics, serving::currentOrNull, drift::report, Clock.systemUTC())
                    .start();
        }
        if (serving.isLoaded()) {
            LOG.info("Model {} {} answers at {}", modelName(), modelVersion(), uri());
        } else {
            LOG.info("Model file {} is waited for at {}", serving.file(), uri());
        }
        if (watchEvery != null) {
            watch = new ModelWatch(serving, reloader, watchEvery, false);
        } else if (!serving.isLoaded()) {
            watch = new ModelWatch(serving, reloader, LOOK, true);
        }
        return this;
    }

    private void begin(MetricsHistory file) {
        try {
            file.begin();
        } catch (OutputException e) {
            stop();
            throw e;
        }
    }

    /** {@return the port that is listened at, once started} */
    public synchronized int port() {
        return port;
    }

    /** {@return where the server answers, once started} */
    public synchronized URI uri() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create((tls == null ? "http://" : "https://") + (name.contains(":") ? "[" + name + "]" : name) + ":"
                + port + "/");
    }

    /** {@return whether a model is loaded; false while one is waited for, see {@link ChurnServerBuilder#waitForModel}} */
    public boolean isModelLoaded() {
        return serving.isLoaded();
    }

    /** {@return the name of the model that answers now; empty while one is waited for} */
    public String modelName() {
        ServedModel model = serving.currentOrNull();
        return model == null ? "" : model.name();
    }

    /** {@return the version of the model that answers now; empty while one is waited for} */
    public String modelVersion() {
        ServedModel model = serving.currentOrNull();
        return model == null ? "" : model.version();
    }

    /** {@return whether requests for predictions are answered} */
    public boolean isReady() {
        return ready && serving.isLoaded();
    }

    /**
     * Loads a model file aside, tries it, and lets it answer from then on. Requests that are being answered finish with the
     * model they began with.
     *
     * @param file the file
     * @throws io.github.churnml.error.ChurnException if the file is refused; the model before goes on
     */
    public void reload(Path file) {
        reloader.reload(file);
    }

    /**
     * Stops: readiness goes first, requests that are being answered finish, new ones are told to come again, then the port is
     * given up. Leaves no thread behind.
     */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        ready = false;
        root.stop();
        if (watch != null) {
            watch.close();
        }
        boolean interrupted = false;
        try {
            if (undertow != null) {
                interrupted = drain();
                undertow.stop();
            }
        } finally {
            if (historyWriter != null) {
                historyWriter.close();
            }
            close(workers, metrics);
            if (log != null) {
                log.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the caller was interrupted meanwhile: what follows is done all the same, and needs that forgotten. */
    private boolean drain() {
        long end = System.nanoTime() + drain.toNanos();
        boolean interrupted = Thread.interrupted();
        while (!interrupted && metrics.inFlight.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
            interrupted = Thread.interrupted();
        }
        if (metrics.inFlight.get() > 0) {
            LOG.warn("Stopped before all requests were answered");
        }
        return interrupted;
    }

    private static void close(Closeable... parts) {
        for (Closeable part : parts) {
            IoUtils.safeClose(part);
        }
    }

    /** Stops. */
    @Override
    public void close() {
        stop();
    }

    /** {@return where it answers and with which model, for logs} */
    @Override
    public synchronized String toString() {
        return "ChurnServer[" + (undertow == null ? host + ":" + requestedPort : uri()) + ", "
                + (isModelLoaded() ? modelName() + " " + modelVersion() : "waiting for a model")
                + (stopped ? ", stopped" : "") + "]";
    }

    /** {@return a made-up customer as JSON that {@code POST /predict} takes, to try it; empty while a model is waited for} */
    public String example() {
        ServedModel model = serving.currentOrNull();
        return model == null
                ? ""
                : new String(JsonDocument.bytes(new ExampleRow(model).values()), StandardCharsets.UTF_8);
    }

    /** Tells that the file that is waited for was there at the start, and was refused. */
    ChurnServer refused(ChurnException why) {
        reloader.refused(why);
        return this;
    }

    /** Has the model's file looked at every so often once started, and loaded when it changes. */
    ChurnServer watching(@Nullable Duration interval) {
        watchEvery = interval;
        return this;
    }

    /** Has a metrics history written once started. */
    ChurnServer keeping(@Nullable MetricsHistory file, @Nullable Duration every) {
        history = file;
        historyEvery = every;
        if (file != null) {
            metrics.histories(true);
            metrics.histories(false);
        }
        return this;
    }

    /** Has {@code POST /monitor} judge by these rules, or by the standard ones. */
    ChurnServer judging(@Nullable RuleSet rules) {
        monitorRules = rules;
        return this;
    }

    private Routes routes(Policies policies, Security security) {
        RequestBody body = new RequestBody(limits, failures, budget);
        Routes routes = new Routes(failures, metrics, log, security);
        HealthHandlers health = new HealthHandlers(() -> ready, serving::currentOrNull, reloader::refused);
        page(routes);
        descriptions(routes, policies, security.keys() != null);
        inferenceProtocol(routes, body, policies);
        return routes.on(Methods.GET, "/health", false, health::health)
                .on(Methods.GET, "/health/live", false, health::live)
                .on(Methods.GET, "/health/ready", false, health::ready)
                .on(Methods.POST, "/admin/reload", true, new ReloadHandler(reloader, serving, workers, failures))
                .on(
                        Methods.POST,
                        "/monitor",
                        true,
                        gate.before(new MonitorHandler(
                                body, workers, failures, () -> monitorRules, () -> history, drift::report)))
                .on(
                        Methods.POST,
                        "/predict",
                        true,
                        gate.before(new PredictHandler(
                                serving::current, body, workers, failures, metrics, drift, policies, limits)))
                .on(
                        Methods.GET,
                        "/metrics",
                        security.guardMetrics(),
                        exchange -> Exchanges.send(
                                exchange,
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** What the model needs, what it is, and how it is asked. */
    private void descriptions(Routes routes, Policies policies, boolean asksForKeys) {
        PerModel<JsonDocument> schema = new PerModel<>(
                serving::current, model -> JsonDocument.of(new SchemaDocument(model, policies, limits).tree()));
        PerModel<JsonDocument> card =
                new PerModel<>(serving::current, model -> JsonDocument.of(new ModelCard(model).tree()));
        PerModel<JsonDocument> openApi = new PerModel<>(
                serving::current,
                model -> JsonDocument.of(new OpenApi(model, policies, limits, routes.all(), asksForKeys).tree()));
        DocsHandler docs = new DocsHandler(failures);
        routes.on(Methods.GET, "/schema", true, gate.before(exchange -> schema.get()
                        .send(exchange)))
                .on(Methods.GET, "/model", true, gate.before(exchange -> card.get()
                        .send(exchange)))
                .on(Methods.GET, "/openapi.json", true, gate.before(exchange -> openApi.get()
                        .send(exchange)))
                .on(Methods.GET, "/docs", false, docs::redirect)
                .below(Methods.GET, DocsHandler.PATH, false, docs);
    }

    private void inferenceProtocol(Routes routes, RequestBody body, Policies policies) {
        OipHandler oip = new OipHandler(
                serving::current, this::isReady, body, workers, failures, metrics, drift, policies, limits);
        routes.on(Methods.GET, "/v2", false, oip::server)
                .on(Methods.GET, "/v2/health/live", false, oip::live)
                .on(Methods.GET, "/v2/health/ready", false, oip::ready)
                .below(Methods.GET, OipHandler.MODELS, true, gate.before(oip::model))
                .below(Methods.POST, OipHandler.MODELS, true, gate.before(oip::infer));
    }

    /** The page for people, and what it asks for. */
    private void page(Routes routes) {
        routes.on(Methods.GET, "/", false, new PageHandler("index.html", "text/html; charset=utf-8"))
                .on(Methods.GET, "/page/page.css", false, new PageHandler("page.css", "text/css; charset=utf-8"))
                .on(Methods.GET, "/page/page.js", false, new PageHandler("page.js", "text/javascript; charset=utf-8"))
                .on(Methods.GET, "/page/icon.svg", false, new PageHandler("icon.svg", "image/svg+xml"))
                .on(
                        Methods.GET,
                        "/live",
                        true,
                        gate.before(new LiveHandler(serving::current, metrics, workers::waiting)))
                .on(Methods.GET, "/drift", true, gate.before(new DriftHandler(drift)));
    }

    private Undertow undertow() {
        int connections = connections();
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(ioThreads)
                .setWorkerThreads(tls == null ? 1 : ioThreads)
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, connections)
                .setSocketOption(Options.CONNECTION_LOW_WATER, connections)
                // RequestBody has its own limit; Undertow's, 2 MB unless told otherwise, ends the connection without an
                // answer.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
                .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.head()))
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.idle()))
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
                .setServerOption(Answers.TIMEOUT, millis(limits.answer()))
                .setHandler(root);
        return tls == null
                ? builder.addHttpListener(requestedPort, host).build()
                : builder.addHttpsListener(requestedPort, host, tls)
                        .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(Tls.PROTOCOLS))
                        .build();
    }

    private static int millis(Duration time) {
        return (int) time.toMillis();
    }

    /** As many as are allowed, or as the system lets a process have with a few left for files. */
    private int connections() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long most =
                    Math.max(1, system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE_FILES);
            if (most < limits.connections()) {
                LOG.warn("The system allows {} connections, not {}; maybe raise ulimit -n", most, limits.connections());
                return (int) most;
            }
        }
        return limits.connections();
    }

    /** Requests that are being answered. */
    long inFlight() {
        return metrics.inFlight.get();
    }

    /** Bytes of bodies and answers on their way. */
    long held() {
        return budget.held();
    }
}
