package io.github.churnml.serving.oip;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.churnml.LibraryVersion;
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
import io.github.churnml.serving.model.ModelHeaders;
import io.github.churnml.serving.model.PerModel;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.ServedRows;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.rows.RowsReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Open Inference Protocol, version 2, over HTTP: health, metadata, inference with one tensor per column. */
public final class OipHandler {

    public static final String MODELS = "/v2/models/";

    /** Up to this many bytes an I/O thread answers by itself. */
    private static final int SMALL = 32 << 10;

    private static final HttpString BINARY = new HttpString("Inference-Header-Content-Length");
    private static final String VERSIONS = "/versions/";

    private final PerModel<OipModel> current;
    private final BooleanSupplier isReady;
    private final RequestBody body;
    private final Workers workers;
    private final Failures failures;
    private final ServingMetrics metrics;
    private final LiveDrift drift;
    private final Policies policies;
    private final Limits limits;
    private final JsonFactory json;

    public OipHandler(
            Supplier<ServedModel> current,
            BooleanSupplier isReady,
            RequestBody body,
            Workers workers,
            Failures failures,
            ServingMetrics metrics,
            LiveDrift drift,
            Policies policies,
            Limits limits) {
        this.current = new PerModel<>(current, OipModel::new);
        this.isReady = isReady;
        this.body = body;
        this.workers = workers;
        this.failures = failures;
        this.metrics = metrics;
        this.drift = drift;
        this.policies = policies;
        this.limits = limits;
        this.json = RowsReader.json(limits);
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
        OipModel model = current.get();
        String rest = rest(exchange, model.served());
        if (rest == null) {
            notFound(exchange, model.served());
        } else if (rest.isEmpty()) {
            Exchanges.json(exchange, model.metadataJson());
        } else if (rest.equals("/ready")) {
            boolean ready = isReady.getAsBoolean();
            exchange.setStatusCode(ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
            answer(exchange, Tree.of("name", model.served().name(), "ready", ready));
        } else {
            notAllowed(exchange, "POST");
        }
    }

    /** {@code POST}: tensors in, predictions out. */
    public void infer(HttpServerExchange exchange) {
        OipModel model = current.get();
        String rest = rest(exchange, model.served());
        if (rest == null) {
            notFound(exchange, model.served());
        } else if (!rest.equals("/infer")) {
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
        } catch (RowsReader.Unreadable e) {
            refuse(exchange, e.problem());
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
                        "The model is '" + model.name() + "', version '" + model.version() + "'."));
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
