package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.SlowCallersTest;
import io.github.churnml.serving.keys.ApiKeys;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than any test: what is seen, a request has seen. */
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.folder(folder);
    }

    private ChurnServerBuilder builder() {
        return ChurnServer.builder().registry(folder).watch(NEVER).port(0);
    }

    private static String version(ChurnServer server) {
        HttpResponse<String> answer = Served.post(server, "/predict", Served.ROW);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String version = answer.headers().firstValue("X-Model-Version").orElseThrow();
        assertThat(answer.headers().firstValue("X-Model-Name")).hasValue("churn");
        try {
            assertThat(JSON.readTree(answer.body()).at("/model/version").asText())
                    .isEqualTo(version);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return version;
    }

    private static JsonNode health(ChurnServer server) throws IOException {
        return JSON.readTree(Served.get(server, "/health?full").body());
    }

    @Test
    void promotionAndRollback_onceDone_areFollowedByTheNextRequest() throws Exception {
        VersionedModels.into(registry, 3);
        try (ChurnServer server = builder().build().start()) {
            assertThat(version(server)).isEqualTo("1.0.0");
            for (int i = 0; i < 5; i++) {
                VersionedModels.promote(registry, "1.1.0");
                assertThat(version(server)).isEqualTo("1.1.0");
                VersionedModels.promote(registry, "1.2.0");
                assertThat(JSON.readTree(Served.get(server, "/model").body())
                                .at("/version")
                                .asText())
                        .isEqualTo("1.2.0");
                registry.rollback("1.0.0", "complaints");
                assertThat(version(server)).isEqualTo("1.0.0");
            }
            assertThat(health(server).at("/registry/champion").asText()).isEqualTo("1.0.0");
            assertThat(health(server).at("/registry").has("refused")).isFalse();
            assertThat(Served.get(server, "/metrics").body())
                    .contains("churn_registry_behind 0.0")
                    .contains("churn_reloads_total{outcome=\"taken\"} 15.0");
        }
    }

    @Test
    void versionThatAnswersAgain_countsItsScoresFromTheStart() throws Exception {
        VersionedModels.into(registry, 2);
        try (ChurnServer server = builder().build().start()) {
            version(server);
            VersionedModels.promote(registry, "1.1.0");
            version(server);
            registry.rollback(null, "complaints");
            version(server);
            version(server);
            long scores = 0;
            for (JsonNode bin :
                    JSON.readTree(Served.get(server, "/live").body()).at("/scores")) {
                scores += bin.asLong();
            }
            assertThat(scores).isEqualTo(2);
        }
    }

    @Test
    void promotion_withoutARequest_isSeenByTheWatch() throws Exception {
        VersionedModels.into(registry, 2);
        try (ChurnServer server =
                builder().watch(Duration.ofMillis(100)).build().start()) {
            VersionedModels.promote(registry, "1.1.0");
            SlowCallersTest.await(() -> server.modelVersion().equals("1.1.0"));
        }
    }

    @Test
    void changeThatMovesNoChampion_changesNoModel() throws Exception {
        VersionedModels.into(registry, 2);
        try (ChurnServer server = builder().build().start()) {
            String loaded = health(server).at("/model/loaded").asText();
            registry.assign(Pointer.SHADOW, "1.1.0", Map.of(), "look");
            assertThat(version(server)).isEqualTo("1.0.0");
            assertThat(health(server).at("/model/loaded").asText()).isEqualTo(loaded);
        }
    }

    @Test
    void championThatWasAltered_leavesTheOldOne_untilTheRegistryChanges() throws Exception {
        VersionedModels.into(registry, 3);
        try (ChurnServer server = builder().build().start()) {
            Path file = folder.resolve("churn_v1.1.0.churn");
            byte[] good = Files.readAllBytes(file);
            VersionedModels.promote(registry, "1.1.0");
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(file, bad);
            assertThat(version(server)).isEqualTo("1.0.0");
            JsonNode health = health(server);
            assertThat(health.at("/status").asText()).isEqualTo("ok");
            assertThat(health.at("/registry/champion").asText()).isEqualTo("1.1.0");
            assertThat(health.at("/registry/refused").asText()).isEqualTo("1.1.0");
            assertThat(health.at("/reload/outcome").asText()).isEqualTo("refused");
            assertThat(health.toString()).doesNotContain(folder.toString());
            assertThat(Served.get(server, "/metrics").body())
                    .contains("churn_registry_behind 1.0")
                    .contains("churn_reloads_total{outcome=\"refused\"} 1.0");

            Files.write(file, good);
            assertThat(version(server)).as("not tried before the next change").isEqualTo("1.0.0");
            registry.assign(Pointer.SHADOW, "1.2.0", Map.of(), "a change");
            assertThat(version(server)).isEqualTo("1.1.0");
            assertThat(health(server).at("/registry").has("refused")).isFalse();
        }
    }

    @Test
    void championThatIsGone_isTriedAgainByAReload() throws Exception {
        VersionedModels.into(registry, 2);
        ApiKeys admin = ApiKeys.parse("admin: an-admin-key-of-tests");
        try (ChurnServer server = builder().adminKeys(admin).build().start()) {
            Path file = folder.resolve("churn_v1.1.0.churn");
            byte[] good = Files.readAllBytes(file);
            VersionedModels.promote(registry, "1.1.0");
            Files.delete(file);
            assertThat(version(server)).isEqualTo("1.0.0");
            assertThat(reload(server).statusCode()).isEqualTo(422);
            Files.write(file, good);
            assertThat(JSON.readTree(reload(server).body()).at("/model/version").asText())
                    .isEqualTo("1.1.0");
            assertThat(version(server)).isEqualTo("1.1.0");
            assertThatThrownBy(() -> server.reload(file)).hasMessageContaining("The server follows a registry");
        }
    }

    private static HttpResponse<String> reload(ChurnServer server) {
        return Served.send(HttpRequest.newBuilder(Served.uri(server, "/admin/reload"))
                .header("X-API-Key", "an-admin-key-of-tests")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @Test
    void logThatIsDamaged_leavesTheOldModel() throws Exception {
        VersionedModels.into(registry, 2);
        try (ChurnServer server = builder().build().start()) {
            Path log = folder.resolve("registry.log.jsonl");
            Files.writeString(log, Files.readString(log) + "{\"no\":\"event\"}\n");
            assertThat(version(server)).isEqualTo("1.0.0");
            assertThat(Served.get(server, "/metrics").body())
                    .contains("churn_reloads_total{outcome=\"refused\"} 1.0", "churn_registry_behind 1.0");
            assertThat(health(server).at("/registry/unreadable").asBoolean()).isTrue();
        }
    }

    @Test
    void promotion_whileTheLogCannotBeRead_isFollowedOnceItCan() throws Exception {
        VersionedModels.into(registry, 2);
        AtomicBoolean fails = new AtomicBoolean();
        RegistryStore store = RegistryStore.folder(folder);
        Registry read = Registry.of((RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(), new Class<?>[] {RegistryStore.class}, (proxy, method, args) -> {
                    if (fails.get() && method.getName().equals("lines")) {
                        throw new RegistryException("Too many open files.", "", Where.nowhere());
                    }
                    return method.invoke(store, args);
                }));
        try (ChurnServer server = ChurnServer.builder()
                .registry(read)
                .watch(Duration.ofMillis(100))
                .port(0)
                .build()
                .start()) {
            fails.set(true);
            VersionedModels.promote(registry, "1.1.0");
            assertThat(version(server)).isEqualTo("1.0.0");
            Thread.sleep(500);
            assertThat(Served.get(server, "/metrics").body())
                    .contains("churn_registry_behind 1.0")
                    .as("told once")
                    .contains("churn_reloads_total{outcome=\"refused\"} 1.0");
            fails.set(false);
            SlowCallersTest.await(() -> server.modelVersion().equals("1.1.0"));
            assertThat(Served.get(server, "/metrics").body()).contains("churn_registry_behind 0.0");
        }
    }

    @Test
    void pinnedVersion_answersWhateverIsPromoted() throws Exception {
        VersionedModels.into(registry, 3);
        VersionedModels.promote(registry, "1.2.0");
        try (ChurnServer server = builder().pin("1.1.0").build().start()) {
            assertThat(version(server)).isEqualTo("1.1.0");
            registry.rollback(null, "complaints");
            assertThat(version(server)).isEqualTo("1.1.0");
            assertThat(health(server).at("/registry/pinned").asText()).isEqualTo("1.1.0");
            assertThat(health(server).at("/registry/champion").asText()).isEqualTo("1.0.0");
        }
        assertThatThrownBy(() -> builder().pin("9.0.0").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no version (9.0.0) of 'churn'.");
        assertThatThrownBy(() -> builder().pin("one").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("where a semantic version is required");
    }

    @Test
    void pinnedVersion_withoutARegistry_mustBeThatOfTheModel() throws Exception {
        Path file = folder.resolve("model.churn");
        Served.model().save(file);
        ChurnServerBuilder builder = ChurnServer.builder().model(file).port(0);
        assertThatThrownBy(() -> builder.pin("2.0.0").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Version (2.0.0) is pinned, and the model is of version (1.0.0).");
        try (ChurnServer server = builder.pin("1.0.0").build().start()) {
            Served.model().withVersion("2.0.0").save(file);
            assertThatThrownBy(() -> server.reload(file)).hasMessageContaining("Version (1.0.0) is pinned");
            assertThat(server.modelVersion()).isEqualTo("1.0.0");
        }
    }

    @Test
    void start_withoutAChampion_isRefused_orWaits() throws Exception {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("There is no registry in");
        try (ChurnServer server = builder().waitForModel(true).build().start()) {
            HttpResponse<String> answer = Served.post(server, "/predict", Served.ROW);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("waits for a champion of its registry", "churn promote");
            registry.register(Served.model(), "");
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(503);
            assertThatThrownBy(() -> builder().build()).hasMessageContaining("has no champion yet");
            VersionedModels.promote(registry, "1.0.0");
            assertThat(version(server)).isEqualTo("1.0.0");
            assertThat(Served.get(server, "/metrics").body()).contains("churn_reloads_total{outcome=\"refused\"} 0.0");
        }
    }

    @Test
    void start_byName_waitsForItsRegistryBelow() throws Exception {
        try (ChurnServer server = ChurnServer.builder()
                .registry(folder, "churn")
                .waitForModel(true)
                .watch(Duration.ofMillis(100))
                .port(0)
                .build()
                .start()) {
            VersionedModels.into(Registry.folder(folder.resolve("geography-us")), 1);
            SlowCallersTest.await(server::isModelLoaded);
            assertThat(version(server)).isEqualTo("1.0.0");
        }
    }

    @Test
    void start_withAModelToo_isRefused() {
        VersionedModels.into(registry, 1);
        assertThatThrownBy(() -> builder().model(Served.model()).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Both a model and a registry are given.");
    }

    @Test
    void stop_leavesNoThread() throws Exception {
        VersionedModels.into(registry, 1);
        ChurnServer server = builder().build().start();
        version(server);
        assertThat(threads()).contains("churn-registry");
        server.stop();
        SlowCallersTest.await(() -> !threads().contains("churn-registry"));
        builder().build().stop();
        SlowCallersTest.await(() -> !threads().contains("churn-registry"));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .toList();
    }
}
