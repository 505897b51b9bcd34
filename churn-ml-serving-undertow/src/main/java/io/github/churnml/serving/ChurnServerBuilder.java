package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.model.FileState;
import io.github.churnml.serving.model.SelfTest;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.policy.Missing;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Outcome;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import io.github.churnml.serving.security.Cors;
import io.github.churnml.serving.security.Security;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ChurnServer} together. Mutable, for one thread; every default stands with its setter.
 *
 * <pre>{@code
 * ChurnServer server = ChurnServer.builder().model(Path.of("model.churn")).port(8080).build().start();
 * }</pre>
 */
public final class ChurnServerBuilder {

    private static final int DEFAULT_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;

    private @Nullable Path path;
    private @Nullable ChurnModel model;
    private String host = "127.0.0.1";
    private int port = DEFAULT_PORT;
    private Policies policies = Policies.DEFAULTS;
    private Limits limits = Limits.DEFAULTS;
    private int ioThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
    private @Nullable OutputStream accessLog;
    private Duration drain = Duration.ofSeconds(20);
    private Security security = Security.DEFAULTS;
    private @Nullable Duration watch;
    private boolean waitForModel;
    private LiveDrift.Options drift = LiveDrift.Options.DEFAULTS;
    private @Nullable MetricsHistory history;
    private @Nullable Duration historyEvery;
    private @Nullable RuleSet monitorRules;

    ChurnServerBuilder() {}

    /**
     * Serves a model file, which can be loaded again later.
     *
     * @param file the file
     * @return this
     */
    public ChurnServerBuilder model(Path file) {
        path = file;
        model = null;
        return this;
    }

    /**
     * Serves a model that is at hand.
     *
     * @param trained the model
     * @return this
     */
    public ChurnServerBuilder model(ChurnModel trained) {
        model = trained;
        path = null;
        return this;
    }

    /**
     * Sets the address to listen at.
     *
     * @param name a host name or address; {@code 0.0.0.0} for all. Default 127.0.0.1: this machine alone
     * @return this
     */
    public ChurnServerBuilder host(String name) {
        host = name;
        return this;
    }

    /**
     * Sets the port to listen at.
     *
     * @param number from 1 to 65535, or 0 for any free one ({@link ChurnServer#port} says which). Default 8080
     * @return this
     * @throws ConfigurationException if it is no port
     */
    public ChurnServerBuilder port(int number) {
        port = between("Port", number, 0, LARGEST_PORT);
        return this;
    }

    /**
     * Sets what is done with a column that a row leaves out, whatever the model says of that.
     *
     * @param policy default what the model says ({@link io.github.churnml.ChurnPipelineBuilder#serving}), which is {@link
     *     Missing#REJECT} unless its pipeline says otherwise
     * @return this
     */
    public ChurnServerBuilder missing(Missing policy) {
        policies = new Policies(
                policy,
                policies.optional(),
                policies.unknownFields(),
                policies.unknownLevels(),
                policies.outOfRange(),
                policies.outcome());
        return this;
    }

    /**
     * Names columns that a row may leave out; they are imputed as in training.
     *
     * @param columns names of the model's columns. Default none
     * @return this
     */
    public ChurnServerBuilder optional(String... columns) {
        Set<String> all = new HashSet<>(policies.optional());
        all.addAll(Set.of(columns));
        policies = new Policies(
                policies.missing(),
                Set.copyOf(all),
                policies.unknownFields(),
                policies.unknownLevels(),
                policies.outOfRange(),
                policies.outcome());
        return this;
    }

    /**
     * Sets what is done with a field that the model does not know.
     *
     * @param policy default {@link UnknownFields#REJECT}
     * @return this
     */
    public ChurnServerBuilder unknownFields(UnknownFields policy) {
        policies = new Policies(
                policies.missing(),
                policies.optional(),
                policy,
                policies.unknownLevels(),
                policies.outOfRange(),
                policies.outcome());
        return this;
    }

    /**
     * Sets what is done with a level that training had not seen.
     *
     * @param policy default {@link UnknownLevels#REJECT}
     * @return this
     */
    public ChurnServerBuilder unknownLevels(UnknownLevels policy) {
        policies = new Policies(
                policies.missing(),
                policies.optional(),
                policies.unknownFields(),
                policy,
                policies.outOfRange(),
                policies.outcome());
        return this;
    }

