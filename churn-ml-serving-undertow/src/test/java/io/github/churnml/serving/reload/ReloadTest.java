package io.github.churnml.serving.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    private static final ApiKeys ADMIN = ApiKeys.parse("admin: an-admin-key-of-tests");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OFTEN = Duration.ofMillis(100);

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        Served.model().save(models.resolve("1.churn"));
        fit("2.0.0").save(models.resolve("2.churn"));
        fit("3.0.0", "region", "promo").save(models.resolve("3.churn"));
    }

    @Test
    void watchedFile_thatIsReplaced_answersFromThenOn() throws Exception {
        Path file = served("1.churn");
        try (ChurnServer server = watching(file)) {
            assertThat(version(server)).isEqualTo("1.0.0");
            replace("2.churn", file);
            await(() -> server.modelVersion().equals("2.0.0"));
            assertThat(version(server)).isEqualTo("2.0.0");
            assertThat(metrics(server)).contains("churn_reloads_total{outcome=\"taken\"} 1.0");
        }
    }

    @Test
    void watchedFile_thatIsBad_leavesTheOldModel_andIsTold_untilAGoodOneComes() throws Exception {
        Path file = served("1.churn");
        try (ChurnServer server = watching(file)) {
            byte[] good = Files.readAllBytes(models.resolve("2.churn"));
            Files.write(file, Arrays.copyOf(good, good.length / 2));
            await(() -> metrics(server).contains("churn_reloads_total{outcome=\"refused\"} 1.0"));
            assertThat(version(server)).isEqualTo("1.0.0");
            assertThat(Served.get(server, "/health").body()).isEqualTo("{\"status\":\"ok\"}");
            JsonNode health = JSON.readTree(Served.get(server, "/health?full").body());
            assertThat(health.at("/status").asText()).isEqualTo("ok");
            assertThat(health.at("/model_loaded").isBoolean()).isTrue();
            assertThat(health.at("/model_loaded").asBoolean()).isTrue();
            assertThat(health.at("/model/version").asText()).isEqualTo("1.0.0");
            assertThat(health.at("/reload/outcome").asText()).isEqualTo("refused");
            Files.write(file, good);
            await(() -> server.modelVersion().equals("2.0.0"));
            JsonNode healed =
                    JSON.readTree(Served.get(server, "/health?full=true").body());
            assertThat(healed.has("reload")).isFalse();
            assertThat(healed.at("/model/version").asText()).isEqualTo("2.0.0");
            assertThat(Served.get(server, "/health?full=false").body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void watchedFile_thatIsRemoved_orALinkTurnedElsewhere_isSeen() throws Exception {
        Path first = served("1.churn");
        Path second = Files.copy(models.resolve("2.churn"), folder.resolve("second.churn"));
        Path link = Files.createSymbolicLink(folder.resolve("link.churn"), first);
        try (ChurnServer server = watching(link)) {
            Files.delete(link);
            Thread.sleep(3 * OFTEN.toMillis());
            assertThat(version(server)).isEqualTo("1.0.0");
            Files.createSymbolicLink(link, second);
            await(() -> server.modelVersion().equals("2.0.0"));
            assertThat(metrics(server)).contains("churn_reloads_total{outcome=\"refused\"} 0.0");
        }
    }

    @Test
    void modelWithOtherColumns_isTaken_andAsksForThose() throws Exception {
        Path file = served("1.churn");
        String without = Served.ROW.replace(",\"promo\":\"No\"", "").replace(",\"region\":\"West\"", "");
        try (ChurnServer server = Served.builder().model(file).build().start()) {
            assertThat(Served.post(server, "/predict", without).statusCode()).isEqualTo(400);
            server.reload(models.resolve("3.churn"));
            assertThat(Served.post(server, "/predict", without).statusCode()).isEqualTo(200);
            assertThat(Served.post(server, "/predict", Served.ROW).body()).contains("unknown field");
        }
        ServedModel one = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        ServedModel three = new ServedModel(ChurnModel.load(models.resolve("3.churn")), null, Policies.DEFAULTS);
        assertThat(Reloader.differences(one, three)).containsExactly("'promo' is gone", "'region' is gone");
        assertThat(Reloader.differences(three, one)).containsExactly("'promo' is new", "'region' is new");
        assertThat(Reloader.differences(one, one)).isEmpty();
    }

    private static HttpResponse<String> order(ChurnServer server) {
        return Served.send(java.net.http.HttpRequest.newBuilder(Served.uri(server, "/admin/reload"))
                .header("X-API-Key", "an-admin-key-of-tests")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @Test
    void reloadByRequest_isRefusedUntilSomeoneMayGiveOrders() throws Exception {
        Path file = served("1.churn");
        try (ChurnServer server = Served.builder().model(file).build().start()) {
            HttpResponse<String> refused = Served.post(server, "/admin/reload", "");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("urn:churn-ml:problem:admin-off");
        }
        try (ChurnServer server =
                Served.builder().model(file).adminKeys(ADMIN).build().start()) {
            assertThat(Served.post(server, "/admin/reload", "").statusCode()).isEqualTo(401);
            replace("2.churn", file);
            JsonNode taken = JSON.readTree(order(server).body());
            assertThat(taken.at("/outcome").asText()).isEqualTo("taken");
            assertThat(taken.at("/model/version").asText()).isEqualTo("2.0.0");
            assertThat(taken.at("/before/version").asText()).isEqualTo("1.0.0");
            Files.writeString(file, "no model");
            HttpResponse<String> bad = order(server);
            assertThat(bad.statusCode()).isEqualTo(422);
            assertThat(bad.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(JSON.readTree(bad.body()).at("/detail").asText())
                    .contains("is not a churn-ml model file", "The model before goes on.");
            assertThat(version(server)).isEqualTo("2.0.0");
        }
    }

    @Test
    void reload_ofAModelThatCameFromNoFile_isRefused() {
        try (ChurnServer server = Served.builder().adminKeys(ADMIN).build().start()) {
            HttpResponse<String> refused = order(server);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("did not come from a file");
            assertThatThrownBy(() -> server.reload(folder.resolve("none.churn")))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("is not there");
        }
    }

    @Test
    void reload_thatRunsOutOfMemory_isRefusedLikeAnyOther() {
        ServedModel model = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        ServingMetrics metrics = new ServingMetrics(() -> model);
        Reloader reloader = new Reloader(
                file -> {
                    throw new OutOfMemoryError("heap");
                },
                () -> model,
                metrics);
        assertThatThrownBy(() -> reloader.reload(null))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("The model could not be loaded: OutOfMemoryError.")
                .hasMessageContaining("Maybe it is too large");
        assertThat(reloader.refused()).isNotNull();
        metrics.close();
    }

    @Test
    void watchInterval_outOfRange_isRefused() {
        assertThatThrownBy(() -> Served.builder().watch(Duration.ZERO))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Watch interval is (PT0S) where 100 ms to an hour is allowed.");
    }

    @Test
    void reloadsUnderLoad_failNoRequest_andEachAnswerIsOneModels() throws Exception {
        Path file = served("1.churn");
        Map<String, Double> expected = Map.of("1.0.0", probability("1.churn"), "2.0.0", probability("2.churn"));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        try (ChurnServer server = watching(file)) {
            ExecutorService callers = Executors.newFixedThreadPool(4);
            for (int i = 0; i < 4; i++) {
                boolean explain = i == 0;
                callers.submit(() -> {
                    while (!over.get()) {
                        check(server, explain, expected, seen, wrong);
                    }
                });
            }
            for (int i = 0; i < 10; i++) {
                String next = i % 2 == 0 ? "2" : "1";
                if (i < 4) {
                    replace(next + ".churn", file);
                    await(() -> server.modelVersion().startsWith(next));
                } else {
                    server.reload(models.resolve(next + ".churn"));
                }
                Thread.sleep(20);
            }
            over.set(true);
            callers.shutdown();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder("1.0.0", "2.0.0");
    }

    private static void check(
            ChurnServer server, boolean explain, Map<String, Double> expected, Set<String> seen, Set<String> wrong) {
        try {
            HttpResponse<String> answer = Served.post(server, explain ? "/predict?explain=2" : "/predict", Served.ROW);
            JsonNode body = JSON.readTree(answer.body());
            String version = body.at("/model/version").asText();
            seen.add(version);
            if (answer.statusCode() != 200
                    || !expected.get(version)
                            .equals(body.at("/predictions/0/probability").asDouble())) {
                wrong.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(e.toString());
        }
    }

    private static double probability(String model) throws IOException {
        Map<String, Object> row = JSON.readValue(Served.ROW, new com.fasterxml.jackson.core.type.TypeReference<>() {});
        return ChurnModel.load(models.resolve(model)).scorer().score(row).probability();
    }

    private static ChurnModel fit(String version, String... without) {
        Dataset customers = Served.customers();
        return ChurnPipeline.builder()
                .version(version)
                .target("churned", "Yes")
                .exclude(without)
                .learner(SmileGradientBoosting.builder().trees(12).build())
                .seed(6)
                .build()
                .fit(customers);
    }

    private ChurnServer watching(Path file) {
        return Served.builder().model(file).watch(OFTEN).build().start();
    }

    private Path served(String model) throws IOException {
        return Files.copy(models.resolve(model), folder.resolve("served.churn"));
    }

    /** As a careful writer does it: aside, then in one move. */
    private void replace(String model, Path file) throws IOException {
        Path aside = Files.copy(models.resolve(model), folder.resolve("aside"));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String version(ChurnServer server) throws IOException {
        return JSON.readTree(Served.post(server, "/predict", Served.ROW).body())
                .at("/model/version")
                .asText();
    }

    private static String metrics(ChurnServer server) {
        return Served.get(server, "/metrics").body();
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 1_000 && !holds.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
