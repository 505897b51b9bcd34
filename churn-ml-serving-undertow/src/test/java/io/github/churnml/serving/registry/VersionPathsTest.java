package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.registry.Registry;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.policy.Policies;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions other than the one that answers, by their paths in the Open Inference Protocol. */
class VersionPathsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "/v2/models/churn";

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void begin() {
        registry = Registry.folder(folder);
        VersionedModels.into(registry, 4);
    }

    private ChurnServer server() {
        return ChurnServer.builder().registry(folder).port(0).build().start();
    }

    /** {@link Served#ROW} as tensors. */
    private static String tensors(ChurnServer server) throws Exception {
        List<String> inputs = new ArrayList<>();
        JsonNode row = JSON.readTree(Served.ROW);
        for (JsonNode input : JSON.readTree(Served.get(server, MODEL).body()).at("/inputs")) {
            String type = input.at("/datatype").asText();
            JsonNode value = row.get(input.at("/name").asText());
            String data = type.equals("BOOL") ? Boolean.toString(value.asText().equals("Yes")) : value.toString();
            inputs.add("{\"name\":" + input.at("/name") + ",\"datatype\":\"" + type + "\",\"shape\":[1],\"data\":["
                    + data + "]}");
        }
        return "{\"inputs\":" + inputs + "}";
    }

    @Test
    void anyKeptVersion_isAnsweredByItself() throws Exception {
        try (ChurnServer server = server()) {
            String body = tensors(server);
            for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.1.0")) {
                HttpResponse<String> answer = Served.post(server, MODEL + "/versions/" + version + "/infer", body);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-Model-Version")).hasValue(version);
                assertThat(JSON.readTree(answer.body()).at("/model_version").asText())
                        .isEqualTo(version);
                assertThat(JSON.readTree(answer.body()).at("/outputs/0/data/0").asDouble())
                        .isEqualTo(VersionedModels.probability(registry, version));
            }
            HttpResponse<String> own = Served.post(server, MODEL + "/infer", body);
            assertThat(own.headers().firstValue("X-Model-Version")).hasValue("1.0.0");
            JsonNode metadata = JSON.readTree(Served.get(server, MODEL).body());
            assertThat(metadata.at("/versions").toString()).isEqualTo("[\"1.0.0\",\"1.1.0\",\"1.2.0\",\"1.3.0\"]");
            assertThat(Served.get(server, MODEL + "/versions/1.2.0").statusCode())
                    .isEqualTo(200);
            assertThat(Served.get(server, MODEL + "/versions/1.2.0/ready").body())
                    .isEqualTo("{\"name\":\"churn\",\"ready\":true}");
            assertThat(Served.get(server, MODEL + "/versions/1.2.0/infer").statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void versionThatIsUnknownOrPruned_isNotFound_andOneThatIsBroken503() throws Exception {
        registry.prune(2, "old");
        registry.register(VersionedModels.narrow(), "");
        Files.delete(folder.resolve("churn_v2.0.0.churn"));
        try (ChurnServer server = server()) {
            for (String version : List.of("1.1.0", "9.0.0", "one", "1.0.0x", "")) {
                HttpResponse<String> answer = Served.get(server, MODEL + "/versions/" + version);
                assertThat(answer.statusCode()).as(version).isEqualTo(404);
                assertThat(answer.body()).contains("There is no such model or version here");
            }
            assertThat(Served.get(server, "/v2/models/other/versions/1.2.0").statusCode())
                    .isEqualTo(404);
            HttpResponse<String> broken = Served.get(server, MODEL + "/versions/2.0.0/ready");
            assertThat(broken.statusCode()).isEqualTo(503);
            assertThat(broken.body()).contains("could not be loaded").doesNotContain(folder.toString());
            assertThat(Served.get(server, MODEL + "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void versionThatIsRegisteredLater_isThere() throws Exception {
        try (ChurnServer server = server()) {
            assertThat(Served.get(server, MODEL + "/versions/2.0.0").statusCode())
                    .isEqualTo(404);
            registry.register(VersionedModels.narrow(), "");
            assertThat(Served.get(server, MODEL + "/versions/2.0.0").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void versions_severalThatAskAtOnce_haveItLoadedOnce() throws Exception {
        Versions versions = new Versions(registry, Policies.DEFAULTS);
        Set<Object> models = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread =
                    new Thread(() -> models.add(versions.get(registry.state().version("1.1.0"))));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(models).hasSize(1);
    }

    @Test
    void versions_beyondAFew_areForgotten_butNotThoseThatWork() {
        Versions versions = new Versions(registry, Policies.DEFAULTS);
        var state = registry.state();
        versions.hold(Set.of(state.version("1.0.0").version()));
        Object held = versions.get(state.version("1.0.0"));
        for (int trees = 1; trees <= Versions.MOST_SPARE + 2; trees++) {
            versions.get(registry.register(VersionedModels.fit(trees, "region", "promo"), "7." + trees + ".0", ""));
        }
        assertThat(versions.size()).isEqualTo(Versions.MOST_SPARE + 1);
        assertThat(versions.get(state.version("1.0.0"))).isSameAs(held);
    }
}
