package io.github.churnml.serving;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's interface as OpenAPI 3.1 tells it, with the row of the model that answers now: what {@code GET /openapi.json}
 * gives. It lists the routes that there are; one that {@link OpenApiOperations} does not know is listed without words.
 */
final class OpenApi {

    private static final String VERSION = "3.1.0";
    /** Files that belong to a page are no interface. */
    private static final List<String> FILES = List.of("/docs/", "/page/");

    private final ServedModel model;
    private final List<Routes.Route> routes;
    private final boolean keys;
    private final OpenApiOperations operations;
    private final OpenApiSchemas schemas;
    private final Problem refusal;

    /** @param keys whether guarded routes ask for an API key */
    OpenApi(ServedModel model, Policies policies, Limits limits, List<Routes.Route> routes, boolean keys) {
        this.model = model;
        this.routes = routes;
        this.keys = keys;
        ExampleRow example = new ExampleRow(model);
        this.operations = new OpenApiOperations(model, policies, limits, example);
        this.refusal = example.refusal(policies, limits);
        this.schemas = new OpenApiSchemas(model, policies, limits, example.values());
    }

    Map<String, Object> tree() {
        return Tree.of(
                "openapi",
                VERSION,
                "info",
                Tree.of(
                        "title",
                        "churn-ml: " + model.name(),
                        "version",
                        model.version(),
                        "description",
                        "How likely customers are to leave, as model " + model.name() + " " + model.version()
                                + " tells: " + model.rules().size() + " columns in, a probability out. The class is "
                                + model.label(true) + " from a probability of " + Tree.number(model.threshold())
                                + " on, else " + model.label(false) + "."),
                "tags",
                OpenApiOperations.tags(),
                "paths",
                paths(),
                "components",
                Tree.of(
                        "schemas",
                        schemas.tree(),
                        "responses",
                        OpenApiSchemas.responses(refusal),
                        "securitySchemes",
                        keys ? schemes() : null));
    }

    private Map<String, Object> paths() {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Routes.Route route : routes) {
            List<OpenApiOperations.Operation> known = operations.of(route.path());
            for (OpenApiOperations.Operation operation : known) {
                if (route.byMethod().containsKey(operation.method())) {
                    put(paths, route, operation.path(), operation.method(), operation.words());
                }
            }
            if (known.isEmpty() && FILES.stream().noneMatch(route.path()::startsWith)) {
                for (HttpString method : route.byMethod().keySet()) {
                    if (!method.equals(Methods.HEAD)) {
                        put(paths, route, route.path(), method, OpenApiOperations.plain(route.path()));
                    }
                }
            }
        }
        return new TreeMap<>(paths);
    }

    private void put(
            Map<String, Map<String, Object>> paths,
            Routes.Route route,
            String path,
            HttpString method,
            Map<String, Object> words) {
        Map<String, Object> operation =
                keys && route.guarded() ? Tree.with(words, Tree.of("security", security())) : words;
        paths.computeIfAbsent(path, ignored -> new TreeMap<>())
                .put(method.toString().toLowerCase(Locale.ROOT), operation);
    }

    /** Either of the two will do. */
    private static List<Object> security() {
        List<Object> either = new ArrayList<>();
        schemes().keySet().forEach(scheme -> either.add(Map.of(scheme, List.of())));
        return either;
    }

    private static Map<String, Object> schemes() {
        return Tree.of(
                "ApiKey",
                Tree.of("type", "apiKey", "in", "header", "name", "X-API-Key"),
                "Bearer",
                Tree.of("type", "http", "scheme", "bearer", "description", "The API key as a bearer token."));
    }
}
