package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.smile.SmileLogisticRegression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers as texts of a request, and the example of a column of whole numbers. */
class FormattedNumbersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Learnt from a table of decimal commas. */
    private static ChurnModel model() {
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            int fee = row * 37 % 900;
            rows.add(new String[] {
                fee + "," + row % 10 + "5", row % 6 == 0 ? "1" : "0", fee < 300 + row % 4 * 90 ? "yes" : "no"
            });
        }
        return ChurnPipeline.builder()
                .target("left", "yes")
                .learner(SmileLogisticRegression.builder().build())
                .build()
                .fit(Tables.ofTexts(List.of("fee", "senior", "left"), rows, ReadOptions.standard()));
    }

    @Test
    void predict_textsOfNumbers_areTheNumbers() throws Exception {
        try (ChurnServer server =
                ChurnServer.builder().model(model()).port(0).build().start()) {
            for (String text : List.of("79.32", "79,32", "79,32 EUR", "+79.32", "79,32\u00A0\u20AC")) {
                assertThat(probability(server, "\"" + text + "\"")).as(text).isEqualTo(probability(server, "79.32"));
            }
            assertThat(probability(server, "\"1.234\"")).isEqualTo(probability(server, "1234"));
            assertThat(probability(server, "1.234")).isNotEqualTo(probability(server, "1234"));
            assertThat(probability(server, "\"(79,32)\"")).isEqualTo(probability(server, "-79.32"));
            assertThat(Served.post(server, "/predict", row("\"79.3.2\"")).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void schema_exampleOfZerosAndOnes_isOneOfThem() throws Exception {
        try (ChurnServer server =
                ChurnServer.builder().model(model()).port(0).build().start()) {
            JsonNode columns =
                    JSON.readTree(Served.get(server, "/schema").body()).at("/columns");
            assertThat(columns.get(1).at("/name").asText()).isEqualTo("senior");
            assertThat(columns.get(1).at("/example").asDouble()).isZero();
        }
    }

    private static String row(String fee) {
        return "{\"fee\": " + fee + ", \"senior\": 0}";
    }

    private static double probability(ChurnServer server, String fee) throws Exception {
        String body = Served.post(server, "/predict", row(fee)).body();
        JsonNode probability = JSON.readTree(body).at("/predictions/0/probability");
        assertThat(probability.isNumber()).as(body).isTrue();
        return probability.asDouble();
    }
}
