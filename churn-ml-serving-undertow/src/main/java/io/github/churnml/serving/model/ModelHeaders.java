package io.github.churnml.serving.model;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;

/** Names the model that answers in the head of an answer, whose body may have no room for that. */
public final class ModelHeaders {

    static final HttpString NAME = new HttpString("X-Model-Name");
    static final HttpString VERSION = new HttpString("X-Model-Version");

    private static final char FIRST_VISIBLE = '!';
    private static final char LAST_VISIBLE = '~';

    private ModelHeaders() {}

    public static void put(HttpServerExchange exchange, ServedModel model) {
        exchange.getResponseHeaders().put(NAME, model.headerName()).put(VERSION, model.headerVersion());
    }

    /** Names both models that answered rows of a request. */
    public static void put(HttpServerExchange exchange, ServedModel model, ServedModel other) {
        put(exchange, model);
        exchange.getResponseHeaders().put(VERSION, model.headerVersion() + ", " + other.headerVersion());
    }

    /** A text as a head may have it: what is no visible character of ASCII is escaped as in a URI, as is a percent sign. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= FIRST_VISIBLE && c <= LAST_VISIBLE && c != '%' && c != ',') {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
