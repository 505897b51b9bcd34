package io.github.churnml.serving.oip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.churnml.LibraryVersion;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Missing;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Open Inference Protocol over a socket, with requests as its specification has them. */
class OipTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "/v2/models/churn";

    @Test
    void server_isAskedForHealthAndMetadata_answersAsSpecified() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(Served.get(server, "/v2/health/live").body()).isEqualTo("{\"live\":true}");
            assertThat(Served.get(server, "/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
            JsonNode about = JSON.readTree(Served.get(server, "/v2").body());
            assertThat(about.at("/name").asText()).isEqualTo("churn-ml");
            assertThat(about.at("/version").asText()).isEqualTo(LibraryVersion.get());
            assertThat(about.at("/extensions")).isEmpty();
        }
    }

    @Test
    void model_isAskedForMetadata_hasOneTensorPerColumn() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode model = JSON.readTree(Served.get(server, MODEL).body());
            assertThat(model.at("/name").asText()).isEqualTo("churn");
            assertThat(model.at("/versions/0").asText()).isEqualTo("1.0.0");
            assertThat(model.at("/platform").asText()).isNotBlank();
            assertThat(model.at("/inputs").findValuesAsText("name"))
                    .isEqualTo(Served.model().inputs().stream()
                            .map(input -> input.name())
                            .toList());
            assertThat(datatype(model, "plan")).isEqualTo("BYTES");
            assertThat(datatype(model, "tenure_months")).isEqualTo("FP64");
            assertThat(datatype(model, "autopay")).isEqualTo("BOOL");
            assertThat(model.at("/inputs/0/shape").toString()).isEqualTo("[-1]");
            assertThat(model.at("/outputs/0").toString())
                    .isEqualTo("{\"name\":\"probability\",\"datatype\":\"FP64\",\"shape\":[-1]}");
            assertThat(Served.get(server, MODEL + "/versions/1.0.0").body()).isEqualTo(model.toString());
            for (String path : List.of(MODEL + "/ready", MODEL + "/versions/1.0.0/ready")) {
                assertThat(Served.get(server, path).body()).isEqualTo("{\"name\":\"churn\",\"ready\":true}");
            }
        }
    }

    @Test
    void infer_twoRows_scoresThemAsPredictDoes() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode rows = JSON.readTree(Served.post(server, "/predict", "[" + Served.ROW + "," + other() + "]")
                    .body());
            for (int sides = 1; sides <= 2; sides++) {
                ObjectNode request = request(sides, Served.ROW, other());
                request.put("id", "42");
                JsonNode answer = ok(Served.post(server, MODEL + "/infer", request.toString()));
                assertThat(answer.at("/model_name").asText()).isEqualTo("churn");
                assertThat(answer.at("/model_version").asText()).isEqualTo("1.0.0");
                assertThat(answer.at("/id").asText()).isEqualTo("42");
                assertThat(answer.at("/outputs").findValuesAsText("name"))
                        .containsExactly("probability", "class", "positive", "tier", "outOfDistribution");
                for (int i = 0; i < 2; i++) {
                    JsonNode row = rows.at("/predictions/" + i);
                    assertThat(data(answer, "probability", i)).isEqualTo(row.at("/probability"));
                    assertThat(data(answer, "class", i)).isEqualTo(row.at("/class"));
                    assertThat(data(answer, "positive", i)).isEqualTo(row.at("/positive"));
                    assertThat(data(answer, "tier", i)).isEqualTo(row.at("/tier"));
                }
                assertThat(answer.at("/outputs/0/shape").toString()).isEqualTo("[2]");
                assertThat(answer.at("/outputs/0/datatype").asText()).isEqualTo("FP64");
                assertThat(answer.at("/outputs/1/datatype").asText()).isEqualTo("BYTES");
            }
            assertThat(ok(Served.post(
                                    server,
                                    MODEL + "/versions/1.0.0/infer",
                                    request(1, Served.ROW).toString()))
                            .has("id"))
                    .isFalse();
        }
    }

    @Test
    void infer_valuesNestedOnePerList_areTakenAsTheColumnTheyAre() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            ObjectNode flat = request(2, Served.ROW, other());
            ObjectNode nested = flat.deepCopy();
            nested.at("/inputs").forEach(input -> {
                ArrayNode lists = JSON.createArrayNode();
                input.get("data").forEach(value -> lists.addArray().add(value));
                ((ObjectNode) input).set("data", lists);
            });
            assertThat(ok(Served.post(server, MODEL + "/infer", nested.toString())))
                    .isEqualTo(ok(Served.post(server, MODEL + "/infer", flat.toString())));
            ((ArrayNode) nested.at("/inputs/0/data/0")).add("Basic");
            assertThat(error(400, Served.post(server, MODEL + "/infer", nested.toString())))
                    .contains("'plan', row 0: wrong shape");
        }
    }

    @Test
    void infer_fieldsInAnyOrder_withParametersAndUnknownFields_areRead() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            ObjectNode request = request(1, Served.ROW);
            JsonNode expected = ok(Served.post(server, MODEL + "/infer", request.toString()));
            ObjectNode turned = JSON.createObjectNode();
            ArrayNode inputs = turned.putArray("inputs");
            request.at("/inputs").forEach(input -> {
                ObjectNode one = inputs.addObject();
                for (String field : List.of("data", "datatype", "shape", "name")) {
                    one.set(field, input.get(field));
                }
                one.putObject("parameters").put("content_type", "np").put("binary_data_size", false);
                one.putObject("surplus").putArray("deep");
            });
            turned.putObject("parameters").put("priority", 3).put("binary_data_output", false);
            turned.put("surplus", 1);
            assertThat(ok(Served.post(server, MODEL + "/infer", turned.toString())))
                    .isEqualTo(expected);
            assertThat(ok(Served.post(server, MODEL + "/infer", "\uFEFF" + turned)))
                    .as("a byte order mark")
                    .isEqualTo(expected);
        }
    }

    @Test
    void infer_someOutputsAskedFor_answersThoseInTheirOrder() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            ObjectNode request = request(1, Served.ROW);
            ArrayNode outputs = request.putArray("outputs");
            outputs.addObject().put("name", "class");
            outputs.addObject()
                    .put("name", "probability")
                    .putObject("parameters")
                    .put("binary_data", false);
            JsonNode answer = ok(Served.post(server, MODEL + "/infer", request.toString()));
            assertThat(answer.at("/outputs").findValuesAsText("name")).containsExactly("class", "probability");
            outputs.addObject().put("name", "class");
            assertThat(error(400, Served.post(server, MODEL + "/infer", request.toString())))
                    .contains("Output 'class' is asked for twice.");
            outputs.remove(2);
            outputs.addObject().put("name", "odds");
            assertThat(error(400, Served.post(server, MODEL + "/infer", request.toString())))
                    .contains("Output 'odds' is none of the model's: 'probability', 'class'");
        }
    }

    @Test
    void infer_noRows_answersEmptyTensors() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode answer =
                    ok(Served.post(server, MODEL + "/infer", request(1).toString()));
            assertThat(answer.at("/outputs/0/shape").toString()).isEqualTo("[0]");
            assertThat(answer.at("/outputs/0/data").toString()).isEqualTo("[]");
        }
    }

    @Test
    void infer_missingColumnsAndNulls_followTheServersPolicy() throws Exception {
        ObjectNode without = request(1, Served.ROW);
        ((ArrayNode) without.at("/inputs")).remove(0);
        ObjectNode nulls = request(1, Served.ROW);
        ((ArrayNode) nulls.at("/inputs/0/data")).setNull(0);
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(error(400, Served.post(server, MODEL + "/infer", without.toString())))
                    .contains("An input is missing: 'plan'.");
            ok(Served.post(server, MODEL + "/infer", nulls.toString()));
        }
        try (ChurnServer server =
                Served.builder().missing(Missing.IMPUTE).build().start()) {
            assertThat(ok(Served.post(server, MODEL + "/infer", without.toString())))
                    .isEqualTo(ok(Served.post(server, MODEL + "/infer", nulls.toString())));
            assertThat(error(400, Served.post(server, MODEL + "/infer", "{\"inputs\":[]}")))
                    .contains("has no input, so how many rows it means is not known");
        }
    }

    @Test
    void infer_valuesThePoliciesRefuse_areAllNamed() throws Exception {
        ObjectNode request = request(1, Served.ROW, other());
        set(request, "plan", 1, "Basix");
        set(request, "tenure_months", 0, 1e6);
        try (ChurnServer server =
                Served.builder().outOfRange(OutOfRange.REJECT).build().start()) {
            assertThat(error(400, Served.post(server, MODEL + "/infer", request.toString())))
                    .contains(
                            "'plan', row 1: unknown level",
                            "maybe 'Basic' was meant",
                            "'tenure_months', row 0: out of range");
        }
        try (ChurnServer server =
                Served.builder().unknownLevels(UnknownLevels.SCORE).build().start()) {
            JsonNode answer = ok(Served.post(server, MODEL + "/infer", request.toString()));
            assertThat(data(answer, "outOfDistribution", 0).asBoolean()).isTrue();
            assertThat(data(answer, "outOfDistribution", 1).asBoolean()).isTrue();
            String metrics = Served.get(server, "/metrics").body();
            assertThat(metrics)
                    .contains("churn_unknown_levels_total{column=\"plan\"} 1.0")
                    .contains("churn_out_of_range_total{column=\"tenure_months\"} 1.0")
                    .contains("churn_rows_total 2.0");
        }
    }

    @Test
    void infer_datatypesAndValuesThatDoNotFit_areRefused() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String[] fault : new String[][] {
                {"plan", "FP64", "[1.5]", "Input 'plan' has datatype FP64 where BYTES is needed."},
                {"tenure_months", "BYTES", "[\"9\"]", "has datatype BYTES where FP64 or UINT8 or"},
                {"tenure_months", "BOOL", "[true]", "has datatype BOOL where FP64 or"},
                {"tenure_months", "FLOAT", "[9]", "has datatype (FLOAT), which the protocol does not know"},
                {"tenure_months", "INT8", "[128]", "row 0: wrong type, 128 where INT8 is needed"},
                {"tenure_months", "UINT16", "[-1]", "row 0: wrong type, -1 where UINT16 is needed"},
                {"tenure_months", "INT64", "[9.5]", "row 0: wrong type, 9.5 where INT64 is needed"},
                {"tenure_months", "INT64", "[9223372036854775808]", "row 0: wrong type"},
                {"tenure_months", "FP64", "[\"9\"]", "row 0: wrong type, \"9\" where FP64 is needed"},
                {"tenure_months", "FP64", "[\"1e999\"]", "row 0: wrong type, 1e999 where a number is needed"},
                {"tenure_months", "FP64", "[{}]", "row 0: wrong type, an object where FP64 is needed"},
                {"tenure_months", "FP64", "[[9]]", "row 0: wrong type, a list where FP64 is needed"},
                {"autopay", "BOOL", "[1]", "row 0: wrong type, 1 where BOOL is needed"},
                {"plan", "BYTES", "[7]", "row 0: wrong type, 7 where BYTES is needed"},
                {"plan", "BYTES", "[]", "Input 'plan' has 0 values, not the 1 that its shape tells."},
                {"plan", "BYTES", "[\"Basic\",\"Basic\"]", "Input 'plan' has more values than the 1"},
            }) {
                ObjectNode request = request(1, Served.ROW);
                ObjectNode input = input(request, fault[0]);
                input.put("datatype", fault[1]).set("data", JSON.readTree(fault[2]));
                // Jackson's tree holds no number as large as that.
                String body = request.toString().replace("[\"1e999\"]", "[1e999]");
                assertThat(error(400, Served.post(server, MODEL + "/infer", body)))
                        .as(String.join(" ", fault))
                        .contains(fault[3]);
            }
            ObjectNode fits = request(1, Served.ROW);
            input(fits, "tenure_months").put("datatype", "UINT64").set("data", JSON.readTree("[9]"));
            input(fits, "autopay").put("datatype", "BYTES").set("data", JSON.readTree("[\"Yes\"]"));
            assertThat(ok(Served.post(server, MODEL + "/infer", fits.toString())))
                    .isEqualTo(ok(Served.post(
                            server, MODEL + "/infer", request(1, Served.ROW).toString())));
        }
    }

    @Test
    void infer_inputsThatDoNotGoTogether_areRefused() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            ObjectNode uneven = request(1, Served.ROW);
            input(uneven, "region").set("shape", JSON.readTree("[2]"));
            assertThat(error(400, Served.post(server, MODEL + "/infer", uneven.toString())))
                    .contains("Input 'region' has 2 rows, one before it 1.");
            ObjectNode twice = request(1, Served.ROW);
            ((ArrayNode) twice.get("inputs")).add(input(twice, "plan").deepCopy());
            assertThat(error(400, Served.post(server, MODEL + "/infer", twice.toString())))
                    .contains("Input 'plan' is given twice.");
            ObjectNode unknown = request(1, Served.ROW);
            ((ArrayNode) unknown.get("inputs"))
                    .add(input(unknown, "plan").deepCopy().put("name", "plam"));
            assertThat(error(400, Served.post(server, MODEL + "/infer", unknown.toString())))
                    .contains("Input 'plam' is none of the model's. Maybe 'plan' was meant.");
            ObjectNode target = request(1, Served.ROW);
            ((ArrayNode) target.get("inputs"))
                    .add(input(target, "plan").deepCopy().put("name", "churned"));
            ok(Served.post(server, MODEL + "/infer", target.toString()));
            try (ChurnServer lenient =
                    Served.builder().unknownFields(UnknownFields.IGNORE).build().start()) {
                ok(Served.post(lenient, MODEL + "/infer", unknown.toString()));
            }
        }
    }

    @Test
    void infer_bodiesThatAreNoRequest_areRefusedInTheProtocolsForm() throws Exception {
        String tensor = "{\"name\":\"plan\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"Basic\"]}";
        Map<String, String> bodies = Map.ofEntries(
                Map.entry("", "no inference request"),
                Map.entry("[]", "no inference request"),
                Map.entry("{}", "has no 'inputs'"),
                Map.entry("{\"inputs\":{}}", "'inputs' is no list"),
                Map.entry("{\"inputs\":[7]}", "Input 1 is no JSON object"),
                Map.entry("{\"inputs\":[" + tensor, "The body is no JSON"),
                Map.entry("{\"inputs\":[" + tensor + "]} 1", "Something follows"),
                Map.entry("{\"inputs\":[],\"inputs\":[]}", "Field 'inputs' is given twice"),
                Map.entry("{\"id\":7,\"inputs\":[]}", "'id' holds 7 where a text is needed"),
                Map.entry("{\"inputs\":[" + tensor.replace("\"name\":\"plan\",", "") + "]}", "Input 1 has no 'name'"),
                Map.entry("{\"inputs\":[" + tensor.replace("\"shape\":[1],", "") + "]}", "'plan' has no 'shape'"),
                Map.entry("{\"inputs\":[" + tensor.replace("[\"Basic\"]", "7") + "]}", "'data' that is no list"),
                Map.entry("{\"inputs\":[" + tensor.replace("[1]", "[1,2]") + "]}", "where [n] or [n, 1] is needed"),
                Map.entry("{\"inputs\":[" + tensor.replace("[1]", "[]") + "]}", "where [n] or [n, 1] is needed"),
                Map.entry("{\"inputs\":[" + tensor.replace("[1]", "[1,1,1]") + "]}", "more than 2 sides"),
                Map.entry("{\"inputs\":[" + tensor.replace("[1]", "[-1]") + "]}", "no whole number from 0 on"),
                Map.entry("{\"inputs\":[" + tensor.replace("[1]", "[1.5]") + "]}", "no whole number from 0 on"),
                Map.entry("{\"inputs\":[[[[[[[[[[]]]]]]]]]]}", "Input 1 is no JSON object"),
                Map.entry("{\"x\":[[[[[[[[[[]]]]]]]]]],\"inputs\":[]}", "nests deeper than 8"));
        try (ChurnServer server = Served.builder().build().start()) {
            for (Map.Entry<String, String> body : bodies.entrySet()) {
                assertThat(error(400, Served.post(server, MODEL + "/infer", body.getKey())))
                        .as(body.getKey())
                        .contains(body.getValue());
            }
            byte[] wide = request(1, Served.ROW).toString().getBytes(StandardCharsets.UTF_16BE);
            HttpResponse<String> answer = Served.send(HttpRequest.newBuilder(Served.uri(server, MODEL + "/infer"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(wide))
                    .build());
            assertThat(error(400, answer)).contains("no JSON in UTF-8");
        }
    }

    @Test
    void infer_moreRowsThanAllowed_areRefusedWhateverTheyClaim() throws Exception {
        try (ChurnServer server = Served.builder().maxRows(1).build().start()) {
            assertThat(error(
                            413,
                            Served.post(
                                    server,
                                    MODEL + "/infer",
                                    request(1, Served.ROW, other()).toString())))
                    .contains("more than 1 rows");
            ObjectNode claim = request(1, Served.ROW);
            input(claim, "plan").set("shape", JSON.readTree("[9223372036854775807]"));
            error(413, Served.post(server, MODEL + "/infer", claim.toString()));
            input(claim, "plan").set("shape", JSON.readTree("[18446744073709551615]"));
            error(400, Served.post(server, MODEL + "/infer", claim.toString()));
        }
    }

    @Test
    void infer_aFewThousandRows_areScoredByAWorker() throws Exception {
        String[] rows = new String[3_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % 2 == 0 ? Served.ROW : other();
        }
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode many =
                    ok(Served.post(server, MODEL + "/infer", request(1, rows).toString()));
            JsonNode two = ok(Served.post(
                    server, MODEL + "/infer", request(1, rows[0], rows[1]).toString()));
            assertThat(many.at("/outputs/0/data")).hasSize(3_000);
            for (int i = 0; i < rows.length; i++) {
                assertThat(many.at("/outputs/0/data/" + i)).isEqualTo(two.at("/outputs/0/data/" + i % 2));
            }
        }
    }

    @Test
    void infer_binaryTensors_areRefused() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            ObjectNode input = request(1, Served.ROW);
            input(input, "plan").putObject("parameters").put("binary_data_size", 9);
            assertThat(error(400, Served.post(server, MODEL + "/infer", input.toString())))
                    .contains("'binary_data_size' asks for binary tensors");
            ObjectNode output = request(1, Served.ROW);
            output.putArray("outputs")
                    .addObject()
                    .put("name", "class")
                    .putObject("parameters")
                    .put("binary_data", true);
            assertThat(error(400, Served.post(server, MODEL + "/infer", output.toString())))
                    .contains("'binary_data' asks for binary tensors");
            ObjectNode all = request(1, Served.ROW);
            all.putObject("parameters").put("binary_data_output", true);
            assertThat(error(400, Served.post(server, MODEL + "/infer", all.toString())))
                    .contains("'binary_data_output' asks for binary tensors");
            HttpResponse<String> header = Served.send(HttpRequest.newBuilder(Served.uri(server, MODEL + "/infer"))
                    .header("Inference-Header-Content-Length", "10")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            request(1, Served.ROW).toString()))
                    .build());
            assertThat(error(400, header)).contains("announces binary tensors");
        }
    }

    @Test
    void paths_ofOtherModelsVersionsAndMethods_areRefusedInTheProtocolsForm() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String path : List.of(
                    "/v2/models/other",
                    "/v2/models/churn2",
                    MODEL + "/versions/2",
                    MODEL + "/versions/",
                    MODEL + "/versions/1.0.0.0",
                    MODEL + "/nothing",
                    "/v2/models/",
                    "/v2/nowhere")) {
                assertThat(error(404, Served.get(server, path))).as(path).isNotBlank();
            }
            assertThat(error(404, Served.get(server, "/v2/models/other")))
                    .contains("The model is 'churn', version '1.0.0'.");
            error(404, Served.post(server, "/v2/models/other/infer", "{}"));
            assertThat(Served.get(server, MODEL + "/infer").headers().firstValue("Allow"))
                    .hasValue("POST");
            error(405, Served.get(server, MODEL + "/infer"));
            error(405, Served.post(server, MODEL, "{}"));
            error(405, Served.post(server, "/v2", "{}"));
        }
    }

    /** A request of rows, as columns of the datatypes that the metadata tell. */
    private static ObjectNode request(int sides, String... rows) throws Exception {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode inputs = request.putArray("inputs");
        OipModel model = new OipModel(new ServedModel(Served.model(), null, Policies.DEFAULTS));
        for (ColumnRule rule : model.served().rules()) {
            OipDatatype type = model.taken(rule).get(0);
            ObjectNode input = inputs.addObject().put("name", rule.name());
            ArrayNode shape = input.putArray("shape").add(rows.length);
            if (sides == 2) {
                shape.add(1);
            }
            input.put("datatype", type.name());
            ArrayNode data = input.putArray("data");
            for (String row : rows) {
                JsonNode value = JSON.readTree(row).get(rule.name());
                if (type == OipDatatype.BOOL) {
                    data.add(value.asText().equals("Yes"));
                } else {
                    data.add(value);
                }
            }
        }
        return request;
    }

    private static String other() {
        return Served.ROW.replace("\"Basic\"", "\"Premium\"").replace("\"tenure_months\":9", "\"tenure_months\":30");
    }

    private static ObjectNode input(ObjectNode request, String name) {
        for (JsonNode input : request.get("inputs")) {
            if (input.get("name").asText().equals(name)) {
                return (ObjectNode) input;
            }
        }
        throw new AssertionError("no input " + name);
    }

    private static void set(ObjectNode request, String name, int row, Object value) {
        ((ArrayNode) input(request, name).get("data")).set(row, JSON.<JsonNode>valueToTree(value));
    }

    private static String datatype(JsonNode model, String name) {
        List<String> types = new ArrayList<>();
        model.at("/inputs").forEach(input -> {
            if (input.at("/name").asText().equals(name)) {
                types.add(input.at("/datatype").asText());
            }
        });
        return types.get(0);
    }

    private static JsonNode data(JsonNode answer, String output, int row) {
        for (JsonNode one : answer.at("/outputs")) {
            if (one.at("/name").asText().equals(output)) {
                return one.at("/data/" + row);
            }
        }
        throw new AssertionError("no output " + output);
    }

    private static JsonNode ok(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String error(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body).hasSize(1);
        return body.at("/error").asText();
    }
}
