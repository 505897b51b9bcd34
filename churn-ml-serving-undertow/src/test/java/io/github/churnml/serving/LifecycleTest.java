package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Servers start, stop and leave nothing behind. */
class LifecycleTest {

    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String READY = "GET /health/ready HTTP/1.1\r\nHost: here\r\n\r\n";

    @Test
    void server_startedAndStoppedFiftyTimes_leavesNoThread() throws Exception {
        Served.post(Served.builder().build().start(), "/predict", Served.ROW);
        Set<Thread> before = threads();
        for (int i = 0; i < 50; i++) {
            try (ChurnServer server = Served.builder().build().start()) {
                assertThat(Raw.ask(server, Raw.post("/predict?explain=1", Served.ROW))
                                .status())
                        .isEqualTo(200);
            }
        }
        assertNoThreadsBut(before);
    }

    @Test
    void stop_whileARequestIsBeingSent_letsItFinishAndRefusesOthers() throws Exception {
        ChurnServer server = Served.builder().build().start();
        try (Raw slow = Raw.to(server);
                Raw other = Raw.to(server);
                Raw health = Raw.to(server)) {
            slow.send("POST /predict HTTP/1.1\r\nHost: here\r\nContent-Length: " + Served.ROW.length() + "\r\n\r\n{");
            // Before the other request, which is one being answered, too.
            SlowCallersTest.await(() -> server.inFlight() == 1);
            assertThat(health.send(READY).read().status()).isEqualTo(200);
            SlowCallersTest.await(() -> server.inFlight() == 1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
            SlowCallersTest.await(() -> !server.isReady());
            assertThat(health.send(READY).read().status()).isEqualTo(503);
            assertThat(health.send(HEALTH).read().status()).as("it still lives").isEqualTo(200);
            Raw.Answer refused = other.send(Raw.post("/predict", Served.ROW)).read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("Connection")).isEqualTo("close");
            assertThat(stopped).isNotDone();
            assertThat(slow.send(Served.ROW.substring(1)).read().status()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(slow.isClosed()).isTrue();
        }
    }

    @Test
    void stop_underLoad_breaksNoAnswerAndLeavesNoThread() throws Exception {
        Served.model();
        Set<Thread> before = threads();
        ChurnServer server = Served.builder().build().start();
        AtomicInteger good = new AtomicInteger();
        AtomicInteger strange = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            byte[] request = Raw.post(c % 2 == 0 ? "/predict" : "/predict?explain=2", Served.ROW);
            Thread client = new Thread(() -> {
                try (Raw raw = Raw.to(server)) {
                    for (int status = 200; status == 200; ) {
                        status = raw.sendAsFarAsTaken(request) ? raw.read().status() : 0;
                        (status == 200 ? good : status == 503 || status == 0 ? new AtomicInteger() : strange)
                                .incrementAndGet();
                    }
                }
            });
            client.start();
            clients.add(client);
        }
        SlowCallersTest.await(() -> good.get() > 200);
        server.stop();
        for (Thread client : clients) {
            client.join(10_000);
            assertThat(client.isAlive()).isFalse();
        }
        assertThat(strange).hasValue(0);
        assertNoThreadsBut(before);
    }

    @Test
    void stop_withASenderThatNeverEnds_givesUpOnIt() {
        ChurnServer server =
                Served.builder().drainTimeout(Duration.ofMillis(200)).build().start();
        try (Raw slow = Raw.to(server)) {
            slow.send("POST /predict HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{");
            while (server.inFlight() == 0) {
                Thread.onSpinWait();
            }
            server.stop();
            assertThat(slow.isClosed()).isTrue();
        }
    }

    @Test
    void stop_byAThreadThatIsInterrupted_stopsAllTheSame() throws Exception {
        Served.model();
        Set<Thread> before = threads();
        ChurnServer server = Served.builder().build().start();
        Served.post(server, "/predict?explain=1", Served.ROW);
        Thread.currentThread().interrupt();
        server.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertNoThreadsBut(before);
    }

    @Test
    void stop_twiceOrWithoutStart_doesNothing() {
        ChurnServer never = Served.builder().build();
        never.stop();
        never.stop();
        assertThatThrownBy(never::start).isInstanceOf(IllegalStateException.class);
        ChurnServer server = Served.builder().build().start();
        server.stop();
        server.stop();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void start_atAPortThatIsTaken_saysSoAndLeavesNoThread() throws Exception {
        try (ChurnServer first = Served.builder().build().start()) {
            Set<Thread> before = threads();
            ChurnServer second = Served.builder()
                    .port(first.port())
                    .accessLog(java.io.OutputStream.nullOutputStream())
                    .build();
            assertThatThrownBy(second::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("Address (127.0.0.1:" + first.port() + ") cannot be listened at.\n"
                            + "Maybe another program listens there, or the port needs more rights; choose another.");
            second.stop();
            assertNoThreadsBut(before);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** A thread that was told to end may need a moment. Those of clients and of the JVM do not count. */
    private static void assertNoThreadsBut(Set<Thread> before) throws InterruptedException {
        SlowCallersTest.await(() -> left(before).isEmpty());
    }

    private static Set<String> left(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("churn") || name.contains("XNIO"))
                .collect(Collectors.toSet());
    }
}
