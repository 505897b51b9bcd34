package io.github.churnml.serving.routes;

import io.github.churnml.serving.http.AccessLog;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.Framing;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.oip.OipHandler;
import io.github.churnml.serving.security.Cors;
import io.github.churnml.serving.security.Gate;
import io.github.churnml.serving.security.Security;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
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
public final class Routes implements HttpHandler {

    /**
     * A path with what it allows.
     *
     * @param path as it is counted and logged; the path of a request itself may hold anything
     * @param guarded whether it needs a key where keys are asked for
     */
    public record Route(String path, boolean guarded, Map<HttpString, HttpHandler> byMethod) {

        /** Whether it changes the server, which takes a key of its own. */
        public boolean isAdmin() {
            return path.startsWith(ADMIN);
        }

        /** Whether a POST to it asks for predictions. */
        boolean isPrediction() {
            return path.equals("/predict") || path.equals(OipHandler.MODELS);
        }

        String methods() {
            return String.join(
                            ", ",
                            byMethod.keySet().stream().map(HttpString::toString).toList()) + ", OPTIONS";
        }
    }

    private static final String ADMIN = "/admin/";
    private static final String HEALTH = "/health";
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    private static final AttachmentKey<Route> ROUTE = AttachmentKey.create(Route.class);
    private static final AttachmentKey<Long> START = AttachmentKey.create(Long.class);
    private static final Route NOWHERE = new Route("(unknown)", false, Map.of());

    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> prefixes = new LinkedHashMap<>();
    private final Map<String, HttpHandler> doors = new HashMap<>();
    private final Failures failures;
    private final ServingMetrics metrics;
    private final @Nullable AccessLog log;
    private final Gate gate;
    private final Cors cors;
    private volatile boolean stopping;
    private final ExchangeCompletionListener completed = this::completed;

    public Routes(Failures failures, ServingMetrics metrics, @Nullable AccessLog log, Security security) {
        this.gate = new Gate(security);
        this.cors = new Cors(security.origins());
        this.failures = failures;
        this.metrics = metrics;
        this.log = log;
    }

    /** Answers one path and method. */
    public Routes on(HttpString method, String path, boolean guarded, HttpHandler handler) {
        add(exact, method, path, guarded, handler);
        return this;
    }

    /** Answers all paths that begin with this one, which ends in a slash. */
    public Routes below(HttpString method, String path, boolean guarded, HttpHandler handler) {
        add(prefixes, method, path, guarded, handler);
        return this;
    }

    /**
     * Answers one path with a page for people. A browser that follows a link cannot send a key; where one is asked for, it is
     * shown a page that asks for it. Other callers are refused there as everywhere.
     *
     * @param door what such a browser is shown
     */
    public Routes page(String path, HttpHandler handler, HttpHandler door) {
        doors.put(path, door);
        return on(Methods.GET, path, true, handler);
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
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Exchanges.REQUEST_ID, Exchanges.id(exchange));
        headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
        // A handler that answers with something else than a customer's data says so.
        headers.put(Headers.CACHE_CONTROL, "no-store");
        failures.guard(exchange, () -> answer(exchange, route));
    }

    /** From now on there are no new answers, except on how the server is. */
    public void stop() {
        stopping = true;
    }

    private void answer(HttpServerExchange exchange, Route route) throws Exception {
        Problem broken = Framing.check(exchange);
        if (broken != null) {
            failures.refuse(exchange, broken);
            return;
        }
        if (stopping && !route.path().startsWith(HEALTH)) {
            failures.refuse(exchange, Problem.busy("it is stopping"));
            return;
        }
        cors.apply(exchange, route.methods());
        HttpHandler handler = route.byMethod().get(exchange.getRequestMethod());
        if (handler == null) {
            unanswered(exchange, route);
            return;
        }
        Problem stopped = route.guarded() ? gate.check(exchange, route.isAdmin()) : null;
        if (stopped == null) {
            handler.handleRequest(exchange);
            return;
        }
        HttpHandler door = doors.get(route.path());
        if (door != null && stopped.status() == StatusCodes.UNAUTHORIZED && wantsPage(exchange)) {
            exchange.putAttachment(Failures.KIND, stopped.kind());
            exchange.setStatusCode(StatusCodes.UNAUTHORIZED);
            door.handleRequest(exchange);
        } else {
            failures.answer(exchange, stopped);
        }
    }

    /** Whether a browser asks in order to show the answer, and not a program or a script of a page. */
    private static boolean wantsPage(HttpServerExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    private void unanswered(HttpServerExchange exchange, Route route) {
        if (route == NOWHERE) {
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.NOT_FOUND,
                            "not-found",
                            "There is nothing here.",
                            "GET /openapi.json lists all paths."));
            return;
        }
        String allowed = route.methods();
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
            return;
        }
        failures.answer(exchange, Problem.notAllowed(allowed));
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
            long nanos = System.nanoTime() - exchange.getAttachment(START);
            String path = exchange.getAttachment(ROUTE).path();
            metrics.request(path, exchange.getStatusCode(), nanos);
            Integer rows = exchange.getAttachment(Exchanges.ROWS);
            if (exchange.getRequestMethod().equals(Methods.POST)
                    && exchange.getAttachment(ROUTE).isPrediction()) {
                metrics.prediction(exchange.getStatusCode(), nanos, rows == null ? 0 : rows);
            }
            if (log != null) {
                String problem = exchange.getAttachment(Failures.KIND);
                String caller = exchange.getAttachment(Exchanges.CALLER);
                log.log(
                        Exchanges.id(exchange),
                        known(exchange.getRequestMethod()),
                        path,
                        exchange.getStatusCode(),
                        nanos,
                        rows == null ? 0 : rows,
                        exchange.getResponseBytesSent(),
                        problem == null ? "" : problem,
                        caller == null ? "" : caller);
            }
        } finally {
            // Last of all: who stops the server waits for it, and then closes the log.
            metrics.inFlight.decrementAndGet();
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
    public List<Route> all() {
        Map<String, Route> all = new TreeMap<>(exact);
        all.putAll(prefixes);
        return List.copyOf(all.values());
    }
}
