package io.github.churnml.serving.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What belongs to every exchange: its id, and plain answers. */
public final class Exchanges {

    public static final HttpString REQUEST_ID = new HttpString("X-Request-Id");

    /** How many rows a request scored, for the log. */
    public static final AttachmentKey<Integer> ROWS = AttachmentKey.create(Integer.class);

    /** The name of the key that a request came with, for the log. */
    public static final AttachmentKey<String> CALLER = AttachmentKey.create(String.class);

    private static final AttachmentKey<String> ID = AttachmentKey.create(String.class);
    private static final int LONGEST_ID = 64;
    /** Tells the requests of one start of the server from those of the next. */
    private static final String START =
            UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT) + "-";

    private static final AtomicLong COUNT = new AtomicLong();

    private Exchanges() {}

    /** The id that the caller gave, if it is a harmless one, or a new one. */
    public static String id(HttpServerExchange exchange) {
        String id = exchange.getAttachment(ID);
        if (id == null) {
            String given = exchange.getRequestHeaders().getFirst(REQUEST_ID);
            id = given != null && isHarmless(given) ? given : START + Long.toHexString(COUNT.incrementAndGet());
            exchange.putAttachment(ID, id);
        }
        return id;
    }

    public static void json(HttpServerExchange exchange, byte[] body) {
        send(exchange, "application/json", body);
    }

    public static void send(HttpServerExchange exchange, String type, byte[] body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        Answers.send(exchange, body);
    }

    private static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean fine = c >= '0' && c <= '9'
                    || c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!fine) {
                return false;
            }
        }
        return true;
    }
}
