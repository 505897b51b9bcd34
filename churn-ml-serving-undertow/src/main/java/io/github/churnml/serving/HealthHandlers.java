package io.github.churnml.serving;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server lives, and whether it wants requests. A new model file that was refused does no harm to either; it is
 * told beside them, until one is taken.
 */
final class HealthHandlers {

    private final BooleanSupplier isReady;
    private final Supplier<@Nullable Instant> refused;

    HealthHandlers(BooleanSupplier isReady, Supplier<@Nullable Instant> refused) {
        this.isReady = isReady;
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
        Instant at = refused.get();
        String reload = at == null
                ? ""
                : ",\"reload\":{\"outcome\":\"refused\",\"at\":\"" + at.truncatedTo(ChronoUnit.SECONDS) + "\"}";
        Exchanges.json(exchange, ("{\"status\":\"" + status + "\"" + reload + "}").getBytes(StandardCharsets.US_ASCII));
    }
}
