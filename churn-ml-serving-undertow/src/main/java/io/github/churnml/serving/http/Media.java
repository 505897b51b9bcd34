package io.github.churnml.serving.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What bodies are read: JSON in UTF-8, as it is. A form or plain text is refused though it may hold JSON: those are what a
 * page of another site can make a browser send without asking.
 */
final class Media {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";

    private Media() {}

    /** Why a body of the announced kind is not read, or null. */
    static @Nullable Problem check(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type != null && !type.equals(JSON) && !isJson(type.toLowerCase(Locale.ROOT))) {
            return Problem.of(
                    StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "media-type",
                    "The body's Content-Type is not JSON in UTF-8.",
                    "Send it as application/json.");
        }
        return coding(exchange);
    }

    private static @Nullable Problem coding(HttpServerExchange exchange) {
        String coding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            // RFC 9110, section 15.5.16: the answer names what is taken.
            exchange.getResponseHeaders().put(Headers.ACCEPT_ENCODING, "identity");
            return Problem.of(
                    StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "content-coding",
                    "The body is compressed.",
                    "Send it without a Content-Encoding.");
        }
        return null;
    }

    /** Why a body that ought to be a table is not read, or null. What else it may be is told once it is looked at. */
    static @Nullable Problem checkTable(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        String name = type == null
                ? ""
                : type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip();
        return name.equals(CSV)
                ? coding(exchange)
                : Problem.of(
                        StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                        "media-type",
                        "The body's Content-Type is not that of a CSV file.",
                        "Send it as text/csv.");
    }

    /** JSON in UTF-8 has no zero byte; in UTF-16 or UTF-32 one of the first four is. */
    static boolean isWide(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(4, length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        // A byte order mark of UTF-16; neither byte occurs in UTF-8.
        return length >= 2 && (bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF);
    }

    private static boolean isJson(String type) {
        String[] parts = type.split(";", -1);
        String name = parts[0].strip();
        if (!name.equals(JSON) && !(name.startsWith("application/") && name.endsWith("+json"))) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=")) {
                String charset = parameter.substring("charset=".length()).replace("\"", "");
                if (!charset.equals("utf-8") && !charset.equals("utf8") && !charset.equals("us-ascii")) {
                    return false;
                }
            }
        }
        return true;
    }
}
