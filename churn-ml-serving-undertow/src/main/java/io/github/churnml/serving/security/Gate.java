package io.github.churnml.serving.security;

import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.keys.ApiKeys;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** Lets a request pass or says why not: its key, then its caller's rate. What is open to all passes unasked. */
public final class Gate {

    private static final HttpString API_KEY = new HttpString("X-API-Key");
    private static final String BEARER = "Bearer ";
    private static final long SECOND = 1_000_000_000;

    private final @Nullable ApiKeys keys;
    private final @Nullable ApiKeys adminKeys;
    private final @Nullable RateLimiter rate;
    private final long start = System.nanoTime();

    public Gate(Security security) {
        this.keys = security.keys();
        this.adminKeys = security.adminKeys();
        this.rate = security.perSecond() < Double.POSITIVE_INFINITY
                ? new RateLimiter(security.perSecond(), security.burst())
                : null;
    }

    /** Why a request to a guarded path does not pass, or null. */
    @Nullable
    public Problem check(HttpServerExchange exchange, boolean admin) {
        ApiKeys asked = admin ? adminKeys : keys;
        if (asked == null) {
            return admin ? adminOff() : rate(exchange, null);
        }
        String presented = presented(exchange.getRequestHeaders());
        int place = presented == null ? -1 : asked.find(presented);
        if (place < 0) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"churn-ml\"");
            return unauthorized(presented == null, admin);
        }
        exchange.putAttachment(Exchanges.CALLER, asked.name(place));
        return admin ? null : rate(exchange, asked.name(place));
    }

    private @Nullable Problem rate(HttpServerExchange exchange, @Nullable String name) {
        if (rate == null) {
            return null;
        }
        Object caller = name != null ? name : exchange.getSourceAddress().getAddress();
        long wait = rate.take(caller, System.nanoTime() - start);
        if (wait == 0) {
            return null;
        }
        long seconds = (wait + SECOND - 1) / SECOND;
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, seconds);
        return tooMany(seconds);
    }

    public static Problem tooMany(long seconds) {
        return Problem.of(
                StatusCodes.TOO_MANY_REQUESTS,
                "too-many-requests",
                "More requests came than this caller is allowed.",
                "Try again in " + seconds + " s, or send more rows in one request.");
    }

    private static @Nullable String presented(HeaderMap headers) {
        String authorization = headers.getFirst(Headers.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return headers.getFirst(API_KEY);
    }

    public static Problem unauthorized(boolean absent, boolean admin) {
        return Problem.of(
                StatusCodes.UNAUTHORIZED,
                absent ? "key-missing" : "key-unknown",
                absent ? "This path asks for a key." : "The key is none of this server's.",
                "Send " + (admin ? "an admin key" : "one") + " as Authorization: Bearer KEY, or as X-API-Key: KEY.");
    }

    public static Problem adminOff() {
        return Problem.of(
                StatusCodes.FORBIDDEN,
                "admin-off",
                "This server has no admin key, so this path is off.",
                "Start it with one.");
    }
}
