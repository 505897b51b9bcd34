package io.github.churnml.serving.security;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;
import java.util.regex.Pattern;

/** Lets pages of other origins, each named in full, ask from a browser; without any, no answer speaks of it. */
public final class Cors {

    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    private static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");
    /** As a browser writes it: lower case, no path, no default port. */
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    private final Set<String> origins;

    public Cors(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Adds what a browser must be told, whatever the answer will be.
     *
     * @param methods what the path allows
     */
    public void apply(HttpServerExchange exchange, String methods) {
        if (origins.isEmpty()) {
            return;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        headers.add(Headers.VARY, "Origin");
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return;
        }
        headers.put(ALLOW_ORIGIN, origin);
        if (exchange.getRequestHeaders().contains(REQUEST_METHOD)) {
            headers.put(ALLOW_METHODS, methods);
            headers.put(ALLOW_HEADERS, "Authorization, Content-Type, X-API-Key, X-Request-Id");
            headers.put(MAX_AGE, "600");
        } else {
            headers.put(EXPOSE_HEADERS, "Retry-After, X-Model-Name, X-Model-Version, X-Request-Id");
        }
    }

    public static String checked(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new ConfigurationException(
                    "Origin " + Wording.value(origin) + " is none that a browser sends.",
                    "Maybe write it as (https://shop.example) or (http://localhost:3000): lower case, no path, no star.",
                    Where.nowhere());
        }
        return origin;
    }
}
