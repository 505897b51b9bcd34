package io.github.churnml.serving;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which handler answers which path; counts, times and logs every request. */
final class Routes implements HttpHandler {

    /**
     * A path with what it allows.
     *
     * @param path as it is counted and logged; the path of a request itself may hold anything
     * @param guarded whether it needs a key where keys are asked for
     */
    record Route(String path, boolean guarded, Map<HttpString, HttpHandler> byMethod) {}

    private static final AttachmentKey<Route> ROUTE = AttachmentKey.create(Route.class);
    private static final AttachmentKey<Long> START = AttachmentKey.create(Long.class);
    private static final Route NOWHERE = new Route("(unknown)", false, Map.of());

    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> prefixes = new LinkedHashMap<>();
    private final Failures failures;
    private final ServingMetrics metrics;
    private final @Nullable AccessLog log;
    private final ExchangeCompletionListener completed = this::completed;

    Routes(Failures failures, ServingMetrics metrics, @Nullable AccessLog log) {
        this.failures = failures;
        this.metrics = metrics;
        this.log = log;
    }

    /** Answers one path and method. */
    Routes on(HttpString method, String path, boolean guarded, HttpHandler handler) {
        add(exact, method, path, guarded, handler);
        return this;
    }

    /** Answers all paths that begin with this one, which ends in a slash. */
    Routes below(HttpString method, String path, boolean guarded, HttpHandler handler) {
        add(prefixes, method, path, guarded, handler);
        return this;
    }

    private static void add(
            Map<String, Route> routes, HttpString method, String path, boolean guarded, HttpHandler handler) {
        Route route = routes.computeIfAbsent(path, name -> new Route(name, guarded, new LinkedHashMap<>()));
        route.byMethod().put(method, handler);
        if (method.equals(Methods.GET)) {
            route.byMethod().put(Methods.HEAD, handler);
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.putAttachment(START, System.nanoTime());
        metrics.inFlight.incrementAndGet();
        Route route = find(exchange.getRequestPath());
        exchange.putAttachment(ROUTE, route);
        exchange.addExchangeCompleteListener(completed);
        exchange.getResponseHeaders().put(Exchanges.REQUEST_ID, Exchanges.id(exchange));
        HttpHandler handler = route.byMethod().get(exchange.getRequestMethod());
        if (handler != null) {
            failures.guard(exchange, () -> handler.handleRequest(exchange));
        } else if (route == NOWHERE) {
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.NOT_FOUND,
                            "not-found",
                            "There is nothing here.",
                            "GET /openapi.json lists all paths."));
        } else {
            String allowed = String.join(
                    ", ",
                    route.byMethod().keySet().stream().map(HttpString::toString).toList());
            exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.METHOD_NOT_ALLOWED,
                            "method-not-allowed",
                            "This path does not answer that method.",
                            "It answers " + allowed + "."));
        }
    }

    static boolean isGuarded(HttpServerExchange exchange) {
        Route route = exchange.getAttachment(ROUTE);
        return route != null && route.guarded();
    }

    private Route find(String path) {
        Route route = exact.get(path);
        if (route != null) {
            return route;
        }
        for (Map.Entry<String, Route> prefix : prefixes.entrySet()) {
            if (path.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        return NOWHERE;
    }

    private void completed(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        try {
            metrics.inFlight.decrementAndGet();
            long nanos = System.nanoTime() - exchange.getAttachment(START);
            String path = exchange.getAttachment(ROUTE).path();
            metrics.request(path, exchange.getStatusCode(), nanos);
            Integer rows = exchange.getAttachment(Exchanges.ROWS);
            if (exchange.getRequestMethod().equals(Methods.POST)) {
                metrics.live.request(exchange.getStatusCode(), nanos, rows == null ? 0 : rows);
            }
            if (log != null) {
                String problem = exchange.getAttachment(Failures.KIND);
                log.log(
                        Exchanges.id(exchange),
                        known(exchange.getRequestMethod()),
                        path,
                        exchange.getStatusCode(),
                        nanos,
                        rows == null ? 0 : rows,
                        exchange.getResponseBytesSent(),
                        problem == null ? "" : problem);
            }
        } finally {
            next.proceed();
        }
    }

    /** A method may be any word; those that HTTP knows are told. */
    private static String known(HttpString method) {
        return method.equals(Methods.GET)
                ? "GET"
                : method.equals(Methods.POST)
                        ? "POST"
                        : method.equals(Methods.HEAD) ? "HEAD" : method.equals(Methods.OPTIONS) ? "OPTIONS" : "OTHER";
    }

    /** All of them, by path. */
    List<Route> all() {
        Map<String, Route> all = new TreeMap<>(exact);
        all.putAll(prefixes);
        return List.copyOf(all.values());
    }
}
