package io.github.churnml.serving.oip;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.churnml.LibraryVersion;
import io.github.churnml.error.ChurnException;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.RequestBody;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.http.Workers;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ModelHeaders;
import io.github.churnml.serving.model.PerModel;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.ServedRows;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.registry.RegistryFollower;
import io.github.churnml.serving.registry.ShadowScorer;
import io.github.churnml.serving.rows.RowsReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Open Inference Protocol, version 2, over HTTP: health, metadata, inference with one tensor per column. */
public final class OipHandler {

    public static final String MODELS = "/v2/models/";

    /** Up to this many bytes an I/O thread answers by itself. */
    private static final int SMALL = 32 << 10;

    private static final HttpString BINARY = new HttpString("Inference-Header-Content-Length");
    private static final String VERSIONS = "/versions/";
    /** A model's name, a version, and what may follow: the name may hold anything but a slash. */
    private static final Pattern OTHER = Pattern.compile("([^/]+)" + VERSIONS + "([^/]+)(|/ready|/infer)");

    private static final Logger LOG = LoggerFactory.getLogger(OipHandler.class);

    private final PerModel<OipModel> current;
    private final Supplier<Lineup> lineup;
    private final @Nullable RegistryFollower registry;
    private final ShadowScorer shadow;
    private final BooleanSupplier isReady;
    private final RequestBody body;
    private final Workers workers;
    private final Failures failures;
    private final ServingMetrics metrics;
    private final LiveDrift drift;
    private final Policies policies;
    private final Limits limits;
    private final JsonFactory json;
    private final Policies lenient;

    /** @param registry what has other versions of the model; null if there is but one */
    public OipHandler(
            Supplier<Lineup> lineup,
            @Nullable RegistryFollower registry,
            ShadowScorer shadow,
            BooleanSupplier isReady,
            RequestBody body,
            Workers workers,
            Failures failures,
            ServingMetrics metrics,
            LiveDrift drift,
            Policies policies,
            Limits limits) {
        this.lineup = lineup;
        this.shadow = shadow;
        this.current = new PerModel<>(() -> lineup.get().champion(), OipModel::new);
        this.registry = registry;
        this.isReady = isReady;
        this.body = body;
        this.workers = workers;
        this.failures = failures;
        this.metrics = metrics;
        this.drift = drift;
        this.policies = policies;
        this.limits = limits;
        this.json = RowsReader.json(limits);
        this.lenient = policies.lenient();
    }

    public void server(HttpServerExchange exchange) {
        answer(exchange, Tree.of("name", "churn-ml", "version", LibraryVersion.get(), "extensions", List.of()));
    }

    public void live(HttpServerExchange exchange) {
        answer(exchange, Tree.of("live", true));
    }

