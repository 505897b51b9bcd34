package io.github.churnml.serving.reload;

import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.model.Serving;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every path that describes the model or uses it: while none is loaded, the answer is 503 with the way out. Once
 * one is, there always is one, and handlers behind this need not ask.
 */
public final class ModelGate {

    /** Seconds that a caller is asked to wait: a training takes longer than a busy server. */
    static final int RETRY_AFTER = 5;

    private final Serving serving;
    private final Supplier<@Nullable Instant> refused;
    private final Failures failures;

    /** @param refused when the last file was refused, or null */
    public ModelGate(Serving serving, Supplier<@Nullable Instant> refused, Failures failures) {
        this.serving = serving;
        this.refused = refused;
        this.failures = failures;
    }

    /** The handler, once a model is loaded. */
    public HttpHandler before(HttpHandler handler) {
        return exchange -> {
            if (serving.isLoaded()) {
                handler.handleRequest(exchange);
            } else {
                wait(exchange);
            }
        };
    }

    private void wait(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER);
        Path file = serving.file();
        String name = file == null ? "a champion of its registry" : shown(file);
        failures.answer(
                exchange,
                Problem.of(
                        StatusCodes.SERVICE_UNAVAILABLE,
                        "no-model",
                        refused.get() == null
                                ? "No model is loaded yet: the server waits for " + name + "."
                                : "No model is loaded yet: " + name + " was refused, and the server's log says why.",
                        file == null
                                ? "Promote a version, as with churn promote; it is taken by itself. Then try again."
                                : "Train a model into that path, as with churn train; it is taken by itself. Then try"
                                        + " again."));
    }

    /** A path as it was given; of one from the root, the file's name: a caller need not know its folder. */
    private static String shown(Path file) {
        Path name = file.getFileName();
        return file.isAbsolute() && name != null ? name.toString() : file.toString();
    }
}
