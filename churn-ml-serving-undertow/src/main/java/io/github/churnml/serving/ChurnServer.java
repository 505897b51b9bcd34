package io.github.churnml.serving;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.Methods;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/**
 * An HTTP endpoint around a model: see the package for what it answers. Safe for any thread; started once, stopped once.
 */
public final class ChurnServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChurnServer.class);
    private static final int BACKLOG = 4096;
    private static final int LARGEST_HEAD = 16 << 10;

    private final Serving serving;
    private final String host;
    private final int requestedPort;
    private final Limits limits;
    private final Duration drain;
    private final Failures failures = new Failures();
    private final ServingMetrics metrics;
    private final Workers workers;
    private final @Nullable AccessLog log;
    private final GracefulShutdownHandler root;
    private final int ioThreads;
    private final Reloader reloader;
    private volatile Admin admin = Admin.NO_ONE;
    private @Nullable Duration watchEvery;
    private @Nullable ModelWatch watch;
    private volatile boolean ready;
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
            Duration drain) {
        this.serving = serving;
        this.host = host;
        this.requestedPort = port;
        this.limits = limits;
        this.drain = drain;
        this.ioThreads = ioThreads;
        this.metrics = new ServingMetrics(serving::current);
        this.workers = new Workers(workers, limits.queue(), failures);
        this.log = accessLog == null ? null : new AccessLog(accessLog);
        this.reloader = new Reloader(serving::reload, serving::current, metrics);
        this.root = new GracefulShutdownHandler(routes(policies));
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
     */
    public synchronized ChurnServer start() {
        if (undertow != null) {
            throw new IllegalStateException("the server was started before");
        }
        undertow = Undertow.builder()
                .addHttpListener(requestedPort, host)
                .setIoThreads(ioThreads)
                .setWorkerThreads(1)
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) limits.bodyBytes())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        limits.head().toMillis())
                .setServerOption(
                        UndertowOptions.NO_REQUEST_TIMEOUT, (int) limits.idle().toMillis())
                .setHandler(root)
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            undertow.stop();
            throw new ConfigurationException(
                    "Address " + Wording.value(host + ":" + requestedPort) + " cannot be listened at.",
                    "Maybe another program listens there, or the port needs more rights; choose another.",
                    Where.nowhere(),
                    e);
        }
        port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        ready = true;
        if (watchEvery != null) {
            watch = new ModelWatch(serving, reloader, watchEvery);
        }
        LOG.info(
                "Model {} {} answers at {}",
                serving.current().name(),
                serving.current().version(),
                uri());
        return this;
    }

    /** {@return the port that is listened at, once started} */
    public synchronized int port() {
        return port;
    }

    /** {@return where the server answers, once started} */
    public synchronized URI uri() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + "/");
    }

    /** {@return the name of the model that answers now} */
    public String modelName() {
        return serving.current().name();
    }

    /** {@return the version of the model that answers now} */
    public String modelVersion() {
        return serving.current().version();
    }

    /** {@return whether requests are answered} */
    public boolean isReady() {
        return ready;
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

    /** Stops: readiness goes first, requests that are being answered finish, then the port is given up. */
    public synchronized void stop() {
        if (undertow == null || !ready) {
            return;
        }
        ready = false;
        if (watch != null) {
            watch.close();
        }
        root.shutdown();
        try {
            if (!root.awaitShutdown(drain.toMillis())) {
                LOG.warn("Stopped before all requests were answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        undertow.stop();
        workers.close();
        metrics.close();
        if (log != null) {
            log.close();
        }
    }

    /** Stops. */
    @Override
    public void close() {
        stop();
    }

    /** {@return a made-up customer as JSON that {@code POST /predict} takes, to try it with} */
    public String example() {
        return Example.json(serving.current());
    }

    /** Has the model's file looked at every so often once started, and loaded when it changes. */
    ChurnServer watching(@Nullable Duration interval) {
        watchEvery = interval;
        return this;
    }

    /** Says who may have the model loaded again by a request. */
    ChurnServer administeredBy(Admin who) {
        admin = who;
        return this;
    }

    private HttpHandler routes(Policies policies) {
        RequestBody body = new RequestBody(limits, failures);
        Routes routes = new Routes(failures, metrics, log);
        HealthHandlers health = new HealthHandlers(() -> ready, reloader::refused);
        return routes.on(Methods.GET, "/health", false, health::live)
                .on(Methods.GET, "/health/live", false, health::live)
                .on(Methods.GET, "/health/ready", false, health::ready)
                .on(Methods.POST, "/admin/reload", true, new ReloadHandler(() -> admin, reloader, workers, failures))
                .on(
                        Methods.POST,
                        "/predict",
                        true,
                        new PredictHandler(serving::current, body, workers, failures, metrics, policies, limits))
                .on(
                        Methods.GET,
                        "/metrics",
                        false,
                        exchange -> Exchanges.send(
                                exchange,
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