    /**
     * Sets what is done with a number outside the range of the training rows.
     *
     * @param policy default {@link OutOfRange#FLAG}
     * @return this
     */
    public ChurnServerBuilder outOfRange(OutOfRange policy) {
        policies = new Policies(
                policies.missing(),
                policies.optional(),
                policies.unknownFields(),
                policies.unknownLevels(),
                policy,
                policies.outcome());
        return this;
    }

    /**
     * Sets how {@code POST /predict} answers, whatever the model says of that.
     *
     * @param about default what the model says ({@link io.github.churnml.ChurnPipelineBuilder#serving}), which is {@link
     *     Outcome#CHURN} unless its pipeline says otherwise
     * @return this
     */
    public ChurnServerBuilder outcome(Outcome about) {
        policies = policies.withOutcome(about);
        return this;
    }

    /**
     * Sets the largest body of a request.
     *
     * @param bytes from 1 KB to 1 GB. Default 8 MB
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder maxBodyBytes(int bytes) {
        limits = limits.withBodyBytes(between("Body size", bytes, 1 << 10, 1 << 30));
        return this;
    }

    /**
     * Sets the most rows of a request.
     *
     * @param rows from 1 to 1,000,000. Default 10,000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder maxRows(int rows) {
        limits = limits.withRows(between("Rows per request", rows, 1, 1_000_000));
        return this;
    }

    /**
     * Sets how long a request may take to send its body; a slow sender holds no thread meanwhile.
     *
     * @param timeout from 100 ms to an hour. Default 20 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder bodyTimeout(Duration timeout) {
        limits = limits.withBody(between("Body time-out", timeout));
        return this;
    }

    /**
     * Sets how long a connection may take to send a request's head.
     *
     * @param timeout from 100 ms to an hour. Default 10 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder headTimeout(Duration timeout) {
        limits = limits.withHead(between("Head time-out", timeout));
        return this;
    }

    /**
     * Sets how long a connection may stay open without a request.
     *
     * @param timeout from 100 ms to an hour. Default 60 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder idleTimeout(Duration timeout) {
        limits = limits.withIdle(between("Idle time-out", timeout));
        return this;
    }

    /**
     * Sets how many threads read and write connections and answer small requests.
     *
     * @param threads from 1 to 1024. Default one per core
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder ioThreads(int threads) {
        ioThreads = between("I/O threads", threads, 1, 1024);
        return this;
    }

    /**
     * Sets how many threads answer large requests and those that ask for reasons.
     *
     * @param threads from 1 to 1024. Default one per core, at least 2
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder workers(int threads) {
        workers = between("Workers", threads, 1, 1024);
        return this;
    }

    /**
     * Sets how many requests may wait for a worker; further ones are answered with 503 and {@code Retry-After}.
     *
     * @param requests from 1 to 100,000. Default 256
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder queue(int requests) {
        limits = limits.withQueue(between("Queue", requests, 1, 100_000));
        return this;
    }

    /**
     * Writes one line of JSON per request, without any customer's value.
     *
     * @param out where to; it is flushed, not closed. Default none
     * @return this
     */
    public ChurnServerBuilder accessLog(OutputStream out) {
        accessLog = out;
        return this;
    }

    /**
     * Sets how long {@link ChurnServer#stop} waits for requests that are being answered.
     *
     * @param timeout from 100 ms to an hour. Default 20 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder drainTimeout(Duration timeout) {
        drain = between("Drain time-out", timeout);
        return this;
    }

    /**
     * Sets the largest answer; many rows with many reasons could make more.
     *
     * @param bytes from 64 KB to 1 GB. Default 64 MB, or a sixteenth of the heap if that is less
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder maxAnswerBytes(int bytes) {
        limits = limits.withAnswerBytes(between("Answer size", bytes, 1 << 16, 1 << 30));
        return this;
    }

    /**
     * Sets how long a caller may take to read an answer, and how long a request may wait for a worker.
     *
     * @param timeout from 100 ms to an hour. Default 60 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder answerTimeout(Duration timeout) {
        limits = limits.withAnswer(between("Answer time-out", timeout));
        return this;
    }

    /**
     * Sets how many connections may be open at once. Further ones wait until one ends, as an idle one does by itself. Where
     * the system lets the process have fewer files, so many.
     *
     * @param connections from 1 to 1,000,000. Default 10,000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder maxConnections(int connections) {
        limits = limits.withConnections(between("Connections", connections, 1, 1_000_000));
        return this;
    }

    /**
     * Asks for one of these keys, as {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}, wherever the model is told
     * of or used. Health, the page and the documents around it stay open.
     *
     * @param keys the keys. Default none: everyone may ask
     * @return this
     */
    public ChurnServerBuilder apiKeys(ApiKeys keys) {
        security = security.withKeys(keys);
        return this;
    }

