package io.github.churnml.serving.page;

import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.html.Style;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Workers;
import io.github.churnml.serving.model.PerModel;
import io.github.churnml.serving.model.ServedModel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code GET /report}: the report of the model that answers, as {@code churn report --html} writes it, made of the model alone when
 * it is first asked for. It is one page with its own style and script; its head names both by their digests, so that a
 * browser runs nothing else.
 */
public final class ReportPage implements HttpHandler {

    private static final String POLICY = "default-src 'none'; style-src " + Style.REPORT.styleSource() + "; script-src "
            + Style.REPORT.scriptSource() + "; " + PageHandler.NEVER;

    private final PerModel<JsonDocument> report;
    private final Workers workers;

    /** @param workers make the page: some milliseconds, for which no connection is to wait */
    public ReportPage(Supplier<ServedModel> current, Workers workers) {
        this.report = new PerModel<>(current, ReportPage::document);
        this.workers = workers;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        workers.run(exchange, () -> {
            JsonDocument page = report.get();
            PageHandler.protect(exchange, POLICY);
            page.send(exchange);
        });
    }

    private static JsonDocument document(ServedModel model) {
        return JsonDocument.ofText(
                "text/html; charset=utf-8",
                HtmlReport.of(ModelReport.of(model.model(), TrainedOn.unknown(model.fileName(), List.of()))));
    }
}
