package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.registry.RegistryStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What only a bucket can do to a registry. */
class S3RegistryStoreTest {

    private static final String ADDRESS = "s3://models/geography-us";

    @Test
    void create_answerLost_isKnownAsOnesOwn() {
        try (S3Server server = S3Server.inMemory().bucket("models");
                LossyProxy proxy = new LossyProxy(port(server))) {
            Map<String, String> environment = server.environment();
            environment.put("AWS_ENDPOINT_URL_S3", proxy.url());
            RegistryStore store = RegistryStore.at(ADDRESS, environment);
            store.append(1, bytes("{}"));

            proxy.loseNext("PUT /models/geography-us/log/000000002");
            assertThat(store.append(2, bytes("{\"a\": 1}"))).isTrue();
            proxy.loseNext("PUT /models/geography-us/model.churn");
            assertThat(store.create("model.churn", bytes("model"))).isTrue();

            assertThat(proxy.lost()).isEqualTo(2);
            assertThat(server.keys("models", "geography-us/log/0")).hasSize(2);
            RegistryStore other = RegistryStore.at(ADDRESS, server.environment());
            assertThat(other.append(2, bytes("{\"a\": 1}")))
                    .as("the same line of another")
                    .isFalse();
            assertThat(other.create("model.churn", bytes("model"))).isFalse();
        }
    }

    /** Refused after the head of a request whose body is still on its way. */
    @Test
    void create_largeObjectThatIsThere_isFalse() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            RegistryStore store = RegistryStore.at(ADDRESS, server.environment());
            byte[] large = new byte[20 << 20];

