package io.github.churnml.serving.reload;

import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server lives, and whether it wants requests, which it does not while a model is waited for. With {@code ?full}
 * also which model answers, and that a new model file was refused, until one is taken: that does no harm to either.
 */
public final class HealthHandlers {

    private static final String WAITING = "waiting for a model";

    private final BooleanSupplier isReady;
    private final Supplier<@Nullable ServedModel> current;
    private final Supplier<@Nullable Instant> refused;
    private final Supplier<@Nullable Map<String, Object>> registry;

    /**
     * @param isReady whether the server has begun and is not stopping
     * @param registry what is told of the registry that is followed; null if none is
     */
    public HealthHandlers(
            BooleanSupplier isReady,
            Supplier<@Nullable ServedModel> current,
            Supplier<@Nullable Instant> refused,
            Supplier<@Nullable Map<String, Object>> registry) {
        this.isReady = isReady;
        this.current = current;
        this.refused = refused;
        this.registry = registry;
    }

    /** It lives; the status says whether a model is waited for. */
    public void health(HttpServerExchange exchange) {
        answer(exchange, current.get() == null ? WAITING : "ok");
    }

    public void live(HttpServerExchange exchange) {
        answer(exchange, "ok");
    }

    public void ready(HttpServerExchange exchange) {
        String status = !isReady.getAsBoolean() ? "stopping" : current.get() == null ? WAITING : "ok";
        if (!status.equals("ok")) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        }
        answer(exchange, status);
    }

    private void answer(HttpServerExchange exchange, String status) {
        Exchanges.json(
                exchange,
                isFull(exchange)
                        ? JsonDocument.bytes(full(status))
                        : ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code ?full}, or with a value other than false. */
    private static boolean isFull(HttpServerExchange exchange) {
        @Nullable Deque<String> values = exchange.getQueryParameters().get("full");
        return values != null && !values.getFirst().equalsIgnoreCase("false");
    }

    private Map<String, Object> full(String status) {
        ServedModel model = current.get();
        Instant at = refused.get();
        return Tree.of(
                "status",
                status,
                "model_loaded",
                model != null,
                "model",
                model == null
                        ? null
                        : Tree.of(
                                "name",
                                model.name(),
                                "version",
                                model.version(),
                                "loaded",
                                model.loaded().toString()),
                "reload",
                at == null
                        ? null
                        : Tree.of(
                                "outcome",
                                "refused",
                                "at",
                                at.truncatedTo(ChronoUnit.SECONDS).toString()),
                "registry",
                registry.get());
    }
}
