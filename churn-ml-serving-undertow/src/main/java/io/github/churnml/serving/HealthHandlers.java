package io.github.churnml.serving;

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
 * Whether the server lives, and whether it wants requests. With {@code ?full} also which model answers, and that a new model
 * file was refused, until one is taken: that does no harm to either.
 */
final class HealthHandlers {

    private final BooleanSupplier isReady;
    private final Supplier<ServedModel> current;
    private final Supplier<@Nullable Instant> refused;

    HealthHandlers(BooleanSupplier isReady, Supplier<ServedModel> current, Supplier<@Nullable Instant> refused) {
        this.isReady = isReady;
        this.current = current;
        this.refused = refused;
    }

    void live(HttpServerExchange exchange) {
        answer(exchange, "ok");
    }

    void ready(HttpServerExchange exchange) {
        boolean ready = isReady.getAsBoolean();
        if (!ready) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        }
        answer(exchange, ready ? "ok" : "stopping");
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
                true,
                "model",
                Tree.of(
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
                                at.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
