package io.github.churnml.serving;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/** A request that never was on a wire. */
final class Exchange {

    private Exchange() {}

    static HttpServerExchange with(String header, String value) {
        HttpServerExchange exchange = new HttpServerExchange(null);
        exchange.getRequestHeaders().put(new HttpString(header), value);
        return exchange;
    }
}
