package io.github.churnml.serving;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.live.HistoryWriter;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.reload.ModelWatch;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.rows.ExampleRow;
import io.github.churnml.serving.security.Tls;
import io.undertow.Undertow;
import java.io.Closeable;
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

/**
 * An HTTP endpoint around a model: see the package for what it answers. Safe for any thread; started once, stopped once.
 */
public final class ChurnServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChurnServer.class);
    private static final String LOGGING = "org.jboss.logging.provider";
    /** How often a file is looked for that is waited for and not watched otherwise. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final long DRAIN_POLL_NANOS = 2_000_000;

    static {
        // XNIO and Undertow log through jboss-logging, which uses java.util.logging by default.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "slf4j");
        }
    }

    private final ServerConfiguration configuration;
    private final ModelSource.Opened source;
    private final ServerParts parts;
    private final Serving serving;
    private final @Nullable SSLContext tls;
    private final Routes root;
    private volatile boolean ready;
    private boolean stopped;
    private @Nullable Undertow undertow;
    private @Nullable ModelWatch watch;
    private @Nullable HistoryWriter historyWriter;
    private int port;

    ChurnServer(ServerConfiguration configuration, ModelSource.Opened model) {
        this.configuration = configuration;
        this.source = model;
        this.serving = model.serving();
        this.parts = new ServerParts(configuration, serving, model.follower());
        this.tls = Tls.context(configuration.security()).orElse(null);
        this.root = new ServerRoutes(configuration, parts).all(() -> ready);
        if (model.refused() != null) {
            parts.reloader.refused(model.refused());
        }
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
     * @throws OutputException if a metrics history or an assignment log is kept and its file cannot be written
     */
    public synchronized ChurnServer start() {
        if (undertow != null || stopped) {
            throw new IllegalStateException("the server was started before");
        }
        ServerConfiguration.History history = configuration.monitoring().history();
        if (history != null) {
            begin(history.file());
        }
        Path assignments = configuration.monitoring().assignments();
        if (assignments != null) {
            keep(assignments);
        }
        if (source.follower() != null) {
            source.follower().start(parts.reloader, parts.failures, source.look());
        }
        undertow = Listener.of(configuration, tls, root);
        listen(undertow);
        if (parts.log != null) {
            parts.log.start();
        }
        port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        ready = true;
        parts.series.start();
        if (history != null) {
            historyWriter = new HistoryWriter(
                            history.file(),
                            history.every(),
                            parts.metrics,
                            serving::currentOrNull,
                            parts.drift::report,
                            parts.shadow.counts()::now,
                            Clock.systemUTC())
                    .start();
        }
        if (serving.isLoaded()) {
            LOG.info("Model {} {} answers at {}", modelName(), modelVersion(), uri());
        } else {
            LOG.info("{} is waited for at {}", awaited(), uri());
        }
        if (source.follower() == null && source.watch() != null) {
            watch = new ModelWatch(serving, parts.reloader, source.watch(), false);
        } else if (source.follower() == null && !serving.isLoaded()) {
            watch = new ModelWatch(serving, parts.reloader, LOOK, true);
        }
        return this;
    }

    private String awaited() {
        return source.follower() == null ? "Model file " + serving.file() : "A champion of the registry";
    }

    private void begin(MetricsHistory file) {
        try {
            file.begin();
        } catch (OutputException e) {
            stop();
            throw e;
        }
    }

    private void keep(Path assignments) {
        try {
            parts.keep(AssignmentLog.open(assignments));
        } catch (OutputException e) {
            stop();
            throw e;
        }
    }

    private void listen(Undertow server) {
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            close(parts.metrics, parts.workers, parts.tables, parts.assignments());
            if (parts.follower != null) {
                parts.follower.close();
            }
            throw new ConfigurationException(
                    "Address " + Wording.value(configuration.host() + ":" + configuration.port())
                            + " cannot be listened at.",
                    "Maybe another program listens there, or the port needs more rights; choose another.",
                    Where.nowhere(),
                    e);
        }
    }

    /** {@return the port that is listened at, once started} */
    public synchronized int port() {
        return port;
    }

    /** {@return where the server answers, once started} */
    public synchronized URI uri() {
        String host = configuration.host();
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
     * @throws io.github.churnml.error.ChurnException if the file is refused, or the server follows a registry; the model before
     *     goes on
     */
    public void reload(Path file) {
        if (parts.follower != null) {
            throw new ConfigurationException(
                    "The server follows a registry, and loads no file beside it.",
                    "Maybe register the model, and promote its version.",
                    Where.in(file));
        }
        parts.reloader.reload(file);
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
            if (parts.follower != null) {
                parts.follower.close();
            }
            if (historyWriter != null) {
                historyWriter.close();
            }
            close(parts.assignments(), parts.shadow);
            close(parts.series, parts.workers, parts.tables, parts.metrics);
            if (parts.log != null) {
                parts.log.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the caller was interrupted meanwhile: what follows is done all the same, and needs that forgotten. */
    private boolean drain() {
        long end = System.nanoTime() + configuration.drain().toNanos();
        boolean interrupted = Thread.interrupted();
        while (!interrupted && parts.metrics.inFlight.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
            interrupted = Thread.interrupted();
        }
        if (parts.metrics.inFlight.get() > 0) {
            LOG.warn("Stopped before all requests were answered");
        }
        return interrupted;
    }

    private static void close(@Nullable Closeable... parts) {
        for (@Nullable Closeable part : parts) {
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
        return "ChurnServer[" + (undertow == null ? configuration.host() + ":" + configuration.port() : uri()) + ", "
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

    /** Requests that are being answered. */
    long inFlight() {
        return parts.metrics.inFlight.get();
    }

    /** Takes a point of the drift series now, rather than when it is due. */
    void lookAtDrift() {
        parts.series.take();
    }

    /** Bytes of bodies and answers on their way. */
    long held() {
        return parts.budget.held();
    }
}
