package io.github.churnml.serving.live;

import io.github.churnml.drift.DriftReport;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Tree;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code GET /drift}: how recent rows differ from those the model was trained on. Written once for each report. */
public final class DriftHandler implements HttpHandler {

    private static final double NANOS = 1e9;

    private record Written(LiveDrift.Reading of, JsonDocument document) {}

    private final LiveDrift drift;
    private volatile @Nullable Written last;

    public DriftHandler(LiveDrift drift) {
        this.drift = drift;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        drift.read().map(this::document).orElseGet(() -> JsonDocument.of(off())).send(exchange);
    }

    private JsonDocument document(LiveDrift.Reading reading) {
        Written written = last;
        if (written == null || written.of != reading) {
            written = new Written(reading, JsonDocument.of(Objects.requireNonNull(Tree.finite(tree(reading)))));
            last = written;
        }
        return written.document;
    }

    private Map<String, Object> tree(LiveDrift.Reading reading) {
        Map<String, Object> what = Tree.of(
                "model",
                Tree.of(
                        "name",
                        reading.model().name(),
                        "version",
                        reading.model().version(),
                        "loaded",
                        reading.model().loaded().toString()),
                "window",
                Tree.of(
                        "seconds",
                        seconds(drift.window()),
                        "filled_seconds",
                        seconds(reading.filled()),
                        "slices",
                        LiveDrift.SLICES));
        return Tree.with(reading.report().map(DriftReport::toMap).orElseGet(DriftHandler::unknown), what);
    }

    private static Map<String, Object> off() {
        return Tree.of(
                "status",
                "off",
                "reason",
                "This server does not compare its rows with those of training; it was started without live drift.");
    }

    private static Map<String, Object> unknown() {
        return Tree.of(
                "status",
                "no reference",
                "reason",
                "Nothing is known of the rows that this model was trained on, as of an imported model, so there is nothing"
                        + " to compare with.");
    }

    private static @Nullable Number seconds(@Nullable Duration length) {
        return length == null ? null : Tree.number(length.toNanos() / NANOS);
    }
}
