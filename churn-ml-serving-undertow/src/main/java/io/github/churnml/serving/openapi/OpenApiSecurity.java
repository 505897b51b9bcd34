package io.github.churnml.serving.openapi;

import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.routes.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which key each operation of the OpenAPI document asks for, and how it answers those whom it does not let in. */
final class OpenApiSecurity {

    private static final String RESPONSES = "#/components/responses/";

    private final boolean keys;

    /** @param keys whether guarded routes ask for an API key; those of the administrator always ask for one of its own */
    OpenApiSecurity(boolean keys) {
        this.keys = keys;
    }

    /** Either of the two forms will do. */
    Map<String, Object> schemes() {
        Map<String, Object> schemes = new LinkedHashMap<>();
        if (keys) {
            add(schemes, "", "The API key");
        }
        add(schemes, "Admin", "The admin key");
        return schemes;
    }

    private static void add(Map<String, Object> schemes, String kind, String what) {
        schemes.put(
                kind + "ApiKey",
                Tree.of(
                        "type",
                        "apiKey",
                        "in",
                        "header",
                        "name",
                        "X-API-Key",
                        "description",
                        what + " in its header."));
        schemes.put(
                kind + "Bearer",
                Tree.of("type", "http", "scheme", "bearer", "description", what + " as a bearer token."));
    }

    /** The same operation, with its security and with the answers that come before its handler is asked. */
    Map<String, Object> guarded(Routes.Route route, Map<String, Object> operation) {
        boolean asks = route.guarded() && (keys || route.isAdmin());
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("400", Map.of("$ref", RESPONSES + "Problem"));
        if (asks) {
            answers.put("401", Map.of("$ref", RESPONSES + "Unauthorized"));
        }
        if (route.isAdmin()) {
            answers.put("403", Map.of("$ref", RESPONSES + "AdminOff"));
        } else if (route.guarded()) {
            answers.put("429", Map.of("$ref", RESPONSES + "TooManyRequests"));
        }
        answers.putAll(answersOf(operation));
        return Tree.with(
                operation, Tree.of("security", asks ? either(route.isAdmin()) : List.of(), "responses", answers));
    }

    @SuppressWarnings("unchecked") // as OpenApiOperations has made it
    private static Map<String, Object> answersOf(Map<String, Object> operation) {
        return (Map<String, Object>) operation.getOrDefault("responses", Map.of());
    }

    private static List<Object> either(boolean admin) {
        String kind = admin ? "Admin" : "";
        List<Object> either = new ArrayList<>();
        either.add(Map.of(kind + "ApiKey", List.of()));
        either.add(Map.of(kind + "Bearer", List.of()));
        return either;
    }
}
