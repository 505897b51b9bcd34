package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.serving.Raw.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers that take their time, or hold more connections than they use: they cost no thread and lose in the end. */
public class SlowCallersTest {

    private static final String HEAD = "POST /predict HTTP/1.1\r\nHost: here\r\n";
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void body_thatComesByteByByte_isScored() throws Exception {
        try (ChurnServer server = Served.builder().build().start();
                Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Content-Length: " + Served.ROW.length() + "\r\n\r\n");
            for (byte b : Served.ROW.getBytes(StandardCharsets.UTF_8)) {
                raw.send(new byte[] {b});
            }
            assertThat(raw.read().status()).isEqualTo(200);
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            for (byte b : Served.ROW.getBytes(StandardCharsets.UTF_8)) {
                raw.send("1\r\n" + (char) b + "\r\n");
            }
            assertThat(raw.send("0\r\n\r\n").read().status()).isEqualTo(200);
        }
    }

    @Test
    void body_thatDoesNotCome_isGivenUpAndOthersAreServedMeanwhile() {
        try (ChurnServer server =
                Served.builder().ioThreads(1).bodyTimeout(SHORT).build().start()) {
            List<Raw> slow = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                slow.add(Raw.to(server).send(HEAD + "Content-Length: 1000\r\n\r\n{"));
            }
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
            for (Raw raw : slow) {
                Answer answer = raw.read();
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.body()).contains("body-too-slow");
                raw.close();
            }
        }
    }

    @Test
    void body_nobodyReads_doesNotKeepItsConnection() {
        try (ChurnServer server = Served.builder().build().start();
                Raw raw = Raw.to(server)) {
            raw.send("POST /nowhere HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n{");
            assertThat(raw.read().status()).isEqualTo(404);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void head_thatDoesNotEnd_losesItsConnection() {
        try (ChurnServer server = Served.builder().headTimeout(SHORT).build().start();
                Raw raw = Raw.to(server)) {
            raw.send("GET /health HTTP/1.1\r\nHost: he");
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void connection_withoutARequest_isClosed() {
        try (ChurnServer server = Served.builder().idleTimeout(SHORT).build().start();
                Raw silent = Raw.to(server);
                Raw once = Raw.to(server)) {
            assertThat(once.send("GET /health HTTP/1.1\r\nHost: here\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(once.isClosed()).isTrue();
            assertThat(silent.isClosed()).isTrue();
        }
    }

    @Test
    void answer_thatIsNotRead_losesItsConnectionAndItsMemory() throws Exception {
        try (ChurnServer server = Served.builder().answerTimeout(SHORT).build().start()) {
            byte[] many = Raw.post("/predict?explain=16", "[" + (Served.ROW + ",").repeat(3_000) + Served.ROW + "]");
            List<Raw> slow = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                slow.add(Raw.to(server, 4_096).send(many));
            }
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
            await(() -> server.inFlight() == 0 && server.held() == 0);
            slow.forEach(Raw::close);
        }
    }

    @Test
    void connections_aThousandIdle_doNotKeepOthersOut() {
        try (ChurnServer server = Served.builder().build().start()) {
            int before = Thread.activeCount();
            List<Raw> idle = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Raw raw = Raw.to(server);
                idle.add(i % 2 == 0 ? raw : raw.send("GET /hea"));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(Served.post(server, "/predict", Served.ROW).statusCode())
                        .isEqualTo(200);
            }
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 8);
            idle.forEach(Raw::close);
        }
    }

    @Test
    void connections_moreThanAllowed_waitForTheirTurn() {
        try (ChurnServer server = Served.builder()
                .maxConnections(2)
                .idleTimeout(Duration.ofMillis(800))
                .build()
                .start()) {
            try (Raw first = Raw.to(server);
                    Raw second = Raw.to(server);
                    Raw third = Raw.to(server)) {
                String health = "GET /health HTTP/1.1\r\nHost: here\r\n\r\n";
                assertThat(first.send(health).read().status()).isEqualTo(200);
                assertThat(second.send(health).read().status()).isEqualTo(200);
                assertThat(third.send(health).read().status()).isEqualTo(200);
                assertThat(first.isClosed()).as("it was idle for too long").isTrue();
            }
        }
    }

    @Test
    void sender_thatEndsItsSide_isAnsweredFirst() {
        try (ChurnServer server = Served.builder().build().start();
                Raw whole = Raw.to(server);
                Raw half = Raw.to(server)) {
            assertThat(whole.send(Raw.post("/predict", Served.ROW))
                            .endSending()
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(whole.isClosed()).isTrue();
            half.send(HEAD + "Content-Length: 100\r\n\r\n{").endSending();
            assertThat(half.isClosed()).isTrue();
        }
    }

    @Test
    void requests_inOneGo_areAnsweredInTheirOrder() {
        try (ChurnServer server = Served.builder().build().start();
                Raw raw = Raw.to(server)) {
            byte[] explained = Raw.post("/predict?explain=2", Served.ROW, "X-Request-Id: explained");
            byte[] plain = Raw.post("/predict", Served.ROW, "X-Request-Id: plain");
            for (int i = 0; i < 20; i++) {
                raw.send(explained).send(plain).send("GET /health HTTP/1.1\r\nHost: here\r\nX-Request-Id: get\r\n\r\n");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(raw.read().header("X-Request-Id")).isEqualTo("explained");
                assertThat(raw.read().header("X-Request-Id")).isEqualTo("plain");
                assertThat(raw.read().header("X-Request-Id")).isEqualTo("get");
            }
        }
    }

    @Test
    void sender_thatWaitsForAContinue_getsOne() {
        try (ChurnServer server = Served.builder().build().start();
                Raw raw = Raw.to(server);
                Raw tooLarge = Raw.to(server)) {
            raw.send(HEAD + "Expect: 100-continue\r\nContent-Length: " + Served.ROW.length() + "\r\n\r\n");
            assertThat(raw.read().status()).isEqualTo(100);
            assertThat(raw.send(Served.ROW).read().status()).isEqualTo(200);
            tooLarge.send(HEAD + "Expect: 100-continue\r\nContent-Length: 1000000000\r\n\r\n");
            assertThat(tooLarge.read().status()).isEqualTo(413);
        }
    }

    public static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
