package io.github.churnml.serving.registry;

import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Workers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /admin/experiment/stop}: the champion answers all customers from the next request on. */
public final class StopExperimentHandler implements HttpHandler {

    private final @Nullable RegistryFollower follower;
    private final Workers workers;
    private final Failures failures;

    /** @param follower what follows a registry; null if the server has none */
    public StopExperimentHandler(@Nullable RegistryFollower follower, Workers workers, Failures failures) {
        this.follower = follower;
        this.workers = workers;
        this.failures = failures;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        workers.run(exchange, () -> stop(exchange));
    }

    private void stop(HttpServerExchange exchange) {
        Map<String, Object> answer = follower == null ? null : follower.stopExperiment();
        if (answer == null) {
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.CONFLICT,
                            "no-experiment",
                            "No experiment runs on this server.",
                            "GET /health?full says what it knows of a challenger."));
        } else {
            Exchanges.json(exchange, JsonDocument.bytes(answer));
        }
    }
}
