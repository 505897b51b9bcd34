package io.github.churnml.serving.page;

import io.github.churnml.serving.http.JsonDocument;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A file of the page for people. Each has a path and a handler of its own that holds its text, so that no path can name
 * another file. The browser is told to load nothing from elsewhere, and to ask each time whether what it holds is still right.
 */
public final class PageHandler implements HttpHandler {

    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");

    private final JsonDocument document;

    /** @param name a file in the jar beside this class */
    public PageHandler(String name, String type) {
        this.document = JsonDocument.ofText(type, resource(name));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        protect(exchange);
        document.send(exchange);
    }

    /** Tells the browser to load nothing from elsewhere. */
    static void protect(HttpServerExchange exchange) {
        exchange.getResponseHeaders()
                .put(POLICY, "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .put(REFERRER, "no-referrer");
    }

    private static String resource(String name) {
        try (InputStream in = PageHandler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks page/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