    /**
     * Lets those with one of these keys change the server ({@code /admin/...}). They open nothing else.
     *
     * @param keys the keys. Default none: nobody may
     * @return this
     */
    public ChurnServerBuilder adminKeys(ApiKeys keys) {
        security = security.withAdminKeys(keys);
        return this;
    }

    /**
     * Sets whether {@code /metrics} asks for a key, too, where there are keys.
     *
     * @param guarded default false: what collects metrics is seldom given keys
     * @return this
     */
    public ChurnServerBuilder guardMetrics(boolean guarded) {
        security = security.withGuardMetrics(guarded);
        return this;
    }

    /**
     * Sets how often a caller may ask; more is answered with 429 and {@code Retry-After}. A caller is a key, or where none are
     * asked for, the address that the connection comes from: behind a proxy, the proxy.
     *
     * @param perSecond requests a second, from 0.01 to 1,000,000. Default any
     * @param burst requests at once, from 1 to 1,000,000
     * @return this
     * @throws ConfigurationException if either is out of range
     */
    public ChurnServerBuilder rateLimit(double perSecond, int burst) {
        if (!(perSecond >= 0.01 && perSecond <= 1_000_000)) {
            throw new ConfigurationException(
                    "Rate is (" + perSecond + ") where 0.01 to 1000000 requests a second is allowed.",
                    "Maybe leave it out: there is no limit then.",
                    Where.nowhere());
        }
        security = security.withRate(perSecond, between("Burst", burst, 1, 1_000_000));
        return this;
    }

    /**
     * Lets pages of these origins ask from a browser (CORS).
     *
     * @param origins such as {@code https://shop.example}, compared letter by letter. Default none
     * @return this
     * @throws ConfigurationException if one is no origin as a browser sends it
     */
    public ChurnServerBuilder corsOrigins(String... origins) {
        Set<String> all = new HashSet<>(security.origins());
        for (String origin : origins) {
            all.add(Cors.checked(origin));
        }
        security = security.withOrigins(Set.copyOf(all));
        return this;
    }

    /**
     * Speaks HTTPS (TLS 1.2 or later) instead of HTTP.
     *
     * @param keyStore a PKCS12 or JKS file with the private key and its certificates. Default none: HTTP
     * @param password of the store and of its key; copied
     * @return this
     */
    public ChurnServerBuilder tls(Path keyStore, char[] password) {
        security = security.withKeyStore(keyStore, password.clone(), null);
        return this;
    }

    /**
     * Speaks HTTPS (TLS 1.2 or later) instead of HTTP.
     *
     * @param keyStore a PKCS12 or JKS file with the private key and its certificates. Default none: HTTP
     * @param passwordFile a file whose first line is the password of the store and of its key
     * @return this
     */
    public ChurnServerBuilder tls(Path keyStore, Path passwordFile) {
        security = security.withKeyStore(keyStore, null, passwordFile);
        return this;
    }

