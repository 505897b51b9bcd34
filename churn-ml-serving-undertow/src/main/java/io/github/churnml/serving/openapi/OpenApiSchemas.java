package io.github.churnml.serving.openapi;

import static io.github.churnml.serving.openapi.OpenApiOperations.ref;

import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.Verdict;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.oip.OipDatatype;
import io.github.churnml.serving.oip.OipOutput;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.security.Gate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of the OpenAPI document that paths refer to: rows, predictions, problems, tensors. */
final class OpenApiSchemas {

    private static final Map<String, Object> TEXT = Tree.of("type", "string");
    private static final Map<String, Object> NUMBER = Tree.of("type", "number");
    private static final Map<String, Object> FLAG = Tree.of("type", "boolean");
    private static final Map<String, Object> COUNT = Tree.of("type", "integer", "minimum", 0);
    private static final Map<String, Object> ANY = Tree.of("type", "object", "additionalProperties", true);

    private final ServedModel model;
    private final Policies policies;
    private final Limits limits;
    private final Map<String, @Nullable Object> example;

    OpenApiSchemas(ServedModel model, Policies policies, Limits limits, Map<String, @Nullable Object> example) {
        this.model = model;
        this.policies = policies;
        this.limits = limits;
        this.example = example;
    }

    Map<String, Object> tree() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Row", new OpenApiRow(model, policies, example).schema());
        schemas.put(
                "Rows",
                Tree.with(
                        list(ref("Row")),
                        Tree.of(
                                "maxItems",
                                limits.rows(),
                                "description",
                                "Customers; a single one may also be sent as a Row by itself.")));
        schemas.put("ModelReference", object("name", TEXT, "version", TEXT));
        schemas.put("Predictions", object("model", ref("ModelReference"), "predictions", list(ref("Prediction"))));
        schemas.put("Prediction", prediction());
        schemas.put("Reason", reason());
        schemas.put("Problem", problem());
        schemas.put("RowError", rowError());
        schemas.put("Health", health());
        schemas.put("AnyObject", ANY);
        schemas.put(
                "ModelSchema",
                object(
                        "model", ref("ModelReference"),
                        "target", object("column", TEXT, "positive", TEXT, "negative", TEXT),
                        "threshold", NUMBER,
                        "policies", ANY,
                        "limits", object("rows", COUNT, "bodyBytes", COUNT, "tableBytes", COUNT),
                        "columns", list(column())));
        schemas.put("ModelCard", card());
        schemas.put("Drift", drift());
        schemas.put("Shadow", shadow());
        tensors(schemas);
        schemas.putAll(OpenApiMonitor.schemas());
        schemas.putAll(OpenApiContacts.schemas());
        schemas.put("DriftSeries", OpenApiDriftSeries.schema());
        return schemas;
    }

    /** @param refusal of rows that do not fit */
    static Map<String, Object> responses(Problem refusal) {
        return Tree.of(
                "Problem",
                response(
                        "Something is wrong; RFC 9457 says in which form it is told.",
                        Problem.busy("its queue is full")),
                "InvalidRows",
                response("The body is not what the model needs; every single fault is listed.", refusal),
                "Unauthorized",
                response("The key is missing, or is none of this server's.", Gate.unauthorized(true, false)),
                "AdminOff",
                response("The server has no admin key, so nobody may.", Gate.adminOff()),
                "TooManyRequests",
                response("More requests came than this caller is allowed.", Gate.tooMany(1)),
                "OipError",
                Tree.of(
                        "description",
                        "What is wrong, in the form of the protocol.",
                        "content",
                        Tree.of(
                                "application/json",
                                Tree.of(
                                        "schema",
                                        ref("OipError"),
                                        "example",
                                        Tree.of(
                                                "error",
                                                Problem.busy("its queue is full")
                                                        .detail())))));
    }

    private static Map<String, Object> response(String description, Problem some) {
        Object example = JsonDocument.tree(new Failures().bytes(some, "42"));
        return Tree.of(
                "description",
                description,
                "content",
                Tree.of("application/problem+json", Tree.of("schema", ref("Problem"), "example", example)));
    }

    private Map<String, Object> prediction() {
        Map<String, Object> names = Tree.with(
                list(Tree.of("type", "string")),
                Tree.of("description", "Columns of this row; absent where there are none."));
        Map<String, Object> always = model.isConversion()
                ? Tree.of(
                        model.outcome().probabilityKey(),
                        probability(),
                        model.outcome().decisionKey(),
                        Tree.of("type", "string", "enum", List.of("Yes", "No")))
                : Tree.of(
                        "probability",
                        probability(),
                        "class",
                        Tree.of(
                                "type",
                                "string",
                                "enum",
                                List.of(
                                        model.decisions().target().label(true),
                                        model.decisions().target().label(false))),
                        "positive",
                        FLAG,
                        "tier",
                        tier());
        Map<String, Object> properties = new LinkedHashMap<>(always);
        if (!model.isConversion() && model.decisions().vennAbers().isPresent()) {
            properties.put(
                    "interval",
                    Tree.with(
                            object("low", probability(), "high", probability()),
                            Tree.of(
                                    "description",
                                    "Between which two probabilities training rows place the customer's (Venn-Abers); no"
                                            + " confidence interval.")));
        }
        properties.putAll(Tree.of(
                "imputed",
                names,
                "unknownLevels",
                names,
                "outOfRange",
                names,
                "farOutOfRange",
                names,
                "reasons",
                list(ref("Reason")),
                "arm",
                Tree.of(
                        "type",
                        "string",
                        "description",
                        "While an experiment runs: the customer's arm; absent for a customer without an id.",
                        "enum",
                        Arrays.stream(Arm.values()).map(Arm::label).toList()),
                "version",
                Tree.of("type", "string", "description", "While an experiment runs: of the model that answered.")));
        return Tree.of("type", "object", "properties", properties, "required", List.copyOf(always.keySet()));
    }

    private static Map<String, Object> reason() {
        return optional(
                object("column", TEXT, "value", TEXT, "contribution", NUMBER, "sentence", TEXT),
                Tree.of("standardError", NUMBER));
    }

    private static Map<String, Object> health() {
        return optional(
                object("status", TEXT),
                Tree.of(
                        "model_loaded",
                        FLAG,
                        "model",
                        optional(reference(), Tree.of("loaded", TEXT)),
                        "reload",
                        object("outcome", TEXT, "at", TEXT),
                        "registry",
                        optional(
                                object(),
                                Tree.of(
                                        "champion",
                                        TEXT,
                                        "pinned",
                                        TEXT,
                                        "refused",
                                        TEXT,
                                        "unreadable",
                                        FLAG,
                                        "shadow",
                                        TEXT,
                                        "challenger",
                                        ANY))));
    }

    private static Map<String, Object> problem() {
        return optional(
                object(
                        "type", Tree.of("type", "string", "format", "uri"),
                        "title", TEXT,
                        "status", Tree.of("type", "integer"),
                        "detail", TEXT,
                        "instance", TEXT),
                Tree.of("errors", list(ref("RowError")), "moreErrors", COUNT));
    }

    private static Map<String, Object> rowError() {
        return optional(
                object("pointer", Tree.with(TEXT, Tree.of("format", "json-pointer")), "problem", TEXT, "allowed", TEXT),
                Tree.of("column", TEXT, "found", TEXT, "nearest", TEXT));
    }

    private static Map<String, Object> column() {
        return optional(
                object("name", TEXT, "type", TEXT, "optional", FLAG),
                Tree.of(
                        "range",
                        ANY,
                        "mean",
                        NUMBER,
                        "levels",
                        list(TEXT),
                        "moreLevels",
                        COUNT,
                        "example",
                        Tree.of("type", List.of("string", "number")),
                        "missingShare",
                        NUMBER));
    }

    private static Map<String, Object> card() {
        Map<String, Object> known = object(
                "name", TEXT, "version", TEXT, "created", TEXT, "loaded", TEXT, "library", TEXT, "threshold", NUMBER);
        return Tree.with(known, Tree.of("additionalProperties", true));
    }

    /** What there is nothing to be said of is left out, and a number that is not known is null. */
    private static Map<String, Object> drift() {
        Map<String, Object> indices = Tree.of(
                "type", "object", "additionalProperties", Tree.of("type", List.of("number", "null"), "minimum", 0));
        Map<String, Object> rows = object("rows", COUNT);
        return optional(
                object(
                        "status",
                        Tree.of(
                                "type",
                                "string",
                                "enum",
                                Stream.concat(
                                                Arrays.stream(Verdict.values()).map(Verdict::label),
                                                Stream.of("no reference", "off"))
                                        .toList())),
                Tree.of(
                        "model",
                        optional(reference(), Tree.of("loaded", TEXT)),
                        "window",
                        object("seconds", NUMBER, "filled_seconds", NUMBER, "slices", COUNT),
                        "reason",
                        TEXT,
                        "rule",
                        TEXT,
                        "decided_by",
                        Tree.of(
                                "type",
                                "string",
                                "enum",
                                Arrays.stream(DriftRule.values())
                                        .map(DriftRule::label)
                                        .toList()),
                        "statistical_drift",
                        FLAG,
                        "verdict",
                        TEXT,
                        "verdict_rule",
                        TEXT,
                        "threshold",
                        NUMBER,
                        "overall_drift",
                        FLAG,
                        "features",
                        indices,
                        "reference",
                        rows,
                        "new",
                        rows,
                        "score",
                        ANY,
                        "columns",
                        Tree.of("type", "object", "additionalProperties", ANY)));
    }

    private static Map<String, Object> shadow() {
        Map<String, Object> counts = list(COUNT);
        return optional(
                object("status", Tree.of("type", "string", "enum", List.of("on", "off"))),
                Tree.of(
                        "reason",
                        TEXT,
                        "name",
                        TEXT,
                        "champion",
                        TEXT,
                        "shadow",
                        TEXT,
                        "budget",
                        NUMBER,
                        "rows",
                        object("compared", COUNT, "misfit", COUNT, "skipped", COUNT, "failed", COUNT),
                        "different_decisions",
                        NUMBER,
                        "mean_absolute_difference",
                        NUMBER,
                        "joint",
                        list(counts)));
    }

    private void tensors(Map<String, Object> schemas) {
        Map<String, Object> shape = list(Tree.of("type", "integer"));
        schemas.put("OipServer", object("name", TEXT, "version", TEXT, "extensions", list(TEXT)));
        schemas.put("OipLive", object("live", FLAG));
        schemas.put("OipReady", object("ready", FLAG));
        schemas.put("OipModelReady", object("name", TEXT, "ready", FLAG));
        schemas.put(
                "OipModel",
                object(
                        "name", TEXT,
                        "versions", list(TEXT),
                        "platform", TEXT,
                        "inputs", list(object("name", TEXT, "datatype", TEXT, "shape", shape)),
                        "outputs", list(object("name", TEXT, "datatype", TEXT, "shape", shape))));
        schemas.put("OipRequest", oipRequest());
        Map<String, Object> output = object(
                "name", TEXT, "datatype", TEXT, "shape", shape, "data", Tree.of("type", "array", "items", Map.of()));
        schemas.put(
                "OipResponse",
                optional(
                        object("model_name", TEXT, "model_version", TEXT, "outputs", list(output)),
                        Tree.of("id", TEXT)));
        schemas.put("OipError", object("error", TEXT));
    }

    private Map<String, Object> oipRequest() {
        Map<String, Object> sides = Tree.of("type", "integer", "minimum", 0, "maximum", limits.rows());
        Map<String, Object> input = object(
                "name",
                Tree.of("type", "string", "enum", ClientNames.areConstants(model.columns()) ? model.columns() : null),
                "datatype",
                Tree.of("type", "string", "enum", names(OipDatatype.values())),
                "shape",
                Tree.with(list(sides), Tree.of("minItems", 1, "maxItems", 2)),
                "data",
                Tree.of("type", "array", "items", Map.of()));
        Map<String, Object> output = object("name", Tree.of("type", "string", "enum", OipOutput.names()));
        return optional(
                object("inputs", list(optional(input, Tree.of("parameters", ANY)))),
                Tree.of("id", TEXT, "parameters", ANY, "outputs", list(optional(output, Tree.of("parameters", ANY)))));
    }

    private static Map<String, Object> probability() {
        return Tree.of("type", "number", "minimum", 0, "maximum", 1);
    }

    private static Map<String, Object> tier() {
        return Tree.of(
                "type",
                "string",
                "description",
                "low below 0.3, medium below 0.6, high from there on: by the probability alone, whatever the threshold of"
                        + " class",
                "enum",
                Arrays.stream(RiskTier.values()).map(RiskTier::label).toList());
    }

    private static Map<String, Object> reference() {
        return object("name", TEXT, "version", TEXT);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Tree.of("type", "array", "items", items);
    }

    /** An object all of whose given properties are there. */
    private static Map<String, Object> object(Object... properties) {
        Map<String, Object> all = Tree.of(properties);
        return Tree.of("type", "object", "properties", all, "required", List.copyOf(all.keySet()));
    }

    @SuppressWarnings("unchecked") // as object() has made it
    private static Map<String, Object> optional(Map<String, Object> object, Map<String, Object> more) {
        Map<String, Object> properties = (Map<String, Object>) object.getOrDefault("properties", Map.of());
        return Tree.with(object, Tree.of("properties", Tree.with(properties, more)));
    }
}
