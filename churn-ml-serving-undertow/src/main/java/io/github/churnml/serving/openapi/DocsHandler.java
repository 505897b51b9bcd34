package io.github.churnml.serving.openapi;

import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Swagger UI, from the jar on the class path and without a request to anywhere else. It serves a fixed list of files, so that
 * no path can lead out of them. The UI's own files stay with the browser for a year: their address names their version.
 */
public final class DocsHandler implements HttpHandler {

    public static final String PATH = "/docs/";

    private static final String VERSION_FILE = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String JAR_FOLDER = "META-INF/resources/webjars/swagger-ui/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String YEAR = "public, max-age=31536000, immutable";
    /** Swagger UI sets styles of single elements and draws its icons from data: addresses. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Failures failures;
    private final String version;
    private final Map<String, JsonDocument> ours;
    private final Map<String, Kept> theirs = Map.of(
            "swagger-ui.css", new Kept(STYLE),
            "swagger-ui-bundle.js", new Kept(SCRIPT),
            "favicon-32x32.png", new Kept("image/png"));

    /** A file of the jar, read when it is first asked for. */
    private static final class Kept {

        final String type;
        volatile byte @Nullable [] bytes;

        Kept(String type) {
            this.type = type;
        }
    }

    public DocsHandler(Failures failures) {
        this.failures = failures;
        this.version = version();
        this.ours = Map.of(
                "", ours("index.html", HTML), "docs.js", ours("docs.js", SCRIPT), "docs.css", ours("docs.css", STYLE));
    }

    /** From {@code /docs}, so that the page's own addresses can be relative: a proxy may serve it below another path. */
    public void redirect(HttpServerExchange exchange) {
        exchange.setStatusCode(StatusCodes.FOUND);
        exchange.getResponseHeaders().put(Headers.LOCATION, "docs/");
        exchange.endExchange();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String name = exchange.getRequestPath().substring(PATH.length());
        JsonDocument page = ours.get(name);
        Kept file = theirs.get(name);
        exchange.getResponseHeaders()
                .put(HttpString.tryFromString("X-Content-Type-Options"), "nosniff")
                .put(HttpString.tryFromString("Content-Security-Policy"), POLICY)
                .put(HttpString.tryFromString("Referrer-Policy"), "no-referrer");
        if (page != null) {
            page.send(exchange);
        } else if (file != null) {
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, YEAR);
            Exchanges.send(exchange, file.type, bytes(file, name));
        } else {
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.NOT_FOUND, "not-found", "There is nothing here.", "GET /docs/ is the page."));
        }
    }

    private byte[] bytes(Kept file, String name) {
        byte[] bytes = file.bytes;
        if (bytes == null) {
            bytes = resource(JAR_FOLDER + version + "/" + name);
            file.bytes = bytes;
        }
        return bytes;
    }

    private JsonDocument ours(String name, String type) {
        try (InputStream in = DocsHandler.class.getResourceAsStream("docs/" + name)) {
            String text = new String(present(in, name).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return JsonDocument.ofText(type, text.replace("{version}", version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        Properties properties = new Properties();
        try {
            properties.load(new java.io.ByteArrayInputStream(resource(VERSION_FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static byte[] resource(String name) {
        try (InputStream in = DocsHandler.class.getClassLoader().getResourceAsStream(name)) {
            return present(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream present(@Nullable InputStream in, String name) {
        if (in == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        return in;
    }
}
