package io.github.churnml.serving;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Whether the server lives, and whether it wants requests. */
final class HealthHandlers {

    private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STOPPING = "{\"status\":\"stopping\"}".getBytes(StandardCharsets.US_ASCII);

    private final BooleanSupplier isReady;

    HealthHandlers(BooleanSupplier isReady) {
        this.isReady = isReady;
    }

    void live(HttpServerExchange exchange) {
        Exchanges.json(exchange, OK.clone());
    }

    void ready(HttpServerExchange exchange) {
        boolean ready = isReady.getAsBoolean();
        if (!ready) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        }
        Exchanges.json(exchange, (ready ? OK : STOPPING).clone());
    }
}
