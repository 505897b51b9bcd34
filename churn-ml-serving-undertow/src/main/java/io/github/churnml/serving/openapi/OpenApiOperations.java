package io.github.churnml.serving.openapi;

import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.oip.OipExample;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.rows.ExampleRow;
import io.github.churnml.serving.rows.PredictHandler;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said of every path: what it is for, what goes in, what comes out, with an example that was really scored. */
final class OpenApiOperations {

    /**
     * A method of a path.
     *
     * @param path as OpenAPI writes it, with its parameters in braces
     * @param id its name: what generated clients call the method
     * @param words the operation as OpenAPI has it, without what {@link OpenApi} adds to each
     */
    record Operation(HttpString method, String path, String id, Map<String, Object> words) {}

    private static final String JSON = "application/json";
    private static final String OIP = "open inference";

    private final ServedModel model;
    private final Policies policies;
    private final Limits limits;
    private final ExampleRow example;

    OpenApiOperations(ServedModel model, Policies policies, Limits limits, ExampleRow example) {
        this.model = model;
        this.policies = policies;
        this.limits = limits;
        this.example = example;
    }

    /** A path of which nothing is known but that it is there; {@code GET /brand-new} is called getBrandNew. */
    static Operation plain(HttpString method, String path) {
        StringBuilder id = new StringBuilder(method.toString().toLowerCase(Locale.ROOT));
        for (String part : path.split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return new Operation(
                method,
                path,
                id.toString(),
                Tree.of(
                        "summary",
                        path,
                        "tags",
                        List.of("pages"),
                        "responses",
                        Tree.of("200", Tree.of("description", "Done."), "default", problem())));
    }

    /** In the order in which they are to be read. */
    static List<Object> tags() {
        return List.of(
                tag("predict", "Rows in, probabilities out."),
                tag("model", "What answers, and what it needs."),
                tag(OIP, "The same by the Open Inference Protocol, version 2: columns as tensors."),
                tag("monitor", "How the model is doing, and what is to be done about it."),
                tag("health", "For those who watch the server."),
                tag("admin", "For those who run it."),
                tag("pages", "For people."));
    }

    /** The operations of a route; none if nothing is known of it. */
    List<Operation> of(String route) {
        return switch (route) {
            case "/" -> List.of(get(route, "getPage", "A page for people", "pages", content("text/html")));
            case "/report" ->
                List.of(get(
                        route,
                        "getReport",
                        "The report of the model: what it does, how well, and what comes of its decisions",
                        "pages",
                        content("text/html")));
            case "/jobs" ->
                List.of(get(route, "getJobs", "How scheduled jobs fare, for people", "pages", content("text/html")));
            case "/docs" ->
                List.of(get(route, "getDocs", "This interface, to read and to try", "pages", content("text/html")));
            case "/live" ->
                List.of(get(
                        route,
                        "getLiveFigures",
                        "The last minutes in numbers, for the page",
                        "pages",
                        json("AnyObject")));
            case "/health" -> List.of(health(route));
            case "/health/live" ->
                List.of(get(route, "getLiveness", "Whether the server lives", "health", json("Health")));
            case "/health/ready" ->
                List.of(get(
                        route,
                        "getReadiness",
                        "Whether the server wants requests",
                        "health",
                        json("Health"),
                        "503",
                        Tree.of(
                                "description",
                                "The server is stopping, or waits for a model.",
                                "content",
                                media("Health"))));
            case "/metrics" ->
                List.of(get(
                        route,
                        "getMetrics",
                        "What the server counts, for Prometheus",
                        "health",
                        content("text/plain")));
            case "/monitor" -> List.of(new Operation(Methods.POST, route, "monitor", OpenApiMonitor.operation()));
            case "/predict" -> List.of(new Operation(Methods.POST, route, "predict", predict()));
            case "/contacts" ->
                List.of(new Operation(Methods.POST, route, "contacts", OpenApiContacts.operation(limits)));
            case "/schema" ->
                List.of(get(
                        route, "getSchema", "What the model needs, column by column", "model", json("ModelSchema")));
            case "/model" ->
                List.of(get(
                        route,
                        "getModel",
                        "Where the model comes from and how good it is",
                        "model",
                        json("ModelCard")));
            case "/drift" ->
                List.of(get(
                        route,
                        "getDrift",
                        "How recent rows differ from those the model was trained on",
                        "model",
                        json("Drift")));
            case "/drift/series" ->
                List.of(get(
                        route,
                        "getDriftSeries",
                        "How live drift and scores went over time",
                        "model",
                        json("DriftSeries")));
            case "/openapi.json" -> List.of(get(route, "getOpenApi", "This document", "model", json("AnyObject")));
            case "/admin/reload" ->
                List.of(new Operation(
                        Methods.POST,
                        route,
                        "reloadModel",
                        Tree.of(
                                "summary",
                                "Loads the model's file, or the registry's champion, again; a bad one leaves the model as it is",
                                "tags",
                                List.of("admin"),
                                "responses",
                                Tree.of("200", json("AnyObject"), "422", problem(), "default", problem()))));
            case "/admin/experiment/stop" ->
                List.of(new Operation(
                        Methods.POST,
                        route,
                        "stopExperiment",
                        Tree.of(
                                "summary",
                                "Has the champion answer all customers from now on, and releases the challenger",
                                "tags",
                                List.of("admin"),
                                "responses",
                                Tree.of("200", json("AnyObject"), "409", problem(), "default", problem()))));
            case "/shadow" ->
                List.of(get(
                        route,
                        "getShadow",
                        "How the scores of the registry's shadow differ from the champion's",
                        "model",
                        json("Shadow")));
            case "/v2" -> List.of(get(route, "getServerMetadata", "The server", OIP, json("OipServer"), oipErrors()));
            case "/v2/health/live" ->
                List.of(get(route, "getServerLive", "Whether the server lives", OIP, json("OipLive"), oipErrors()));
            case "/v2/health/ready" ->
                List.of(get(
                        route,
                        "getServerReady",
                        "Whether the server wants requests",
                        OIP,
                        json("OipReady"),
                        "400",
                        oipError(),
                        "503",
                        Tree.of(
                                "description",
                                "The server is stopping, or waits for a model.",
                                "content",
                                media("OipReady")),
                        "default",
                        oipError()));
            case "/v2/models/" -> oip();
            default -> List.of();
        };
    }

    private static Operation health(String route) {
        return with(
                get(
                        route,
                        "getHealth",
                        "Whether the server lives; with ?full, the model too",
                        "health",
                        json("Health")),
                Tree.of(
                        "parameters",
                        List.of(Tree.of(
                                "name",
                                "full",
                                "in",
                                "query",
                                "description",
                                "Adds which model answers, and whether one does: model_loaded.",
                                "schema",
                                Tree.of("type", "boolean", "default", false)))));
    }

    private Map<String, Object> predict() {
        Object row = example.values();
        return Tree.of(
                "summary",
                "How likely customers are to " + model.model().outcome().does(),
                "description",
                "Takes a list of up to " + limits.rows()
                        + " customers; a single customer without a list around it is taken, too. Rows that do not fit"
                        + " are refused together, with everything that is wrong with each.",
                "tags",
                List.of("predict"),
                "parameters",
                List.of(Tree.of(
                        "name",
                        "explain",
                        "in",
                        "query",
                        "description",
                        "How many reasons to give for each customer.",
                        "schema",
                        Tree.of(
                                "type",
                                "integer",
                                "minimum",
                                0,
                                "maximum",
                                PredictHandler.MOST_REASONS,
                                "default",
                                0))),
                "requestBody",
                Tree.of(
                        "required",
                        true,
                        "content",
                        Tree.of(
                                JSON,
                                Tree.of(
                                        "schema",
                                        ref("Rows"),
                                        "examples",
                                        Tree.of(
                                                "one",
                                                Tree.of("summary", "One customer", "value", List.of(row)),
                                                "several",
                                                Tree.of("summary", "A list", "value", List.of(row, row)))))),
                "responses",
                Tree.of(
                        "200",
                        Tree.of(
                                "description",
                                "One prediction per row, in their order.",
                                "headers",
                                modelHeaders(),
                                "content",
                                Tree.of(JSON, Tree.of("schema", ref("Predictions"), "examples", predictions()))),
                        "400",
                        Map.of("$ref", "#/components/responses/InvalidRows"),
                        "default",
                        problem()));
    }

    private Map<String, Object> predictions() {
        return Tree.of(
                "one",
                Tree.of("summary", "One customer", "value", answer(0)),
                "explained",
                Tree.of("summary", "The same with ?explain=2", "value", answer(2)));
    }

    private Object answer(int reasons) {
        return JsonDocument.tree(example.answer(reasons, policies, limits));
    }

    private List<Operation> oip() {
        List<Operation> all = new ArrayList<>();
        String at = "/v2/models/{name}";
        for (String base : new String[] {at, at + "/versions/{version}"}) {
            List<Object> parameters = base.equals(at)
                    ? List.of(parameter("name", model.name()))
                    : List.of(parameter("name", model.name()), version());
            Map<String, Object> where = Tree.of("parameters", parameters);
            String of = base.equals(at) ? "Model" : "ModelVersion";
            all.add(with(
                    get(base, "get" + of + "Metadata", "The model's tensors", OIP, json("OipModel"), oipErrors()),
                    where));
            all.add(with(
                    get(
                            base + "/ready",
                            "get" + of + "Ready",
                            "Whether it answers",
                            OIP,
                            json("OipModelReady"),
                            oipErrors()),
                    where));
            all.add(with(new Operation(Methods.POST, base + "/infer", "infer" + of, infer()), where));
        }
        return all;
    }

    private Map<String, Object> infer() {
        OipExample tensors = new OipExample(model, policies, limits, example.values());
        return Tree.of(
                "summary",
                "Predictions, with one tensor per column",
                "tags",
                List.of(OIP),
                "requestBody",
                Tree.of(
                        "required",
                        true,
                        "content",
                        Tree.of(JSON, Tree.of("schema", ref("OipRequest"), "example", tensors.request()))),
                "responses",
                Tree.of(
                        "200",
                        Tree.of(
                                "description",
                                "The tensors asked for.",
                                "headers",
                                modelHeaders(),
                                "content",
                                Tree.of(JSON, Tree.of("schema", ref("OipResponse"), "example", tensors.response()))),
                        "400",
                        oipError(),
                        "404",
                        oipError(),
                        "413",
                        oipError(),
                        "default",
                        oipError()));
    }

    private static Map<String, Object> modelHeaders() {
        return Tree.of(
                "X-Model-Name",
                header("The name of the model that answered, escaped as in a URI where it is not plain ASCII."),
                "X-Model-Version",
                header(
                        "The version of the model that answered; of an experiment's both, separated by a comma, if both did."));
    }

    private static Map<String, Object> header(String description) {
        return Tree.of("description", description, "schema", Tree.of("type", "string"));
    }

    private static Map<String, Object> tag(String name, String description) {
        return Tree.of("name", name, "description", description);
    }

    private static Map<String, Object> parameter(String name, String only) {
        return Tree.of(
                "name",
                name,
                "in",
                "path",
                "required",
                true,
                "schema",
                Tree.of("type", "string", "enum", List.of(only)));
    }

    /** Of a registry any version that is kept. */
    private Map<String, Object> version() {
        return Tree.of(
                "name",
                "version",
                "in",
                "path",
                "required",
                true,
                "description",
                "The version; the model's metadata list those that there are.",
                "schema",
                Tree.of("type", "string", "examples", List.of(model.version())));
    }

    private static Operation with(Operation operation, Map<String, Object> more) {
        return new Operation(operation.method(), operation.path(), operation.id(), Tree.with(operation.words(), more));
    }

    /** @param more further answers: a status, or {@code default}, each followed by the answer */
    private static Operation get(
            String path, String id, String summary, String tag, Map<String, Object> answer, Object... more) {
        return new Operation(
                Methods.GET,
                path,
                id,
                Tree.of(
                        "summary",
                        summary,
                        "tags",
                        List.of(tag),
                        "responses",
                        Tree.with(Tree.of("200", answer, "default", problem()), Tree.of(more))));
    }

    private static Object[] oipErrors() {
        return new Object[] {"400", oipError(), "404", oipError(), "default", oipError()};
    }

    private static Map<String, Object> oipError() {
        return Map.of("$ref", "#/components/responses/OipError");
    }

    private static Map<String, Object> json(String schema) {
        return Tree.of("description", "As it says.", "content", media(schema));
    }

    private static Map<String, Object> media(String schema) {
        return Tree.of(JSON, Tree.of("schema", ref(schema)));
    }

    private static Map<String, Object> content(String type) {
        return Tree.of(
                "description", "As it says.", "content", Tree.of(type, Tree.of("schema", Tree.of("type", "string"))));
    }

    private static Map<String, Object> problem() {
        return Map.of("$ref", "#/components/responses/Problem");
    }

    static Map<String, Object> ref(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }
}
