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
import java.util.List;

/**
 * A file of the page for people. Each has a path and a handler of its own that holds its text, so that no path can name
 * another file. The browser is told to load nothing from elsewhere, and to ask each time whether what it holds is still right.
 */
public final class PageHandler implements HttpHandler {

    /** The scripts of the page: modules, each for one part of it, of which {@code page.js} comes first and names the others. */
    public static final List<String> SCRIPTS = List.of(
            "page.js",
            "dom.js",
            "ask.js",
            "model.js",
            "card.js",
            "customer.js",
            "contacts.js",
            "draw.js",
            "live.js",
            "drift.js",
            "series.js",
            "door.js");

    /** What no page of the server may do. */
    static final String NEVER = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");

    private final JsonDocument document;

    /** @param name a file in the jar beside this class */
    public PageHandler(String name, String type) {
        this(JsonDocument.ofText(type, resource(name)));
    }

    private PageHandler(JsonDocument document) {
        this.document = document;
    }

    /** The page itself, with a link to that of jobs where there is one. */
    public static PageHandler index(boolean jobs) {
        String link = jobs ? " · <a href=\"jobs\">Jobs</a>" : "";
        return new PageHandler(JsonDocument.ofText(
                "text/html; charset=utf-8", resource("index.html").replace("<!-- jobs -->", link)));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        protect(exchange);
        document.send(exchange);
    }

    /** Tells the browser to load nothing from elsewhere. */
    static void protect(HttpServerExchange exchange) {
        protect(exchange, "default-src 'self'; " + NEVER);
    }

    /** Tells the browser what it may load. */
    static void protect(HttpServerExchange exchange, String policy) {
        exchange.getResponseHeaders()
                .put(POLICY, policy)
                .put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .put(REFERRER, "no-referrer");
    }

    static String resource(String name) {
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
