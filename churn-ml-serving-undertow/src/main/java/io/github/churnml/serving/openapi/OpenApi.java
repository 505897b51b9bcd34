package io.github.churnml.serving.openapi;

import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.rows.ExampleRow;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's interface as OpenAPI 3.1 tells it, with the row of the model that answers now: what {@code GET /openapi.json}
 * gives. It lists the routes that there are; one that {@link OpenApiOperations} does not know is listed without words.
 */
public final class OpenApi {

    private static final String VERSION = "3.1.0";
    /** Files that belong to a page are no interface. */
    private static final List<String> FILES = List.of("/docs/", "/page/");

    private final ServedModel model;
    private final List<Routes.Route> routes;
    private final OpenApiSecurity security;
    private final OpenApiOperations operations;
    private final OpenApiSchemas schemas;
    private final Problem refusal;

    /** @param keys whether guarded routes ask for an API key */
    public OpenApi(ServedModel model, Policies policies, Limits limits, List<Routes.Route> routes, boolean keys) {
        this.model = model;
        this.routes = routes;
        this.security = new OpenApiSecurity(keys);
        ExampleRow example = new ExampleRow(model);
        this.operations = new OpenApiOperations(model, policies, limits, example);
        this.refusal = example.refusal(policies, limits);
        this.schemas = new OpenApiSchemas(model, policies, limits, example.values());
    }

    public Map<String, Object> tree() {
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
                        "How likely customers are to " + model.model().outcome().does() + ", as model " + model.name()
                                + " " + model.version()
                                + " tells: " + model.rules().size() + " columns in, a probability out. The class is "
                                + model.decisions().target().label(true) + " from a probability of "
                                + Tree.number(model.decisions().threshold())
                                + " on, else " + model.decisions().target().label(false) + ".",
                        "license",
                        Tree.of("name", "Apache License 2.0", "identifier", "Apache-2.0")),
                "servers",
                // Relative to where the document is read: the server does not know by which name it is reached.
                List.of(Tree.of("url", "/", "description", "The server that this document comes from.")),
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
                        security.schemes()));
    }

    private Map<String, Object> paths() {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Routes.Route route : routes) {
            List<OpenApiOperations.Operation> known = operations.of(route.path());
            for (OpenApiOperations.Operation operation : known) {
                if (route.byMethod().containsKey(operation.method())) {
                    put(paths, route, operation);
                }
            }
            if (known.isEmpty() && FILES.stream().noneMatch(route.path()::startsWith)) {
                for (HttpString method : route.byMethod().keySet()) {
                    if (!method.equals(Methods.HEAD)) {
                        put(paths, route, OpenApiOperations.plain(method, route.path()));
                    }
                }
            }
        }
        return new TreeMap<>(paths);
    }

    private void put(
            Map<String, Map<String, Object>> paths, Routes.Route route, OpenApiOperations.Operation operation) {
        paths.computeIfAbsent(operation.path(), ignored -> new TreeMap<>())
                .put(
                        operation.method().toString().toLowerCase(Locale.ROOT),
                        Tree.with(Tree.of("operationId", operation.id()), security.guarded(route, operation.words())));
    }
}