            assertThat(store.create("model.churn", large)).isTrue();
            assertThat(store.create("model.churn", large)).isFalse();
            assertThat(store.read("model.churn")).hasValue(large);
        }
    }

    @Test
    void append_noAnswerAtAll_isToldToBeUncertain() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            RegistryStore store = RegistryStore.at(ADDRESS, server.environment());
            store.append(1, bytes("{}"));
            server.stop();

            assertThatThrownBy(() -> store.append(2, bytes("{}")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining(
                            "An event of the registry (s3://models/geography-us/) was not surely written: "
                                    + server.url() + " takes no connections")
                    .hasMessageContaining("Maybe look whether it was before you try again.");
            assertThatThrownBy(() -> store.lines(0))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("cannot be read: " + server.url() + " takes no connections");
            server.startAgain();
        }
    }

    @Test
    void append_serverIgnoresConditions_isRefusedBeforeAnythingIsWritten() {
        try (FixedAnswer ignores = new FixedAnswer(200, "", "", Map.of("ETag", "\"1\""))) {
            RegistryStore store = RegistryStore.at(ADDRESS, ignores.environment());

            assertThatThrownBy(() -> store.append(1, bytes("{}")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining(
                            "The server of the registry (s3://models/geography-us/) ignores If-None-Match");
        }
    }

    @Test
    void append_alwaysContested_endsWithAnError() {
        try (FixedAnswer contests = new FixedAnswer(409, "ConditionalRequestConflict", "", Map.of())) {
            RegistryStore store = RegistryStore.at(ADDRESS, contests.environment());

            assertThatThrownBy(() -> store.append(1, bytes("{}")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("ConditionalRequestConflict");
        }
    }

    @Test
    void append_numberThatIsNotTheNext_writesNothing() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            RegistryStore store = RegistryStore.at(ADDRESS, server.environment());

            assertThat(store.append(2, bytes("{}"))).isFalse();
            assertThat(store.lines(0)).isEmpty();
        }
    }

    @Test
    void lines_eventRemoved_isTold() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            RegistryStore store = RegistryStore.at(ADDRESS, server.environment());
            IntStream.rangeClosed(1, 4).forEach(number -> store.append(number, bytes("{\"n\": " + number + "}")));

            server.delete("models", "geography-us/log/000000002");
            assertThatThrownBy(() -> store.lines(0))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("has no event 2 any more: its object 'log/000000002' was removed");
            assertThat(store.lines(3)).hasSize(1);
        }
    }

    @Test
    void lines_lastEventRemoved_isToldToWhoKnewIt() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            RegistryStore store = RegistryStore.at(ADDRESS, server.environment());
            store.append(1, bytes("{}"));
            store.append(2, bytes("{}"));

            server.delete("models", "geography-us/log/000000002");

            assertThatThrownBy(() -> store.lines(2)).hasMessageContaining("has no event 2 any more");
            assertThat(store.lines(1)).isEmpty();
        }
    }

    @Test
    void lines_severalPages_areAllInOrder() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            for (int number = 1; number <= 1005; number++) {
                server.put(
                        "models",
                        "geography-us/log/" + String.format(Locale.ROOT, "%09d", number),
                        bytes(number + "\n"));
            }
            RegistryStore store = RegistryStore.at(ADDRESS, server.environment());

            List<byte[]> lines = store.lines(0);

            assertThat(lines).hasSize(1005);
            assertThat(lines.get(1004)).asString().isEqualTo("1005");
            assertThat(store.lines(1003)).hasSize(2);
            assertThat(store.stamp()).isEqualTo(1005);
        }
    }

    @Test
    void stamp_withinItsSeconds_isNotAskedAnew() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            Map<String, String> hourly = server.environment();
            hourly.put("CHURN_S3_REGISTRY_SECONDS", "3600");
            RegistryStore writer = RegistryStore.at(ADDRESS, server.environment());
            writer.append(1, bytes("{}"));
            RegistryStore follower = RegistryStore.at(ADDRESS, hourly);
            assertThat(follower.stamp()).isEqualTo(1);

            writer.append(2, bytes("{}"));

            assertThat(follower.stamp()).isEqualTo(1);
            assertThat(follower.lines(1))
                    .as("the log itself is always asked for")
                    .hasSize(1);
            assertThat(follower.stamp()).isEqualTo(2);
        }
    }

    @Test
    void stamp_serverStopped_isToldUntilItAnswersAgain() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            Map<String, String> environment = server.environment();
            environment.put("CHURN_S3_REGISTRY_SECONDS", "1");
            RegistryStore store = RegistryStore.at(ADDRESS, environment);
            store.append(1, bytes("{}"));
            server.stop();

            until(() -> fails(store));
            assertThatThrownBy(store::stamp)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("takes no connections");
            server.startAgain();
            RegistryStore.at(ADDRESS, environment).append(2, bytes("{}"));
            until(() -> !fails(store) && store.stamp() == 2);
        }
    }

    private static void until(BooleanSupplier isSo) {
        for (int i = 0; !isSo.getAsBoolean(); i++) {
            assertThat(i).as("tenths of a second").isLessThan(600);
            pause();
        }
    }

    private static boolean fails(RegistryStore store) {
        try {
            store.stamp();
            return false;
        } catch (RegistryException e) {
            return true;
        }
    }

    @Test
    void read_answerBrokenOff_isNoObject() {
        try (S3Server server = S3Server.inMemory().bucket("models");
                LossyProxy proxy = new LossyProxy(port(server))) {
            server.put("models", "geography-us/model.churn", new byte[100_000]);
            Map<String, String> environment = server.environment();
            environment.put("AWS_ENDPOINT_URL_S3", proxy.url());
            RegistryStore store = RegistryStore.at(ADDRESS, environment);
            proxy.cut(100, 50_000);

            assertThatThrownBy(() -> store.read("model.churn"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(proxy.url() + " broke the answer off 3 times");
            assertThat(proxy.lost()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void store_missingBucket_isNamed() {
        try (S3Server server = S3Server.inMemory().bucket("models")) {
            RegistryStore store = RegistryStore.at("s3://modles/us", server.environment());

            assertThatThrownBy(() -> store.lines(0)).hasMessageContaining("there is no bucket 'modles'");
            assertThatThrownBy(() -> store.append(1, bytes("{}")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("there is no bucket 'modles'");
        }
    }

    @Test
    void at_addressWithAStar_isRefused() {
        assertThatThrownBy(() -> RegistryStore.at("s3://models/*", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The address (s3://models/*) of a registry has a star.\nMaybe name the registry's folder.");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int port(S3Server server) {
        return Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
