package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ServingDefaults;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.experiment.ExperimentArms;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.SlowCallersTest;
import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.policy.RowMaker;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models at once: who is answered by which, and how that ends. */
class ExperimentServingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CUSTOMERS = 2_000;
    private static final String ID = "customer_id";

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void begin() {
        registry = Registry.folder(folder.resolve("models"));
        VersionedModels.into(registry, 3);
    }

    private ChurnServerBuilder builder() {
        return ChurnServer.builder()
                .registry(folder.resolve("models"))
                .watch(Duration.ofHours(1))
                .customerId(ID)
                .port(0);
    }

    private void challenge(String version, double share) {
        registry.assign(Pointer.CHALLENGER, version, Map.of("share", share, "experiment", "trial"), "try it");
    }

    private static String row(String id) {
        return "{\"" + ID + "\":" + id + "," + Served.ROW.substring(1);
    }

    private static JsonNode ask(ChurnServer server, String path, String body) {
        HttpResponse<String> answer = Served.post(server, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode one(ChurnServer server, String id) {
        return ask(server, "/predict", row(id)).at("/predictions/0");
    }

    private static JsonNode health(ChurnServer server) {
        return json(Served.get(server, "/health?full").body()).at("/registry");
    }

    /** The arm of each of many customers. */
    private static Map<String, String> arms(ChurnServer server, Map<String, Double> expected) {
        Map<String, String> arms = new HashMap<>();
        for (int from = 0; from < CUSTOMERS; from += 200) {
            List<String> ids =
                    IntStream.range(from, from + 200).mapToObj(i -> "c" + i).toList();
            List<String> rows = ids.stream().map(id -> row("\"" + id + "\"")).toList();
            JsonNode answers = ask(server, "/predict", rows.toString()).at("/predictions");
            for (int i = 0; i < ids.size(); i++) {
                JsonNode answer = answers.get(i);
                arms.put(ids.get(i), answer.at("/arm").asText());
                assertThat(answer.at("/probability").asDouble())
                        .isEqualTo(expected.get(answer.at("/version").asText()));
                assertThat(answer.at("/version").asText())
                        .isEqualTo(answer.at("/arm").asText().equals("challenger") ? "1.1.0" : "1.0.0");
            }
        }
        return arms;
    }

    @Test
    void customers_areDividedByTheirIds_andKeepTheirModelAfterARestart() {
        challenge("1.1.0", 0.3);
        Map<String, Double> expected = Map.of(
                "1.0.0", VersionedModels.probability(registry, "1.0.0"),
                "1.1.0", VersionedModels.probability(registry, "1.1.0"));
        Map<String, String> first;
        try (ChurnServer server = builder().build().start()) {
            first = arms(server, expected);
        }
        try (ChurnServer server = builder().build().start()) {
            assertThat(arms(server, expected)).isEqualTo(first);
        }
        ExperimentArms arms = ExperimentArms.of("trial", 0.3);
        assertThat(first)
                .allSatisfy((id, arm) -> assertThat(arm).isEqualTo(arms.arm(id).label()));
        assertThat(first.values().stream().filter("challenger"::equals).count())
                .isBetween(Math.round(0.26 * CUSTOMERS), Math.round(0.34 * CUSTOMERS));
    }

    @Test
    void answers_nameTheModelsThatGaveThem() {
        challenge("1.1.0", 1);
        try (ChurnServer server = builder().build().start()) {
            HttpResponse<String> all = Served.post(server, "/predict", row("17"));
            assertThat(all.headers().firstValue("X-Model-Version")).hasValue("1.1.0");
            HttpResponse<String> mixed = Served.post(server, "/predict", "[" + row("17") + "," + row("null") + "]");
            assertThat(mixed.headers().firstValue("X-Model-Version")).hasValue("1.0.0, 1.1.0");
            assertThat(json(mixed.body()).at("/model/version").asText()).isEqualTo("1.0.0");
            JsonNode reasons = ask(server, "/predict?explain=2", row("17")).at("/predictions/0");
            assertThat(reasons.at("/reasons")).hasSize(2);
            assertThat(reasons.at("/arm").asText()).isEqualTo("challenger");
            JsonNode alone = ask(server, "/predict?outcome=conversion", row("17"));
            assertThat(alone.at("/arm").asText()).isEqualTo("challenger");
            assertThat(alone.at("/version").asText()).isEqualTo("1.1.0");
        }
    }

    @Test
    void rowWithoutAnId_isAnsweredByTheChampion_andCounted() {
        challenge("1.1.0", 1);
        try (ChurnServer server = builder().build().start()) {
            for (String row : List.of(Served.ROW, row("null"), row("\" \""))) {
                JsonNode answer = ask(server, "/predict", row).at("/predictions/0");
                assertThat(answer.at("/version").asText()).isEqualTo("1.0.0");
                assertThat(answer.has("arm")).isFalse();
            }
            one(server, "\"17\"");
            assertThat(Served.get(server, "/metrics").body())
                    .contains("churn_experiment_rows_total{arm=\"no-id\",version=\"1.0.0\"} 3.0")
                    .contains("churn_experiment_rows_total{arm=\"challenger\",version=\"1.1.0\"} 1.0");
            assertThat(json(Served.get(server, "/drift").body()).at("/new/rows").asInt())
                    .as("rows that the champion answered")
                    .isEqualTo(3);
        }
    }

    @Test
    void id_isTakenAsItStands_andRefusedIfItIsNone() {
        challenge("1.1.0", 0.5);
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        try (ChurnServer server = builder().build().start()) {
            for (int id = 0; id < 20; id++) {
                String arm = arms.arm(Integer.toString(id)).label();
                assertThat(one(server, Integer.toString(id)).at("/arm").asText())
                        .isEqualTo(arm);
                assertThat(one(server, "\"" + id + "\"").at("/arm").asText()).isEqualTo(arm);
            }
            for (String bad : List.of("{\"a\":1}", "[1]", "true")) {
                HttpResponse<String> refused = Served.post(server, "/predict", row(bad));
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(json(refused.body()).at("/errors/0/problem").asText())
                        .isEqualTo("wrong type");
                assertThat(json(refused.body()).at("/errors/0/column").asText()).isEqualTo(ID);
            }
            HttpResponse<String> twice = Served.post(server, "/predict", row("1").replace("{", "{\"" + ID + "\":2,"));
            assertThat(twice.statusCode()).isEqualTo(400);
            assertThat(twice.body()).contains("given twice");
        }
    }

    @Test
    void id_thatIsAColumnOfTheModel_dividesToo() {
        challenge("1.1.0", 0.5);
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        try (ChurnServer server = builder().customerId("tenure_months").build().start()) {
            for (int tenure = 1; tenure < 20; tenure++) {
                String row = Served.ROW.replace("\"tenure_months\":9", "\"tenure_months\":" + tenure);
                assertThat(ask(server, "/predict", row).at("/predictions/0/arm").asText())
                        .isEqualTo(arms.arm(Integer.toString(tenure)).label());
            }
        }
    }

    @Test
    void id_withoutAnExperiment_isNoUnknownField() {
        try (ChurnServer server = builder().build().start()) {
            JsonNode answer = one(server, "17");
            assertThat(answer.has("arm")).isFalse();
            assertThat(answer.has("version")).isFalse();
            assertThat(json(Served.get(server, "/openapi.json").body())
                            .at("/components/schemas/Row/properties/" + ID)
                            .isObject())
                    .isTrue();
        }
    }

    @Test
    void customerWithEvents_keepsItsId_whichTheMakerOfRowsNeedNotKnow() {
        challenge("1.1.0", 0.5);
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        RowMaker maker = customer -> {
            assertThat(customer).containsOnlyKeys("events");
            return JSON.convertValue(json(Served.ROW), new TypeReference<>() {});
        };
        try (ChurnServer server =
                builder().rowsFromEvents(model -> Optional.of(maker)).build().start()) {
            for (int id = 0; id < 10; id++) {
                String body = "[{\"events\":{},\"" + ID + "\":" + id + "}]";
                JsonNode answer = ask(server, "/predict", body).at("/predictions/0");
                assertThat(answer.at("/arm").asText())
                        .isEqualTo(arms.arm(Integer.toString(id)).label());
            }
        }
    }

    @Test
    void levelThatOnlyTheChampionKnows_isScoredByTheChallengerAsOneItDoesNotKnow() {
        String version = registry.register(VersionedModels.withoutTheWest(), "3.0.0", "")
                .version()
                .toString();
        challenge(version, 1);
        try (ChurnServer server = builder().build().start()) {
            JsonNode answer = one(server, "17");
            assertThat(answer.at("/version").asText()).isEqualTo("3.0.0");
            assertThat(answer.at("/unknownLevels").toString()).isEqualTo("[\"region\"]");
        }
    }

    @Test
    void challengerOfOtherColumns_answersNoOne() {
        String version =
                registry.register(VersionedModels.narrow(), "").version().toString();
        challenge(version, 1);
        try (ChurnServer server = builder().build().start()) {
            assertThat(one(server, "17").has("version")).isFalse();
            JsonNode challenger = health(server).at("/challenger");
            assertThat(challenger.at("/answers").asBoolean(true)).isFalse();
            assertThat(challenger.at("/why").asText()).contains("other columns", "'region' is gone");
            VersionedModels.promote(registry, version);
            challenge("1.1.0", 1);
            String narrow = row("17").replace(",\"promo\":\"No\"", "").replace(",\"region\":\"West\"", "");
            assertThat(ask(server, "/predict", narrow).at("/model/version").asText())
                    .isEqualTo(version);
        }
    }

    @Test
    void challenger_onAServerThatKnowsNoIds_answersNoOne() {
        challenge("1.1.0", 1);
        try (ChurnServer server = ChurnServer.builder()
                .registry(folder.resolve("models"))
                .port(0)
                .build()
                .start()) {
            assertThat(ask(server, "/predict", Served.ROW).at("/predictions/0").has("version"))
                    .isFalse();
            assertThat(health(server).at("/challenger/why").asText()).contains("--customer-id");
        }
        try (ChurnServer server = builder().pin("1.0.0").build().start()) {
            assertThat(one(server, "17").has("version")).isFalse();
        }
    }

    @Test
    void challenger_withoutAShareOrAName() {
        registry.assign(Pointer.CHALLENGER, "1.1.0", Map.of(), "no share");
        try (ChurnServer server = builder().build().start()) {
            assertThat(one(server, "17").has("version")).isFalse();
            assertThat(health(server).at("/challenger/why").asText()).contains("no number from 0 to 1");
            registry.assign(Pointer.CHALLENGER, "1.1.0", Map.of("share", 1), "no name");
            assertThat(one(server, "17").at("/version").asText()).isEqualTo("1.1.0");
            assertThat(health(server).at("/challenger/experiment").asText()).isEqualTo("1.0.0-vs-1.1.0");
            VersionedModels.promote(registry, "1.2.0");
            assertThat(one(server, "17").at("/version").asText()).isEqualTo("1.1.0");
            assertThat(health(server).at("/challenger/experiment").asText())
                    .as("as it was when it was assigned")
                    .isEqualTo("1.0.0-vs-1.1.0");
        }
    }

    @Test
    void release_takesEffectAtTheNextRequest() {
        challenge("1.1.0", 1);
        try (ChurnServer server = builder().build().start()) {
            assertThat(one(server, "17").at("/version").asText()).isEqualTo("1.1.0");
            registry.release(Pointer.CHALLENGER, "complaints");
            assertThat(one(server, "17").has("version")).isFalse();
            assertThat(health(server).has("challenger")).isFalse();
        }
    }

    @Test
    void promotionOfTheChallenger_endsItsExperiment() {
        challenge("1.1.0", 0.5);
        try (ChurnServer server = builder().build().start()) {
            one(server, "17");
            VersionedModels.promote(registry, "1.1.0");
            JsonNode answer = ask(server, "/predict", row("17"));
            assertThat(answer.at("/model/version").asText()).isEqualTo("1.1.0");
            assertThat(answer.at("/predictions/0").has("arm")).isFalse();
        }
    }

    private static HttpResponse<String> stop(ChurnServer server) {
        return Served.send(HttpRequest.newBuilder(Served.uri(server, "/admin/experiment/stop"))
                .header("X-API-Key", "an-admin-key-of-tests")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @Test
    void stop_overHttp_releasesTheChallengerInTheRegistry() {
        challenge("1.1.0", 1);
        ApiKeys admin = ApiKeys.parse("admin: an-admin-key-of-tests");
        try (ChurnServer server = builder().adminKeys(admin).build().start()) {
            assertThat(Served.post(server, "/admin/experiment/stop", "").statusCode())
                    .isEqualTo(401);
            assertThat(one(server, "17").at("/version").asText()).isEqualTo("1.1.0");
            assertThat(json(stop(server).body()).toString())
                    .isEqualTo("{\"outcome\":\"stopped\",\"experiment\":\"trial\",\"challenger\":\"1.1.0\","
                            + "\"registry\":\"released\"}");
            assertThat(one(server, "17").has("version")).isFalse();
            assertThat(stop(server).statusCode()).isEqualTo(409);
        }
        List<RegistryEvent> events = registry.state().events();
        RegistryEvent last = events.get(events.size() - 1);
        assertThat(last.kind()).isEqualTo(EventKind.RELEASE);
        assertThat(last.actor()).isEqualTo("admin");
    }

    @Test
    void stop_whereTheRegistryCannotBeWritten_stopsOnThisServer_untilAnotherAssignment() {
        challenge("1.1.0", 1);
        Registry readOnly = Registry.of(ReadOnlyStore.of(RegistryStore.folder(folder.resolve("models"))));
        ApiKeys admin = ApiKeys.parse("admin: an-admin-key-of-tests");
        try (ChurnServer server = ChurnServer.builder()
                .registry(readOnly)
                .customerId(ID)
                .adminKeys(admin)
                .port(0)
                .build()
                .start()) {
            assertThat(one(server, "17").at("/version").asText()).isEqualTo("1.1.0");
            JsonNode stopped = json(stop(server).body());
            assertThat(stopped.at("/registry").asText()).isEqualTo("unchanged");
            assertThat(stopped.at("/problem").asText()).contains("read-only");
            assertThat(one(server, "17").has("version")).isFalse();
            registry.assign(Pointer.SHADOW, "1.2.0", Map.of(), "a change");
            assertThat(one(server, "17").has("version")).isFalse();
            assertThat(health(server).at("/challenger/why").asText()).contains("stopped on this server");
            challenge("1.1.0", 1);
            assertThat(one(server, "17").at("/version").asText()).isEqualTo("1.1.0");
        }
    }

    @Test
    void assignments_areKept_withBothScores() throws Exception {
        challenge("1.1.0", 0.5);
        Path log = folder.resolve("kept/assignments.jsonl");
        double champion = VersionedModels.probability(registry, "1.0.0");
        double challenger = VersionedModels.probability(registry, "1.1.0");
        try (ChurnServer server = builder().assignments(log).build().start()) {
            List<String> rows = new ArrayList<>();
            for (int id = 0; id < 50; id++) {
                rows.add(row(Integer.toString(id)));
            }
            ask(server, "/predict", rows.toString());
            ask(server, "/predict", Served.ROW);
            assertThat(Served.post(server, "/predict", row("1").replace("Basic", "Basix"))
                            .statusCode())
                    .isEqualTo(400);
        }
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(50);
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        for (int id = 0; id < 50; id++) {
            JsonNode line = json(lines.get(id));
            boolean isChallenger = arms.isChallenger(Integer.toString(id));
            assertThat(line.at("/customer").asText()).isEqualTo(Integer.toString(id));
            assertThat(line.at("/experiment").asText()).isEqualTo("trial");
            assertThat(line.at("/arm").asText()).isEqualTo(isChallenger ? "challenger" : "champion");
            assertThat(line.at("/version").asText()).isEqualTo(isChallenger ? "1.1.0" : "1.0.0");
            assertThat(line.at("/score").asDouble()).isEqualTo(isChallenger ? challenger : champion);
            assertThat(line.at("/champion_score").asDouble()).isEqualTo(champion);
            assertThat(line.at("/decision").isBoolean()).isTrue();
        }
    }

    @Test
    void assignments_thatCannotBeWritten_endTheStart_andLeaveNoThread() throws Exception {
        ChurnServer server = builder().assignments(folder.resolve("models")).build();
        assertThatThrownBy(server::start).isInstanceOf(OutputException.class);
        SlowCallersTest.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().matches("churn-(registry|assignments|shadow)")));
    }

    @Test
    void assignments_withoutARegistryOrIds_areRefused() {
        Path log = folder.resolve("assignments.jsonl");
        assertThatThrownBy(() -> Served.builder().assignments(log).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("only a registry has one");
        assertThatThrownBy(() -> ChurnServer.builder()
                        .registry(folder.resolve("models"))
                        .assignments(log)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no field names the customer");
    }

    @Test
    void columnThatOnlyTheChampionLetsBeLeftOut_isImputedByTheChallenger() throws Exception {
        Registry other = Registry.folder(folder.resolve("others"));
        other.register(VersionedModels.fit(5, ServingDefaults.standard().withOptional("promo")), "1.0.0", "");
        other.register(VersionedModels.fit(6, ServingDefaults.standard()), "1.1.0", "");
        VersionedModels.promote(other, "1.0.0");
        other.assign(Pointer.CHALLENGER, "1.1.0", Map.of("share", 1, "experiment", "trial"), "try it");
        try (ChurnServer server = ChurnServer.builder()
                .registry(other)
                .customerId(ID)
                .port(0)
                .build()
                .start()) {
            JsonNode answer = ask(server, "/predict", row("17").replace(",\"promo\":\"No\"", ""))
                    .at("/predictions/0");
            assertThat(answer.at("/version").asText()).isEqualTo("1.1.0");
            assertThat(answer.at("/imputed").toString()).isEqualTo("[\"promo\"]");
        }
    }

    @Test
    void customerWithEvents_isARowOfTheMakerOfTheModelThatAnswers() throws Exception {
        challenge("1.1.0", 1);
        registry.assign(Pointer.SHADOW, "1.2.0", Map.of(), "look");
        Path log = folder.resolve("assignments.jsonl");
        String other = Served.ROW.replace("\"usage_change_pct\":-55.4", "\"usage_change_pct\":20");
        Map<String, String> rows = Map.of("1.0.0", Served.ROW, "1.1.0", other, "1.2.0", Served.ROW);
        String bodies = "[{\"customer_id\":1,\"events\":[]}," + row("2") + ",{\"customer_id\":null,\"events\":[]}]";
        try (ChurnServer server = builder()
                .shadowBudget(1)
                .assignments(log)
                .rowsFromEvents(model -> Optional.of(customer -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    json(rows.get(model.manifest().version()))
                            .fields()
                            .forEachRemaining(field -> row.put(
                                    field.getKey(),
                                    field.getValue().isNumber()
                                            ? field.getValue().numberValue()
                                            : field.getValue().asText()));
                    return row;
                }))
                .build()
                .start()) {
            double asChampion = VersionedModels.probability(registry, "1.0.0");
            double asChallenger = VersionedModels.probability(registry, "1.1.0", other);
            JsonNode answers = ask(server, "/predict", bodies).at("/predictions");
            assertThat(answers.at("/0/version").asText()).isEqualTo("1.1.0");
            assertThat(answers.at("/0/probability").asDouble()).isEqualTo(asChallenger);
            assertThat(answers.at("/1/probability").asDouble())
                    .as("a row as it is")
                    .isEqualTo(VersionedModels.probability(registry, "1.1.0"));
            assertThat(answers.at("/2/probability").asDouble()).as("no id").isEqualTo(asChampion);
            SlowCallersTest.await(() -> json(Served.get(server, "/shadow").body())
                            .at("/rows/compared")
                            .asInt()
                    == 3);
            assertThat(ask(server, "/predict", "{\"customer_id\":1,\"events\":[]}")
                            .at("/predictions/0/probability")
                            .asDouble())
                    .isEqualTo(asChallenger);
            server.stop();
            JsonNode line = json(Files.readAllLines(log).get(0));
            assertThat(line.at("/score").asDouble()).isEqualTo(asChallenger);
            assertThat(line.at("/champion_score").asDouble()).isEqualTo(asChampion);
        }
    }

    @Test
    void history_isOfTheChampionsRows() throws Exception {
        challenge("1.1.0", 1);
        Path history = folder.resolve("history.jsonl");
        try (ChurnServer server =
                builder().metricsHistory(history, Duration.ofHours(1)).build().start()) {
            one(server, "17");
            ask(server, "/predict", Served.ROW);
        }
        JsonNode line = json(Files.readAllLines(history).get(0));
        assertThat(line.at("/version").asText()).isEqualTo("1.0.0");
        assertThat(line.at("/requests").asInt()).isEqualTo(2);
        assertThat(line.at("/rows").asInt()).isEqualTo(1);
        assertThat(line.at("/score_mean").asDouble()).isEqualTo(VersionedModels.probability(registry, "1.0.0"));
    }
}
