package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that were good once, with bytes changed, moved, doubled or lost: no mutant is answered with a 500. */
class HostileFuzzTest {

    private static final int MUTANTS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] NASTY = {
        "\0",
        "\r\n",
        "\r\n\r\n",
        "\"",
        "\\",
        "\\ud800",
        "{",
        "[",
        "}",
        "]",
        ",",
        ":",
        "NaN",
        "1e999",
        "-",
        "null",
        "true",
        "\u00ff",
        "\u00c0\u00af",
        "9".repeat(30),
        "Content-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n",
        "HTTP/1.1",
        " "
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutants_ofBodies_areAnsweredOrRefused(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (ChurnServer server = Served.builder().build().start();
                Raw raw = Raw.to(server)) {
            for (int i = 0; i < MUTANTS; i++) {
                String good = i % 3 == 0 ? "[" + Served.ROW + "," + Served.ROW + "]" : Served.ROW;
                byte[] body = mutant(good.getBytes(StandardCharsets.UTF_8), random);
                Raw.Answer answer = raw.send(Raw.post(i % 5 == 0 ? "/predict?explain=2" : "/predict", body))
                        .read();
                assertThat(answer.status())
                        .as("seed %d, mutant %d: %s", seed, i, new String(body, StandardCharsets.ISO_8859_1))
                        .isIn(200, 400);
                assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void mutants_ofWholeRequests_areAnsweredRefusedOrHungUpOn(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (ChurnServer server = Served.builder()
                .bodyTimeout(Duration.ofMillis(500))
                .headTimeout(Duration.ofMillis(500))
                .build()
                .start()) {
            byte[] good =
                    Raw.post("/predict?explain=1", Served.ROW, "Content-Type: application/json", "X-Request-Id: a");
            for (int i = 0; i < MUTANTS; i++) {
                byte[] request = mutant(good, random);
                try (Raw raw = Raw.to(server)) {
                    raw.sendAsFarAsTaken(request);
                    raw.endSending();
                    assertThat(raw.read().status())
                            .as("seed %d, mutant %d: %s", seed, i, new String(request, StandardCharsets.ISO_8859_1))
                            .isIn(0, 100, 200, 204, 400, 401, 404, 405, 408, 413, 415, 501, 505);
                }
            }
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
            SlowCallersTest.await(() -> server.inFlight() == 0 && server.held() == 0);
        }
    }

    private static byte[] mutant(byte[] good, SplittableRandom random) {
        byte[] bytes = good;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, at + random.nextInt(20));
            bytes = switch (random.nextInt(5)) {
                case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
                case 1 -> joined(bytes, at, new byte[0], end);
                case 2 -> joined(bytes, end, java.util.Arrays.copyOfRange(bytes, at, end), end);
                case 3 -> joined(bytes, at, new byte[0], bytes.length);
                default ->
                    joined(bytes, at, NASTY[random.nextInt(NASTY.length)].getBytes(StandardCharsets.ISO_8859_1), at);
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, until);
        all.write(middle, 0, middle.length);
        all.write(bytes, from, bytes.length - from);
        return all.toByteArray();
    }
}
