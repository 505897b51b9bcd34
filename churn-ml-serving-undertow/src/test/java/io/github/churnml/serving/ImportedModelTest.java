package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model of another system: nothing is known of its training, and all that can be told of it is. */
class ImportedModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");

    @Test
    void card_saysWhereItWasImportedFrom_andClaimsNoMetrics() throws Exception {
        try (ChurnServer server = start()) {
            JsonNode card = JSON.readTree(Served.get(server, "/model").body());
            assertThat(card.at("/origin/system").asText()).isEqualTo("XGBoost 2.1.3");
            assertThat(card.at("/origin/sha256").asText()).hasSize(64);
            for (String unknown : List.of("evaluation", "rows", "positives", "fingerprint", "learner", "seed")) {
                assertThat(card.has(unknown)).as(unknown).isFalse();
            }
            assertThat(card.at("/found/trees").asInt()).isEqualTo(3);
            assertThat(card.at("/importances").size()).isEqualTo(3);
        }
    }

    @Test
    void schema_hasNoRanges_andItsExamplesAreScored() throws Exception {
        try (ChurnServer server = start()) {
            JsonNode schema = JSON.readTree(Served.get(server, "/schema").body());
            assertThat(schema.at("/columns").findValuesAsText("name")).containsExactly("tariff", "usage", "promo");
            assertThat(schema.at("/columns").findValues("range")).isEmpty();
            assertThat(schema.at("/columns").findValues("missingShare")).isEmpty();
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            JsonNode post = document.at("/paths/~1predict/post");
            String row = post.at("/requestBody/content/application~1json/examples/one/value")
                    .toString();
            assertThat(JSON.readTree(Served.post(server, "/predict", row).body()))
                    .isEqualTo(post.at("/responses/200/content/application~1json/examples/one/value"));
        }
    }

    @Test
    void flagColumn_isABooleanTensor_andATensorOfTextsIsTakenToo() throws Exception {
        try (ChurnServer server = start()) {
            JsonNode model =
                    JSON.readTree(Served.get(server, "/v2/models/fixture").body());
            List<String> types = new ArrayList<>();
            model.at("/inputs").forEach(input -> types.add(input.at("/datatype").asText()));
            assertThat(types).containsExactly("BYTES", "FP64", "BOOL");
            String body =
                    "{\"inputs\":[{\"name\":\"tariff\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"Pro\",null]},"
                            + "{\"name\":\"usage\",\"shape\":[2],\"datatype\":\"INT16\",\"data\":[2,1]},"
                            + "{\"name\":\"promo\",\"shape\":[2],\"datatype\":\"BOOL\",\"data\":[true,false]}]}";
            JsonNode flags = JSON.readTree(
                    Served.post(server, "/v2/models/fixture/infer", body).body());
            JsonNode rows = JSON.readTree(Served.post(
                            server,
                            "/predict",
                            "[{\"tariff\":\"Pro\",\"usage\":2,\"promo\":true},"
                                    + "{\"tariff\":null,\"usage\":1,\"promo\":false}]")
                    .body());
            assertThat(flags.at("/outputs/0/data/0")).isEqualTo(rows.at("/predictions/0/probability"));
            assertThat(flags.at("/outputs/0/data/1")).isEqualTo(rows.at("/predictions/1/probability"));
        }
    }

    private static ChurnServer start() {
        return ChurnServer.builder().model(FILE).port(0).build().start();
    }
}
