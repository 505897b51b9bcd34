package io.github.churnml.serving.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.NarrowerModel;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.ServedTable;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.oip.OipHandler;
import io.github.churnml.serving.policy.Missing;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.security.Security;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.undertow.util.Methods;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void document_ofARunningServer_isValidOpenApi() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            HttpResponse<String> answer = Served.get(server, "/openapi.json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            requireValid(answer.body());
        }
    }

    @Test
    void document_underEveryPolicy_isValidOpenApi() {
        for (Policies policies : List.of(Policies.DEFAULTS, strict(), lenient())) {
            requireValid(text(document(policies, true)));
            requireValid(text(document(policies, false)));
        }
    }

    @Test
    void validator_ofABrokenDocument_complains() throws Exception {
        ObjectNode broken = (ObjectNode) document(Policies.DEFAULTS, false);
        ((ObjectNode) broken.at("/paths/~1predict/post")).remove("responses");
        ((ObjectNode) broken.at("/info")).remove("title");
        assertThat(parsed(text(broken)).getMessages()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void document_ofARunningServer_hasEveryPathThatAnswers() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            assertThat(document.at("/openapi").asText()).startsWith("3.1");
            List<String> paths = new ArrayList<>();
            document.at("/paths").fieldNames().forEachRemaining(paths::add);
            assertThat(paths)
                    .contains(
                            "/health",
                            "/health/live",
                            "/health/ready",
                            "/metrics",
                            "/predict",
                            "/schema",
                            "/drift",
                            "/model",
                            "/openapi.json",
                            "/docs",
                            "/v2",
                            "/v2/health/live",
                            "/v2/health/ready",
                            "/v2/models/{name}",
                            "/v2/models/{name}/ready",
                            "/v2/models/{name}/infer",
                            "/v2/models/{name}/versions/{version}",
                            "/v2/models/{name}/versions/{version}/infer");
            for (String path : paths) {
                if (document.at("/paths").get(path).has("get")) {
                    String real = path.replace(
                                    "{name}", Served.model().manifest().name())
                            .replace("{version}", Served.model().manifest().version());
                    assertThat(Served.get(server, real).statusCode()).as(path).isLessThan(400);
                }
            }
        }
    }

    @Test
    void document_routeThatNothingIsSaidOf_isListedAllTheSame() {
        Routes routes = new Routes(new Failures(), new ServingMetrics(OpenApiTest::served), null, Security.DEFAULTS)
                .on(Methods.GET, "/brand-new", true, exchange -> {})
                .on(Methods.POST, "/admin/reload", true, exchange -> {})
                .below(Methods.GET, "/docs/", false, exchange -> {});
        JsonNode document =
                JSON.valueToTree(new OpenApi(served(), Policies.DEFAULTS, Limits.DEFAULTS, routes.all(), true).tree());
        List<String> paths = new ArrayList<>();
        document.at("/paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).containsExactly("/admin/reload", "/brand-new");
        assertThat(document.at("/paths/~1brand-new/get/security")).hasSize(2);
        requireValid(text(document));
    }

    @Test
    void document_serverWithKeys_saysHowTheyAreGiven() {
        JsonNode with = document(Policies.DEFAULTS, true);
        assertThat(with.at("/components/securitySchemes/ApiKey/name").asText()).isEqualTo("X-API-Key");
        assertThat(with.at("/components/securitySchemes/Bearer/scheme").asText())
                .isEqualTo("bearer");
        assertThat(with.at("/paths/~1predict/post/security")).hasSize(2);
        assertThat(with.at("/paths/~1health/get/security").isArray()).isTrue();
        assertThat(with.at("/paths/~1health/get/security")).isEmpty();
        assertThat(with.at("/paths/~1predict/post/responses").has("401")).isTrue();
        assertThat(names(with.at("/paths/~1admin~1reload/post/security/0"))).containsExactly("AdminApiKey");
        JsonNode without = document(Policies.DEFAULTS, false);
        assertThat(names(without.at("/components/securitySchemes"))).containsExactly("AdminApiKey", "AdminBearer");
        assertThat(without.at("/paths/~1predict/post/security").isArray()).isTrue();
        assertThat(without.at("/paths/~1predict/post/security")).isEmpty();
    }

    @Test
    void operations_eachOfThem_haveWhatGeneratorsAndLintersAskFor() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            Set<String> ids = new HashSet<>();
            for (JsonNode path : document.get("paths")) {
                for (JsonNode operation : path) {
                    String id = operation.path("operationId").asText();
                    assertThat(id).matches("[a-z][A-Za-z]+");
                    assertThat(ids.add(id)).as(id).isTrue();
                    assertThat(operation.path("summary").asText()).as(id).isNotEmpty();
                    assertThat(operation.path("tags")).as(id).hasSize(1);
                    assertThat(operation.path("security").isArray()).as(id).isTrue();
                    assertThat(names(operation.get("responses"))).as(id).contains("400");
                }
            }
            assertThat(ids)
                    .hasSize(28)
                    .contains("predict", "reloadModel", "monitor", "getHealth", "getLiveFigures", "inferModel");
            assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
            assertThat(document.at("/info/license/identifier").asText()).isEqualTo("Apache-2.0");
        }
    }

    @Test
    void examples_sentAsTheyStand_getTheAnswersThatStandBeside() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            JsonNode post = document.at("/paths/~1predict/post");
            JsonNode asked = post.at("/requestBody/content/application~1json/examples");
            JsonNode told = post.at("/responses/200/content/application~1json/examples");
            String list = text(asked.at("/one/value"));
            assertThat(JSON.readTree(Served.post(server, "/predict", list).body()))
                    .isEqualTo(told.at("/one/value"));
            // A single customer needs no list around it.
            String one = text(asked.at("/one/value/0"));
            assertThat(JSON.readTree(Served.post(server, "/predict", one).body()))
                    .isEqualTo(told.at("/one/value"));
            assertThat(JSON.readTree(
                            Served.post(server, "/predict?explain=2", one).body()))
                    .isEqualTo(told.at("/explained/value"));
            assertThat(Served.post(server, "/predict", text(asked.at("/several/value")))
                            .statusCode())
                    .isEqualTo(200);
            ObjectNode spoilt = asked.at("/one/value/0").deepCopy();
            spoilt.putArray(spoilt.fieldNames().next());
            ObjectNode refused = (ObjectNode) JSON.readTree(
                    Served.post(server, "/predict", "[" + spoilt + "]").body());
            assertThat(refused.put("instance", "urn:request:42"))
                    .isEqualTo(
                            document.at("/components/responses/InvalidRows/content/application~1problem+json/example"));
            String path = "/v2/models/" + Served.model().manifest().name() + "/infer";
            JsonNode infer = document.at("/paths/~1v2~1models~1{name}~1infer/post");
            JsonNode tensors = infer.at("/requestBody/content/application~1json/example");
            JsonNode answer = infer.at("/responses/200/content/application~1json/example");
            assertThat(JSON.readTree(Served.post(server, path, text(tensors)).body()))
                    .isEqualTo(answer);
        }
    }

    @Test
    void examples_againstTheirSchemas_areValid() throws Exception {
        for (Policies policies : List.of(Policies.DEFAULTS, strict(), lenient())) {
            JsonNode document = document(policies, false);
            JsonNode post = document.at("/paths/~1predict/post");
            for (JsonNode example : post.at("/requestBody/content/application~1json/examples")) {
                assertThat(faults(document, "Rows", example.get("value"))).isEmpty();
            }
            for (JsonNode example : post.at("/responses/200/content/application~1json/examples")) {
                assertThat(faults(document, "Predictions", example.get("value")))
                        .isEmpty();
            }
            for (JsonNode response : document.at("/components/responses")) {
                boolean oip = response.get("content").has("application/json");
                JsonNode example = response.at(
                        "/content/" + (oip ? "application~1json" : "application~1problem+json") + "/example");
                assertThat(faults(document, oip ? "OipError" : "Problem", example))
                        .isEmpty();
            }
            JsonNode infer = document.at("/paths/~1v2~1models~1{name}~1infer/post");
            assertThat(faults(document, "OipRequest", infer.at("/requestBody/content/application~1json/example")))
                    .isEmpty();
            assertThat(faults(document, "OipResponse", infer.at("/responses/200/content/application~1json/example")))
                    .isEmpty();
        }
    }

    @Test
    void answers_ofARunningServer_areValidByTheirSchemas() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            String model = "/v2/models/" + Served.model().manifest().name();
            Map<String, String> schemas = Map.of(
                    "/health",
                    "Health",
                    "/schema",
                    "ModelSchema",
                    "/model",
                    "ModelCard",
                    "/v2",
                    "OipServer",
                    "/v2/health/live",
                    "OipLive",
                    "/v2/health/ready",
                    "OipReady",
                    "/nowhere",
                    "Problem",
                    "/v2/nowhere",
                    "OipError",
                    model,
                    "OipModel",
                    model + "/ready",
                    "OipModelReady");
            for (Map.Entry<String, String> path : schemas.entrySet()) {
                JsonNode answer =
                        JSON.readTree(Served.get(server, path.getKey()).body());
                assertThat(faults(document, path.getValue(), answer))
                        .as(path.getKey())
                        .isEmpty();
            }
            JsonNode refused =
                    JSON.readTree(Served.post(server, "/predict", "[{},7]").body());
            assertThat(faults(document, "Problem", refused)).isEmpty();
        }
    }

    @Test
    void drift_inEveryState_isValidByItsSchema() throws Exception {
        ServedTable some = ServedTable.of(150, 3).with("avg_latency_ms", value -> "900");
        try (ChurnServer few = Served.builder().build().start();
                ChurnServer many = Served.builder()
                        .unknownLevels(UnknownLevels.SCORE)
                        .build()
                        .start();
                ChurnServer off = Served.builder().noDrift().build().start()) {
            Served.post(many, "/predict", some.json());
            JsonNode document = JSON.readTree(Served.get(few, "/openapi.json").body());
            Map<ChurnServer, String> states = Map.of(few, "not enough data", many, "drifted", off, "off");
            for (Map.Entry<ChurnServer, String> state : states.entrySet()) {
                JsonNode answer =
                        JSON.readTree(Served.get(state.getKey(), "/drift").body());
                assertThat(answer.at("/status").asText()).isEqualTo(state.getValue());
                assertThat(faults(document, "Drift", answer))
                        .as(state.getValue())
                        .isEmpty();
            }
            assertThat(faults(document, "Drift", JSON.readTree("{\"status\":\"fine\",\"features\":{\"plan\":-1}}")))
                    .hasSize(2);
        }
    }

    @Test
    void rows_madeFromTheSchemaAlone_areAcceptedIfItLetsThemThrough() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        int[] accepted = new int[2];
        for (Policies policies : List.of(Policies.DEFAULTS, strict(), lenient())) {
            JsonNode document = document(policies, false);
            try (ChurnServer server = builder(policies).build().start()) {
                for (int i = 0; i < 150; i++) {
                    JsonNode row = row(document.at("/components/schemas/Row"), random);
                    boolean valid = faults(document, "Row", row).isEmpty();
                    HttpResponse<String> answer = Served.post(server, "/predict", text(row));
                    assertThat(answer.statusCode())
                            .as(text(row) + " " + answer.body())
                            .isEqualTo(valid ? 200 : 400);
                    accepted[valid ? 1 : 0]++;
                }
            }
        }
        assertThat(accepted[0]).isGreaterThan(50);
        assertThat(accepted[1]).isGreaterThan(50);
    }

    @Test
    void document_afterAReload_isThatOfTheNewModel(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
            throws Exception {
        java.nio.file.Path first = folder.resolve("first.churn");
        java.nio.file.Path second = folder.resolve("second.churn");
        Served.model().save(first);
        NarrowerModel.fit().save(second);
        try (ChurnServer server =
                ChurnServer.builder().model(first).port(0).build().start()) {
            HttpResponse<String> before = Served.get(server, "/openapi.json");
            assertThat(before.body()).contains("\"region\"");
            server.reload(second);
            HttpResponse<String> after = Served.get(server, "/openapi.json");
            assertThat(after.body()).doesNotContain("\"region\"");
            assertThat(after.headers().firstValue("ETag"))
                    .isNotEqualTo(before.headers().firstValue("ETag"));
            requireValid(after.body());
            assertThat(Served.get(server, "/schema").body()).doesNotContain("\"region\"");
            assertThat(Served.get(server, "/model").body()).contains("\"narrower\"");
            assertThat(Served.get(server, "/v2/models/narrower").statusCode()).isEqualTo(200);
        }
    }

    /** A row with mostly fitting values: some fields are left out, some hold what the schema may or may not allow. */
    private static ObjectNode row(JsonNode schema, SplittableRandom random) {
        ObjectNode row = JSON.createObjectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.get("properties").fields().forEachRemaining(column -> {
            int kind = random.nextInt(100);
            if (kind == 0 || kind < 30 && !required.contains(column.getKey())) {
                return;
            }
            row.set(column.getKey(), value(column.getValue(), random, kind == 1));
        });
        if (random.nextInt(20) == 0) {
            row.put("surplus", 1);
        }
        return row;
    }

    private static JsonNode value(JsonNode column, SplittableRandom random, boolean odd) {
        if (odd) {
            return random.nextBoolean()
                    ? JSON.createArrayNode()
                    : JSON.getNodeFactory().textNode("odd");
        }
        if (column.has("enum")) {
            return column.get("enum").get(random.nextInt(column.get("enum").size()));
        }
        if (!column.has("examples")) {
            return JSON.getNodeFactory().nullNode();
        }
        JsonNode example = column.get("examples").get(0);
        if (!example.isNumber()) {
            return random.nextInt(4) == 0 ? JSON.getNodeFactory().nullNode() : example;
        }
        double low = column.path("minimum").asDouble(-1e6);
        double high = column.path("maximum").asDouble(1e6);
        double wide = (high - low) / 200;
        return JSON.getNodeFactory().numberNode(low - wide + random.nextDouble() * (high - low + 2 * wide));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Error> faults(JsonNode document, String schema, JsonNode value) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", document.get("components"));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(root), InputFormat.JSON);
        return compiled.validate(text(value), InputFormat.JSON);
    }

    private static void requireValid(String document) {
        SwaggerParseResult result = parsed(document);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI()).isNotNull();
        // Every reference leads somewhere.
        JsonNode root = tree(document);
        root.findValues("$ref")
                .forEach(ref -> assertThat(root.at(ref.asText().substring(1)).isMissingNode())
                        .as(ref.asText())
                        .isFalse());
        // Every schema is one of the dialect.
        Schema dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        root.at("/components/schemas").forEach(schema -> assertThat(dialect.validate(text(schema), InputFormat.JSON))
                .isEmpty());
    }

    private static SwaggerParseResult parsed(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        options.setValidateExternalRefs(false);
        return new OpenAPIV3Parser().readContents(document, List.of(), options);
    }

    private static JsonNode document(Policies policies, boolean keys) {
        ServedModel model = new ServedModel(Served.model(), null, policies);
        return JSON.valueToTree(new OpenApi(model, policies, Limits.DEFAULTS, routes(), keys).tree());
    }

    /** As a whole server has them. */
    private static List<Routes.Route> routes() {
        Routes routes = new Routes(new Failures(), new ServingMetrics(OpenApiTest::served), null, Security.DEFAULTS);
        for (String path : List.of("/", "/docs", "/health", "/health/live", "/health/ready", "/metrics", "/v2")) {
            routes.on(Methods.GET, path, false, exchange -> {});
        }
        for (String path : List.of("/schema", "/model", "/openapi.json")) {
            routes.on(Methods.GET, path, true, exchange -> {});
        }
        return routes.on(Methods.POST, "/predict", true, exchange -> {})
                .on(Methods.POST, "/admin/reload", true, exchange -> {})
                .on(Methods.GET, "/v2/health/live", false, exchange -> {})
                .on(Methods.GET, "/v2/health/ready", false, exchange -> {})
                .below(Methods.GET, OipHandler.MODELS, true, exchange -> {})
                .below(Methods.POST, OipHandler.MODELS, true, exchange -> {})
                .all();
    }

    private static ChurnServerBuilder builder(Policies policies) {
        return Served.builder()
                .missing(policies.missing())
                .unknownFields(policies.unknownFields())
                .unknownLevels(policies.unknownLevels())
                .outOfRange(policies.outOfRange());
    }

    private static Policies strict() {
        return new Policies(
                Missing.REJECT, Set.of(), UnknownFields.REJECT, UnknownLevels.REJECT, OutOfRange.REJECT, null);
    }

    private static Policies lenient() {
        return new Policies(Missing.IMPUTE, Set.of(), UnknownFields.IGNORE, UnknownLevels.SCORE, OutOfRange.FLAG, null);
    }

    private static ServedModel served() {
        return new ServedModel(Served.model(), null, Policies.DEFAULTS);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(JsonNode tree) {
        return tree.toString();
    }
}
