package io.github.churnml.serving.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/**
 * Where a request ends must be beyond doubt, or two programs in a row disagree on which request is which ("request
 * smuggling"). Undertow refuses a length beside a transfer coding and either of them twice; the rest is refused here.
 */
public final class Framing {

    /** Undertow computes a length without looking whether it still fits: 2^64 + 5 would be 5. */
    private static final int MOST_DIGITS = 18;

    private Framing() {}

    /** What is wrong with a request's frame, or null. Its connection ends in any case. */
    public static @Nullable Problem check(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (length != null && length.length() > MOST_DIGITS) {
            return Problem.of(
                    StatusCodes.BAD_REQUEST,
                    "bad-length",
                    "The Content-Length is too long a number.",
                    "Send the length.");
        }
        if (!exchange.isHttp11() && !exchange.isHttp10()) {
            return Problem.of(
                    StatusCodes.HTTP_VERSION_NOT_SUPPORTED,
                    "http-version",
                    "This version of HTTP is not answered.",
                    "Send HTTP/1.1.");
        }
        return exchange.isRequestComplete() ? null : body(exchange, headers);
    }

    private static @Nullable Problem body(HttpServerExchange exchange, HeaderMap headers) {
        String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return Problem.of(
                    StatusCodes.NOT_IMPLEMENTED,
                    "transfer-coding",
                    "The body has a transfer coding other than chunked.",
                    "Send it with a Content-Length, or chunked.");
        }
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.GET) || method.equals(Methods.HEAD) || method.equals(Methods.OPTIONS)) {
            return Problem.of(
                    StatusCodes.BAD_REQUEST,
                    "unwanted-body",
                    "A " + method + " request has no body.",
                    "Leave it out, or POST it.");
        }
        return null;
    }
}
