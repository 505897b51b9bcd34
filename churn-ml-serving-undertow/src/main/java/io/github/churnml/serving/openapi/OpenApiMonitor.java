package io.github.churnml.serving.openapi;

import static io.github.churnml.serving.openapi.OpenApiOperations.ref;

import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.Status;
import io.github.churnml.serving.http.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the OpenAPI document says of {@code POST /monitor}. */
final class OpenApiMonitor {

    private static final Map<String, Object> TEXT = Tree.of("type", "string");
    private static final Map<String, Object> FLAG = Tree.of("type", "boolean");
    private static final Map<String, Object> ANY = Tree.of("type", "object", "additionalProperties", true);

    private OpenApiMonitor() {}

    static Map<String, Object> operation() {
        Map<String, Object> problem = Map.of("$ref", "#/components/responses/Problem");
        return Tree.of(
                "summary",
                "How the model is doing, and what is to be done about it",
                "description",
                "Judges a metrics history and a drift report by rules. Without a body, the history that this server keeps"
                        + " and its live drift. Nothing is carried out.",
                "tags",
                List.of("monitor"),
                "requestBody",
                Tree.of(
                        "required",
                        false,
                        "content",
                        json(Tree.of("schema", ref("MonitorRequest"), "example", example()))),
                "responses",
                Tree.of(
                        "200",
                        Tree.of(
                                "description",
                                "The plan, as churn monitor writes it.",
                                "content",
                                json(Tree.of("schema", ref("MonitorPlan")))),
                        "400",
                        problem,
                        "409",
                        problem,
                        "default",
                        problem));
    }

    static Map<String, Object> schemas() {
        Map<String, Object> point = Tree.of(
                "type",
                "object",
                "description",
                "A time (ts: ISO 8601, or seconds since 1970) and metrics by name, as in a line of a metrics history.",
                "properties",
                Tree.of("ts", Tree.of("type", List.of("string", "number"))),
                "additionalProperties",
                true);
        return Tree.of(
                "MonitorRequest",
                Tree.of(
                        "type",
                        "object",
                        "properties",
                        Tree.of(
                                "metrics",
                                list(point),
                                "drift",
                                Tree.with(ANY, Tree.of("description", "A drift report, as churn drift writes it."))),
                        "required",
                        List.of("metrics"),
                        "additionalProperties",
                        false),
                "MonitorPlan",
                Tree.of("type", "object", "properties", plan(), "required", List.copyOf(plan().keySet())));
    }

    private static Map<String, Object> plan() {
        return Tree.of(
                "status",
                oneOf(Arrays.stream(Status.values()).map(Status::label).toList()),
                "findings",
                list(Tree.with(ANY, Tree.of("description", "One key and its value.", "maxProperties", 1))),
                "actions",
                list(oneOf(Arrays.stream(ActionKind.values())
                        .filter(kind -> kind != ActionKind.PAGE_ONCALL)
                        .map(ActionKind::label)
                        .toList())),
                "page_oncall",
                FLAG,
                "rationale",
                TEXT,
                "judged_at",
                Tree.of("type", "string", "format", "date-time"),
                "details",
                ANY,
                "rules",
                list(ANY),
                "notices",
                list(TEXT),
                "history",
                ANY);
    }

    private static Map<String, Object> example() {
        return Tree.of(
                "metrics",
                List.of(Tree.of("ts", "2026-01-31T12:00:00Z", "roc_auc", 0.91, "latency_p95_ms", 12.5)),
                "drift",
                Tree.of("threshold", 0.2, "overall_drift", false, "features", Tree.of("avg_latency_ms", 0.05)));
    }

    private static Map<String, Object> oneOf(List<String> names) {
        return Tree.of("type", "string", "enum", names);
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Tree.of("type", "array", "items", items);
    }

    private static Map<String, Object> json(Map<String, Object> media) {
        return Tree.of("application/json", media);
    }
}
