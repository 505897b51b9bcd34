package io.github.churnml.serving;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/** A request that never was on a wire. */
public final class Exchange {

    private Exchange() {}

    public static HttpServerExchange with(String header, String value) {
        HttpServerExchange exchange = new HttpServerExchange(null);
        exchange.getRequestHeaders().put(new HttpString(header), value);
        return exchange;
    }
}
