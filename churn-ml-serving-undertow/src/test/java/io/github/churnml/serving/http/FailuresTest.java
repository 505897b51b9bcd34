package io.github.churnml.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.serving.Raw;
import io.github.churnml.serving.SlowCallersTest;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.security.Security;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.Methods;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong in a handler concerns its own request alone. */
class FailuresTest {

    private static final String SECRET = "tenure 77 of customer Jane";

    private final Failures failures = new Failures();
    private final ServingMetrics metrics = new ServingMetrics(() -> {
        throw new IllegalStateException("no model");
    });
    private final Workers workers = new Workers(1, 1, Duration.ofSeconds(10), failures);
    private Undertow undertow;

    @BeforeEach
    void start() {
        Routes routes = new Routes(failures, metrics, null, Security.DEFAULTS)
                .on(Methods.GET, "/fine", false, exchange -> Exchanges.json(exchange, new byte[] {'7'}))
                .on(Methods.GET, "/exception", false, failing(new IllegalStateException(SECRET)))
                .on(Methods.GET, "/checked", false, exchange -> {
                    throw new IOException(SECRET);
                })
                .on(Methods.GET, "/memory", false, failing(new OutOfMemoryError(SECRET)))
                .on(Methods.GET, "/class", false, failing(new NoClassDefFoundError(SECRET)))
                .on(Methods.GET, "/assertion", false, failing(new AssertionError(SECRET)))
                .on(Methods.GET, "/stack", false, exchange -> deeper(1))
                .on(
                        Methods.GET,
                        "/worker",
                        false,
                        exchange -> workers.run(exchange, () -> {
                            throw new OutOfMemoryError(SECRET);
                        }))
                .on(Methods.GET, "/half", false, exchange -> {
                    exchange.setResponseContentLength(1_000);
                    exchange.getResponseChannel().write(ByteBuffer.wrap(new byte[10]));
                    throw new IllegalStateException(SECRET);
                })
                .on(
                        Methods.GET,
                        "/sleep",
                        false,
                        exchange -> workers.run(exchange, () -> {
                            Thread.sleep(300);
                            Exchanges.json(exchange, new byte[] {'7'});
                        }));
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(1)
                .setHandler(routes)
                .build();
        undertow.start();
    }

    @AfterEach
    void stop() {
        undertow.stop();
        workers.close();
        metrics.close();
    }

    @Test
    void handler_whateverItThrows_isAnsweredWith500AndTheConnectionGoesOn() throws Exception {
        try (Raw raw = connect()) {
            for (String path :
                    new String[] {"exception", "checked", "memory", "class", "assertion", "stack", "worker"}) {
                Raw.Answer answer = get(raw, path);
                assertThat(answer.status()).as(path).isEqualTo(500);
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.body())
                        .contains("urn:churn-ml:problem:internal")
                        .doesNotContain("Jane", "Exception", "OutOfMemory", "at io");
                assertThat(get(raw, "fine").body()).isEqualTo("7");
            }
        }
        SlowCallersTest.await(() -> metrics.inFlight.get() == 0);
    }

    @Test
    void handler_thatFailsAmidItsAnswer_closesTheConnection() throws Exception {
        try (Raw raw = connect();
                Raw next = connect()) {
            raw.send("GET /half HTTP/1.1\r\nHost: here\r\n\r\n");
            Raw.Answer answer = raw.read();
            assertThat(answer.status()).isIn(0, 200);
            assertThat(answer.body().length()).isLessThan(1_000);
            assertThat(raw.isClosed()).isTrue();
            assertThat(get(next, "fine").status()).isEqualTo(200);
        }
        SlowCallersTest.await(() -> metrics.inFlight.get() == 0);
    }

    @Test
    void queue_whenFull_asksToComeAgain() throws IOException {
        try (Raw first = connect();
                Raw second = connect();
                Raw third = connect()) {
            String sleep = "GET /sleep HTTP/1.1\r\nHost: here\r\n\r\n";
            first.send(sleep);
            while (metrics.inFlight.get() < 1) {
                Thread.onSpinWait();
            }
            second.send(sleep);
            while (workers.waiting() < 1) {
                Thread.onSpinWait();
            }
            Raw.Answer refused = third.send(sleep).read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.body()).contains("urn:churn-ml:problem:busy", "its queue is full");
            assertThat(get(third, "fine").status()).isEqualTo(200);
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
        }
    }

    private Raw connect() throws IOException {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return Raw.of(new Socket(address.getAddress(), address.getPort()));
    }

    private static Raw.Answer get(Raw raw, String path) {
        return raw.send("GET /" + path + " HTTP/1.1\r\nHost: here\r\n\r\n").read();
    }

    private static HttpHandler failing(Throwable e) {
        return exchange -> {
            if (e instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e;
        };
    }

    private static long deeper(long depth) {
        return depth + deeper(depth + 1);
    }
}
