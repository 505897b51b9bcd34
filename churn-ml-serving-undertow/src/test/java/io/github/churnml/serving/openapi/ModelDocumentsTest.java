package io.github.churnml.serving.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.Numbers;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.metrics.Metric;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.policy.Missing;
import io.github.churnml.serving.policy.OutOfRange;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void schema_ofAModel_tellsEveryColumnInItsOrder() throws Exception {
        ChurnModel model = Served.model();
        try (ChurnServer server = Served.builder().optional("promo").build().start()) {
            JsonNode schema = JSON.readTree(Served.get(server, "/schema").body());
            assertThat(schema.at("/columns").findValuesAsText("name"))
                    .isEqualTo(
                            model.inputs().stream().map(input -> input.name()).toList());
            assertThat(schema.at("/threshold").asDouble()).isEqualTo(model.threshold());
            assertThat(schema.at("/target/column").asText()).isEqualTo("churned");
            assertThat(schema.at("/target/positive").asText()).isEqualTo("Yes");
            assertThat(schema.at("/policies/missing").asText()).isEqualTo("reject");
            assertThat(schema.at("/policies/outOfRange").asText()).isEqualTo("flag");
            JsonNode plan = column(schema, "plan");
            assertThat(plan.at("/type").asText()).isEqualTo("categorical");
            assertThat(texts(plan.at("/levels"))).contains("Basic");
            assertThat(plan.at("/optional").asBoolean()).isFalse();
            assertThat(column(schema, "promo").at("/optional").asBoolean()).isTrue();
            NumberProfile tenure = (NumberProfile)
                    model.referenceProfile().find("tenure_months").orElseThrow();
            JsonNode column = column(schema, "tenure_months");
            assertThat(column.at("/range/min").asDouble()).isEqualTo(tenure.min());
            assertThat(column.at("/range/max").asDouble()).isEqualTo(tenure.max());
            assertThat(column.at("/missingShare").asDouble()).isEqualTo(tenure.missingShare());
            assertThat(column.at("/example").asDouble()).isBetween(tenure.min(), tenure.max());
        }
    }

    @Test
    void schema_serverThatImputes_saysThatAllIsOptional() throws Exception {
        try (ChurnServer server =
                Served.builder().missing(Missing.IMPUTE).build().start()) {
            JsonNode schema = JSON.readTree(Served.get(server, "/schema").body());
            assertThat(schema.at("/policies/missing").asText()).isEqualTo("impute");
            assertThat(schema.at("/columns"))
                    .allMatch(column -> column.at("/optional").asBoolean());
        }
    }

    @Test
    void schema_examplesOfAllColumns_areARowThatIsScored() throws Exception {
        try (ChurnServer server =
                Served.builder().outOfRange(OutOfRange.REJECT).build().start()) {
            JsonNode schema = JSON.readTree(Served.get(server, "/schema").body());
            var row = JSON.createObjectNode();
            schema.at("/columns").forEach(column -> row.set(column.get("name").asText(), column.get("example")));
            HttpResponse<String> answer = Served.post(server, "/predict", row.toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/predictions/0").has("imputed"))
                    .isFalse();
        }
    }

    @Test
    void card_ofATrainedModel_tellsWhereItComesFromAndHowGoodItIs() throws Exception {
        ChurnModel model = Served.model();
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode card = JSON.readTree(Served.get(server, "/model").body());
            assertThat(card.at("/name").asText()).isEqualTo(model.manifest().name());
            assertThat(card.at("/version").asText()).isEqualTo(model.manifest().version());
            assertThat(card.at("/learner/name").asText()).isEqualTo("smile-gradient-boosting");
            assertThat(card.at("/rows").asLong()).isEqualTo(model.manifest().rows());
            assertThat(card.at("/positives").asLong())
                    .isEqualTo(model.manifest().positives());
            assertThat(card.at("/fingerprint").asText())
                    .isEqualTo(model.manifest().dataFingerprint());
            assertThat(card.has("origin")).isFalse();
            JsonNode auc = card.at("/evaluation/metrics/" + Metric.ROC_AUC.label());
            assertThat(auc.at("/value").asDouble())
                    .isEqualTo(model.evaluation().rocAuc().value());
            assertThat(auc.at("/low").asDouble())
                    .isEqualTo(model.evaluation().rocAuc().low());
            assertThat(auc.at("/high").asDouble())
                    .isEqualTo(model.evaluation().rocAuc().high());
            List<String> columns = new ArrayList<>();
            card.at("/importances").fieldNames().forEachRemaining(columns::add);
            assertThat(columns).containsExactlyElementsOf(model.importances().keySet());
            assertThat(card.at("/loaded").asText()).endsWith("Z");
        }
    }

    @Test
    void documents_askedForAgainWithTheirTag_areNotSentAgain() {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String path : List.of("/schema", "/model", "/openapi.json")) {
                HttpResponse<String> first = Served.get(server, path);
                String tag = first.headers().firstValue("ETag").orElseThrow();
                assertThat(again(server, path, tag).statusCode()).isEqualTo(304);
                assertThat(again(server, path, tag).body()).isEmpty();
                HttpResponse<String> other = again(server, path, "\"other\"");
                assertThat(other.statusCode()).isEqualTo(200);
                assertThat(other.body()).isEqualTo(first.body());
            }
        }
    }

    @Test
    void documents_anotherMethod_isNotAllowed() {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String path : List.of("/schema", "/model", "/openapi.json", "/docs", "/docs/")) {
                HttpResponse<String> answer = Served.post(server, path, "{}");
                assertThat(answer.statusCode()).as(path).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
            }
        }
    }

    @Test
    void numbers_inTrees_areWrittenAsJsonHasThem() {
        assertThat(Tree.number(3.0)).isEqualTo(3L);
        assertThat(Tree.number(0.25)).isEqualTo(0.25);
        assertThat(Tree.number(1e300)).isEqualTo(1e300);
        assertThat(Tree.number(Double.NaN)).isNull();
        assertThat(Tree.number(Double.POSITIVE_INFINITY)).isNull();
        assertThat(Numbers.text(3.0)).isEqualTo(Tree.number(3.0).toString());
    }

    private static HttpResponse<String> again(ChurnServer server, String path, String tag) {
        return Served.send(HttpRequest.newBuilder(Served.uri(server, path))
                .header("If-None-Match", tag)
                .build());
    }

    private static JsonNode column(JsonNode schema, String name) {
        for (JsonNode column : schema.at("/columns")) {
            if (column.at("/name").asText().equals(name)) {
                return column;
            }
        }
        throw new AssertionError("no column " + name);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
