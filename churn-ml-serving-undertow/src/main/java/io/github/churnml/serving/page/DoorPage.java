package io.github.churnml.serving.page;

import io.github.churnml.report.html.Style;
import io.github.churnml.serving.http.Exchanges;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;

/**
 * What a browser is shown at a page that needs a key: it takes the key of the tab, as the page of the model does, or asks for it,
 * fetches the page with it and shows that in its own place. So its policy allows what those pages have: the files of this server, and the
 * report's style and script by their digests.
 */
public final class DoorPage implements HttpHandler {

    private static final String POLICY = "default-src 'self'; style-src 'self' " + Style.REPORT.styleSource()
            + "; script-src 'self' " + Style.REPORT.scriptSource() + "; " + PageHandler.NEVER;

    private final byte[] page = PageHandler.resource("door.html").getBytes(StandardCharsets.UTF_8);

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        PageHandler.protect(exchange, POLICY);
        Exchanges.send(exchange, "text/html; charset=utf-8", page);
    }
}
