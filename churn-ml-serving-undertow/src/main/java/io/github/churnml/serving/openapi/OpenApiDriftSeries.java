package io.github.churnml.serving.openapi;

import io.github.churnml.serving.http.Tree;
import java.util.List;
import java.util.Map;

/** What the OpenAPI document says of the answer of {@code GET /drift/series}. */
final class OpenApiDriftSeries {

    private static final Map<String, Object> TEXT = Tree.of("type", "string");
    private static final Map<String, Object> NUMBER = Tree.of("type", "number");
    private static final Map<String, Object> COUNT = Tree.of("type", "integer", "format", "int64", "minimum", 0);
    private static final Map<String, Object> TIME = Tree.of("type", "string", "format", "date-time");

    private OpenApiDriftSeries() {}

    static Map<String, Object> schema() {
        Map<String, Object> point = Tree.of(
                "at",
                TIME,
                "rows",
                said(COUNT, "Rows scored since the point before; absent where two models share that time."),
                "score_mean",
                said(NUMBER, "The mean of their probabilities."),
                "positive_rate",
                said(NUMBER, "The share of them from the threshold on."),
                "window_rows",
                said(COUNT, "Rows in the window that is compared with those of training."),
                "status",
                said(TEXT, "The verdict on the window, as GET /drift has it."),
                "score_psi",
                said(NUMBER, "The stability index of the window's scores; absent while there are too few rows."),
                "psi",
                said(
                        list(Tree.of("type", List.of("number", "null"))),
                        "The index of each listed column; null while there are too few rows."));
        Map<String, Object> model = Tree.of(
                "name",
                TEXT,
                "version",
                TEXT,
                "loaded",
                TIME,
                "columns",
                said(list(TEXT), "Those that were furthest off at any point, furthest first."),
                "more_columns",
                said(COUNT, "How many are not listed."),
                "points",
                list(Tree.of("type", "object", "properties", point, "required", List.of("at", "psi"))));
        Map<String, Object> all = Tree.of(
                "every_seconds",
                said(COUNT, "How often a point is taken."),
                "window_seconds",
                COUNT,
                "threshold",
                said(NUMBER, "The index from which a column has drifted."),
                "most",
                said(COUNT, "How many points are kept, over all models."),
                "models",
                said(
                        list(Tree.of("type", "object", "properties", model, "required", List.copyOf(model.keySet()))),
                        "One after the other; a model that took another's place begins anew."));
        return Tree.of("type", "object", "properties", all, "required", List.of("every_seconds", "most", "models"));
    }

    private static Map<String, Object> said(Map<String, Object> schema, String description) {
        return Tree.with(schema, Tree.of("description", description));
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Tree.of("type", "array", "items", items);
    }
}
