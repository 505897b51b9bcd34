package io.github.churnml.serving.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.model.ServedModel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** {@code GET /live}: what the page draws of the last minutes. */
public final class LiveHandler implements HttpHandler {

    private static final int SLOTS_OF_A_MINUTE = 60 / LiveCounts.SLOT_SECONDS;

    private final Supplier<ServedModel> current;
    private final ServingMetrics metrics;
    private final IntSupplier queued;
    private final JsonFactory json = new JsonFactory();

    public LiveHandler(Supplier<ServedModel> current, ServingMetrics metrics, IntSupplier queued) {
        this.current = current;
        this.metrics = metrics;
        this.queued = queued;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        Exchanges.json(exchange, body());
    }

    private byte[] body() throws IOException {
        ServedModel model = current.get();
        List<LiveCounts.Window> slots = metrics.live.slots();
        ByteArrayBuilder out = new ByteArrayBuilder(4 << 10);
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeObjectFieldStart("model");
            generator.writeStringField("name", model.name());
            generator.writeStringField("version", model.version());
            generator.writeStringField("loaded", model.loaded().toString());
            generator.writeEndObject();
            // The request that asks is one of them.
            generator.writeNumberField("inFlight", Math.max(0, metrics.inFlight.get() - 1));
            generator.writeNumberField("queued", queued.getAsInt());
            generator.writeFieldName("lastMinute");
            window(
                    generator,
                    slots.subList(Math.max(0, slots.size() - 1 - SLOTS_OF_A_MINUTE), slots.size()).stream()
                            .reduce(LiveCounts.Window::plus)
                            .orElseThrow());
            generator.writeArrayFieldStart("slots");
            for (LiveCounts.Window slot : slots) {
                window(generator, slot);
            }
            generator.writeEndArray();
            generator.writeFieldName("scores");
            long[] scores = metrics.live.scores(model);
            generator.writeArray(scores, 0, scores.length);
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void window(JsonGenerator out, LiveCounts.Window window) throws IOException {
        long requests = window.requests();
        out.writeStartObject();
        out.writeNumberField("seconds", window.seconds());
        out.writeNumberField("requests", requests);
        out.writeNumberField("refused", window.refused());
        out.writeNumberField("failed", window.failed());
        out.writeNumberField("rows", window.rows());
        if (requests > 0) {
            // In milliseconds.
            out.writeNumberField("p50", LatencyBuckets.quantile(window.latencies(), 0.5));
            out.writeNumberField("p95", LatencyBuckets.quantile(window.latencies(), 0.95));
            out.writeNumberField("p99", LatencyBuckets.quantile(window.latencies(), 0.99));
        }
        out.writeEndObject();
    }
}