    /**
     * Looks at the model's file every so often; one that has changed, and then not for one interval, is loaded aside, tried,
     * and takes the model's place. One that is refused leaves the model before in place, and the log says why. Of no effect
     * for a model that did not come from a file.
     *
     * @param interval from 100 ms to an hour. Default not at all
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder watch(Duration interval) {
        watch = between("Watch interval", interval);
        return this;
    }

    /**
     * Lets the server start before its model file is there, or while it is damaged. Until there is a model, health and metrics
     * are answered, readiness is not given, and whatever tells of the model or uses it is answered with 503 and {@code
     * Retry-After}. The file is looked for as {@link #watch} says, else every second until there is a model; it is tried as a
     * changed one is. Of no effect for a model that does not come from a file.
     *
     * @param waits default false: a model that is not there is refused by {@link #build}
     * @return this
     */
    public ChurnServerBuilder waitForModel(boolean waits) {
        waitForModel = waits;
        return this;
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
    public ChurnServerBuilder metricsHistory(Path file, Duration every) {
        if (every.toMillis() < 100 || every.compareTo(Duration.ofDays(1)) > 0) {
            throw new ConfigurationException(
                    "History interval is (" + every + ") where 100 ms to a day is allowed.",
                    "Maybe take a minute.",
                    Where.nowhere());
        }
        history = new MetricsHistory(file);
        historyEvery = every;
        return this;
    }

    /**
     * Sets the rules by which {@code POST /monitor} judges.
     *
     * @param rules default {@link RuleSet#standard}
     * @return this
     */
    public ChurnServerBuilder monitorRules(RuleSet rules) {
        monitorRules = rules;
        return this;
    }

    /**
     * Sets how long a row that was answered is compared with those the model was trained on: {@code GET /drift} and
     * {@code /metrics} tell how the rows of that time differ. The window slides by twelfths of its length. Of no effect for a
     * model that brings no profile of its training rows, as an imported one.
     *
     * @param length from a minute to 30 days. Default an hour
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder driftWindow(Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(Duration.ofDays(30)) > 0) {
            throw new ConfigurationException(
                    "Drift window is (" + length + ") where a minute to 30 days is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        drift = drift.withWindow(length);
        return this;
    }

    /**
     * Sets from which population stability index on a column has drifted.
     *
     * @param psi above 0. Default 0.2
     * @return this
     * @throws ConfigurationException if it is not above 0
     */
    public ChurnServerBuilder driftThreshold(double psi) {
        drift = drift.withSettings(drift.settings().withThreshold(psi));
        return this;
    }

    /**
     * Sets what decides whether there is drift; the other is told beside it. With few rows in the window chance alone reaches
     * a threshold: at 100 rows of twelve columns 0.2 in two windows of three. Tests keep false alarms rare.
     *
     * @param rule the rule. Default {@link DriftRule#TESTS}
     * @return this
     */
    public ChurnServerBuilder driftRule(DriftRule rule) {
        drift = drift.withSettings(drift.settings().withRule(rule));
        return this;
    }

    /**
     * Does not compare rows with those the model was trained on. Default they are, over {@link #driftWindow}.
     *
     * @return this
     */
    public ChurnServerBuilder noDrift() {
        drift = drift.withWindow(null);
        return this;
    }

    /** Another clock for the drift window, as {@link System#nanoTime}. */
    ChurnServerBuilder driftClock(LongSupplier nanos) {
        drift = drift.withClock(nanos);
        return this;
    }

    /**
     * Loads the model and makes the server, which does not listen yet.
     *
     * @return the server
     * @throws ConfigurationException if no model is given, a column named optional is none of the model's, or the key store
     *     cannot be used
     * @throws ModelFileException if the model file is refused, unless a model is waited for
     */
    public ChurnServer build() {
        Preload.begin();
        FileState file = path == null ? null : FileState.of(path);
        if (!waitForModel || path == null) {
            return server(first(file));
        }
        if (!Files.exists(path)) {
            return server(Serving.waitingFor(path, policies, null));
        }
        Serving first;
        try {
            first = first(file);
        } catch (ModelFileException e) {
            return server(Serving.waitingFor(path, policies, file)).refused(e);
        }
        return server(first);
    }

    /** @param file the state of the model's file from before it is read */
    private Serving first(@Nullable FileState file) {
        ChurnModel first = model != null ? model : path != null ? ChurnModel.load(path) : null;
        if (first == null) {
            throw new ConfigurationException(
                    "No model is given.", "Maybe call model(Path.of(\"model.churn\")).", Where.nowhere());
        }
        ServedModel served = new ServedModel(first, path, policies);
        Serving.checkOptional(served, policies);
        SelfTest.of(served).run();
        return new Serving(served, policies, file);
    }

    private ChurnServer server(Serving serving) {
        return new ChurnServer(
                        serving, host, port, policies, limits, ioThreads, workers, accessLog, drain, security, drift)
                .watching(watch)
                .keeping(history, historyEvery)
                .judging(monitorRules);
    }

    private static int between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    what + " is (" + value + ") where " + least + " to " + most + " is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        return value;
    }

    private static Duration between(String what, Duration value) {
        if (value.toMillis() < 100 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new ConfigurationException(
                    what + " is (" + value + ") where 100 ms to an hour is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        return value;
    }
}
