package io.github.churnml.serving.live;

import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Tree;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Objects;

/** {@code GET /drift/series}: how live drift went over time, for the page. Who has it already is told so. */
public final class DriftSeriesHandler implements HttpHandler {

    private final DriftSeries series;

    public DriftSeriesHandler(DriftSeries series) {
        this.series = series;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        JsonDocument.of(Objects.requireNonNull(Tree.finite(series.tree()))).send(exchange);
    }
}
