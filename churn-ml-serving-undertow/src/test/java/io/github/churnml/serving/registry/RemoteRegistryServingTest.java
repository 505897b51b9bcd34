package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is reached over a network: whatever becomes of it, requests are answered. */
@Timeout(60)
class RemoteRegistryServingTest {

    private static final Duration OFTEN = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch hung = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile boolean isDown;
    private Registry local;

    @BeforeEach
    void versions() {
        local = Registry.folder(folder);
        VersionedModels.into(local, 2);
    }

    /** The folder's registry, as if it were somewhere else. */
    private Registry remote(Duration holds) {
        RegistryStore store = RegistryStore.folder(folder);
        return Registry.of((RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(), new Class<?>[] {RegistryStore.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "stampHolds":
                            return holds;
                        case "stamp":
                            ask();
                            break;
                        default:
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void ask() throws InterruptedException {
        asked.incrementAndGet();
        if (hangs) {
            hung.countDown();
            goesOn.await();
        }
        if (isDown) {
            throw new OutputException("The bucket cannot be reached.", "", Where.nowhere());
        }
    }

    private static String version(ChurnServer server) {
        var answer = Served.post(server, "/predict", Served.ROW);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("X-Model-Version").orElseThrow();
    }

    private static JsonNode health(ChurnServer server) {
        try {
            return new ObjectMapper()
                    .readTree(Served.get(server, "/health?full").body())
                    .at("/registry");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void promotion_inARemoteRegistry_isFollowedWithoutARequest() throws Exception {
        try (ChurnServer server = ChurnServer.builder()
                .registry(remote(OFTEN))
                .watch(OFTEN)
                .port(0)
                .build()
                .start()) {
            assertThat(version(server)).isEqualTo("1.0.0");
            VersionedModels.promote(local, "1.1.0");
            until(() -> version(server).equals("1.1.0"));
            assertThat(health(server).path("champion").asText()).isEqualTo("1.1.0");
        }
    }

    @Test
    void requests_toARemoteRegistry_askItNever() throws Exception {
        try (ChurnServer server = ChurnServer.builder()
                .registry(remote(Duration.ofHours(1)))
                .watch(OFTEN)
                .port(0)
                .build()
                .start()) {
            int before = asked.get();
            for (int i = 0; i < 20; i++) {
                assertThat(version(server)).isEqualTo("1.0.0");
            }
            assertThat(asked).hasValue(before);
        }
    }

    @Test
    void store_thatDoesNotAnswer_delaysNoRequest() throws Exception {
        try (ChurnServer server = ChurnServer.builder()
                .registry(remote(OFTEN))
                .watch(OFTEN)
                .port(0)
                .build()
                .start()) {
            hangs = true;
            hung.await();
            for (int i = 0; i < 5; i++) {
                assertThat(version(server)).isEqualTo("1.0.0");
            }
            assertThat(health(server).path("champion").asText()).isEqualTo("1.0.0");
            hangs = false;
            goesOn.countDown();
        }
    }

    @Test
    void store_thatIsDown_isToldByHealthUntilItIsThereAgain() throws Exception {
        try (ChurnServer server = ChurnServer.builder()
                .registry(remote(OFTEN))
                .watch(OFTEN)
                .port(0)
                .build()
                .start()) {
            assertThat(health(server).has("unreachable_since")).isFalse();
            isDown = true;
            until(() -> health(server).has("unreachable_since"));
            assertThat(version(server)).isEqualTo("1.0.0");
            assertThat(Served.get(server, "/metrics").body()).contains("churn_registry_behind 1.0");
            VersionedModels.promote(local, "1.1.0");
            int before = asked.get();
            until(() -> asked.get() > before + 3);
            assertThat(version(server)).isEqualTo("1.0.0");
            isDown = false;
            until(() -> version(server).equals("1.1.0"));
            assertThat(health(server).has("unreachable_since")).isFalse();
        }
    }
}