    public void ready(HttpServerExchange exchange) {
        boolean ready = isReady.getAsBoolean();
        exchange.setStatusCode(ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        answer(exchange, Tree.of("ready", ready));
    }

    /** {@code GET}: a model's metadata, or whether it is ready. */
    public void model(HttpServerExchange exchange) {
        asked(exchange, this::describe);
    }

    /** {@code POST}: tensors in, predictions out. */
    public void infer(HttpServerExchange exchange) {
        asked(exchange, this::infer);
    }

    /** What is done with the version of the model that a path names. */
    private interface Use {
        void of(HttpServerExchange exchange, OipModel model, String rest);
    }

    private void asked(HttpServerExchange exchange, Use use) {
        OipModel model = current.get();
        String rest = rest(exchange, model.served());
        if (rest != null) {
            use.of(exchange, model, rest);
            return;
        }
        Matcher other = OTHER.matcher(exchange.getRequestPath().substring(MODELS.length()));
        Optional<ModelVersion> version = registry != null
                        && other.matches()
                        && other.group(1).equals(model.served().name())
                ? registry.find(other.group(2))
                : Optional.empty();
        if (registry == null || version.isEmpty()) {
            notFound(exchange, model.served());
        } else {
            other(exchange, registry, version.get(), (again, of) -> use.of(again, of, other.group(3)));
        }
    }

    private void other(
            HttpServerExchange exchange,
            RegistryFollower from,
            ModelVersion version,
            BiConsumer<HttpServerExchange, OipModel> use) {
        ServedModel loaded = from.loaded(version);
        if (loaded != null) {
            use.accept(exchange, new OipModel(loaded));
            return;
        }
        ServedModel[] made = new ServedModel[1];
        workers.ahead(
                exchange,
                () -> {
                    try {
                        made[0] = from.load(version);
                    } catch (ChurnException e) {
                        LOG.warn(
                                "Version {} was asked for. {}",
                                version.version(),
                                String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
                        failures.answer(
                                exchange,
                                Problem.of(
                                        StatusCodes.SERVICE_UNAVAILABLE,
                                        "version-refused",
                                        "Version '" + version.version() + "' is registered and could not be loaded.",
                                        "The server's log says why."));
                    }
                },
                again -> use.accept(again, new OipModel(made[0])));
    }

    private void describe(HttpServerExchange exchange, OipModel model, String rest) {
        if (rest.isEmpty()) {
            Exchanges.json(exchange, registry == null ? model.metadataJson() : model.metadataJson(registry.kept()));
        } else if (rest.equals("/ready")) {
            boolean ready = isReady.getAsBoolean();
            exchange.setStatusCode(ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
            answer(exchange, Tree.of("name", model.served().name(), "ready", ready));
        } else {
            notAllowed(exchange, "POST");
        }
    }

    private void infer(HttpServerExchange exchange, OipModel model, String rest) {
        if (!rest.equals("/infer")) {
            notAllowed(exchange, "GET, HEAD");
        } else if (exchange.getRequestHeaders().contains(BINARY)) {
            refuse(
                    exchange,
                    OipRequestReader.problem("Header " + BINARY + " announces binary tensors, an extension that is"
                                    + " not served.")
                            .problem());
        } else {
            body.read(exchange, (read, bytes, length) -> {
                if (length <= SMALL) {
                    infer(read, model, bytes, length);
                } else {
                    workers.run(read, () -> infer(read, model, bytes, length));
                }
            });
        }
    }

    private void infer(HttpServerExchange exchange, OipModel model, byte[] bytes, int length) {
        ModelHeaders.put(exchange, model.served());
        try {
            OipInference inference = new OipInference(model, policies, limits, json);
            ServedRows served = drift.begin(model.served());
            byte[] answer = inference.answer(bytes, length, (probability, work) -> {
                metrics.row(model.served(), probability, work.notes());
                served.add(work.values(), probability);
            });
            drift.answered(served);
            exchange.putAttachment(Exchanges.ROWS, inference.rows());
            Exchanges.json(exchange, answer);
            Lineup now = lineup.get();
            if (now.shadow() != null && now.champion() == model.served()) {
                double[] scores = inference.probabilities();
                shadow.offer(now, scores, by -> scores(by, bytes, length, scores.length), bytes.length);
            }
        } catch (RowsReader.Unreadable e) {
            refuse(exchange, e.problem());
        }
    }

    /** What a shadow gives rows that were answered; a request whose tensors it does not take has none that fit. */
    private double[] scores(ServedModel by, byte[] bytes, int length, int rows) {
        OipInference inference = new OipInference(new OipModel(by), lenient, limits, json);
        try {
            inference.answer(bytes, length, (probability, work) -> {});
            return inference.probabilities();
        } catch (RowsReader.Unreadable e) {
            double[] none = new double[rows];
            Arrays.fill(none, Double.NaN);
            return none;
        }
    }

    private void refuse(HttpServerExchange exchange, Problem problem) {
        metrics.invalid(problem.status());
        failures.answer(exchange, problem);
    }

    private void notFound(HttpServerExchange exchange, ServedModel model) {
        failures.answer(
                exchange,
                Problem.of(
                        StatusCodes.NOT_FOUND,
                        "not-found",
                        "There is no such model or version here, or nothing of that name about it.",
                        "The model is '" + model.name() + "', version '" + model.version() + "'."
                                + (registry == null ? "" : " Its metadata list the versions that there are.")));
    }

    private void notAllowed(HttpServerExchange exchange, String allowed) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        failures.answer(exchange, Problem.notAllowed(allowed));
    }

    /** What follows the model and its version: nothing, {@code /ready} or {@code /infer}; null if it is something else. */
    private static @Nullable String rest(HttpServerExchange exchange, ServedModel model) {
        String rest = exchange.getRequestPath().substring(MODELS.length());
        if (!rest.startsWith(model.name())) {
            return null;
        }
        rest = rest.substring(model.name().length());
        String version = VERSIONS + model.version();
        if (rest.startsWith(version)) {
            rest = rest.substring(version.length());
        }
        return rest.isEmpty() || rest.equals("/ready") || rest.equals("/infer") ? rest : null;
    }

    private static void answer(HttpServerExchange exchange, Map<String, Object> tree) {
        Exchanges.json(exchange, JsonDocument.bytes(tree));
    }
}
