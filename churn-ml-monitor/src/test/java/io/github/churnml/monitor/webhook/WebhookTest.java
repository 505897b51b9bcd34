package io.github.churnml.monitor.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.MetricPoint;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks against a receiver on this machine. */
class WebhookTest {

    private static final String SECRET = "a-secret-that-nobody-else-knows";
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer receiver;
    private volatile Receiver behaviour = (exchange, number) -> answer(exchange, 200);

    /** What came. */
    private record Received(String path, String signature, String delivery, byte[] body) {}

    /** Answers a request by its number, from 1. */
    private interface Receiver {
        void take(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE),
                    exchange.getRequestHeaders().getFirst(Webhook.DELIVERY),
                    exchange.getRequestBody().readAllBytes()));
            try {
                behaviour.take(exchange, received.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        receiver.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?token=hidden");
    }

    private WebhookBuilder builder() {
        return Webhook.builder().uri(uri()).secret(SECRET).clock(CLOCK).waits(waits::add, () -> 0.5);
    }

    private static MonitoringPlan plan() {
        return MonitoringAgent.builder()
                .clock(CLOCK)
                .build()
                .plan(List.of(new MetricPoint(NOW, Map.of("roc_auc", 0.9))), null);
    }

    @Test
    void delivery_holdsThePlan_andIsSigned() throws Exception {
        assertThat(builder().build(ActionKind.PAGE_ONCALL).carryOut(plan()))
                .isEqualTo("told http://127.0.0.1:" + receiver.getAddress().getPort() + "/…");
        Received one = received.get(0);
        Map<String, Object> body = PlainJson.read(one.body(), Blame.configuration(null), "The body");
        assertThat(body).containsEntry("action", "page_oncall").containsEntry("status", "healthy");
        assertThat(body.get("details")).asInstanceOf(MAP).containsKey("roc_auc");
        assertThat(one.delivery()).isEqualTo(body.get("id")).matches("[0-9a-f]{64}");
        assertThat(one.signature()).matches("t=1773144000,v1=[0-9a-f]{64}");
        assertThat(verify(one, NOW)).isTrue();
        assertThat(waits).isEmpty();
    }

    @Test
    void signature_ofAnotherBodyTimeOrSecret_doesNotHold() throws Exception {
        builder().build(ActionKind.PAGE_ONCALL).carryOut(plan());
        Received one = received.get(0);
        byte[] changed = one.body().clone();
        changed[changed.length / 2] ^= 1;
        assertThat(Webhook.verify(SECRET, one.signature(), changed, FIVE_MINUTES, CLOCK))
                .isFalse();
        assertThat(Webhook.verify(SECRET + "x", one.signature(), one.body(), FIVE_MINUTES, CLOCK))
                .isFalse();
        String later = one.signature().replace("t=1773144000", "t=1773144001");
        assertThat(Webhook.verify(SECRET, later, one.body(), FIVE_MINUTES, CLOCK))
                .isFalse();
        assertThat(verify(one, NOW.plusSeconds(300))).isTrue();
        assertThat(verify(one, NOW.plusSeconds(301))).isFalse();
        assertThat(verify(one, NOW.minusSeconds(301))).isFalse();
        String two = one.signature().replace(",v1=", ",v1=00ff,v1=");
        assertThat(Webhook.verify(SECRET, two, one.body(), FIVE_MINUTES, CLOCK)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t=", "v1=", "t=1773144000", "t=1773144000,v1=", "t=x,v1=00", "t=-5,v1=00", "a,b,c", "é"})
    void header_thatIsNone_doesNotHold(String header) {
        assertThat(Webhook.verify(SECRET, header, new byte[0], FIVE_MINUTES, CLOCK))
                .isFalse();
        assertThat(Webhook.verify(SECRET, header + ",".repeat(2_000), new byte[0], FIVE_MINUTES, CLOCK))
                .isFalse();
    }

    /** Worked out with: printf '1773144000.{}' | openssl dgst -sha256 -hmac a-secret-that-nobody-else-knows. */
    @Test
    void signature_isWhatOthersWorkOut() {
        String header = "t=1773144000,v1=a1c9fd0865d11db59abcc87a548bca07b09e12b995d92e63fee5e5b8205c68dd";
        assertThat(Webhook.verify(SECRET, header, "{}".getBytes(StandardCharsets.US_ASCII), FIVE_MINUTES, CLOCK))
                .isTrue();
    }

    private static boolean verify(Received one, Instant now) {
        return Webhook.verify(SECRET, one.signature(), one.body(), FIVE_MINUTES, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void failures_areTriedAgainWithTheSameId_afterLongerAndLongerWaits() throws Exception {
        int[] statuses = {500, 429, 408, 200};
        behaviour = (exchange, number) -> answer(exchange, number <= 4 ? statuses[number - 1] : 200);
        builder().build(ActionKind.OPEN_INCIDENT).carryOut(plan());
        assertThat(received).hasSize(4);
        assertThat(received.stream().map(Received::delivery).distinct()).hasSize(1);
        assertThat(received.stream()
                        .map(one -> new String(one.body(), StandardCharsets.UTF_8))
                        .distinct())
                .hasSize(1);
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        builder().build(ActionKind.PAGE_ONCALL).carryOut(plan());
        assertThat(received.get(4).delivery())
                .as("another action")
                .isNotEqualTo(received.get(0).delivery());
    }

    @Test
    void retryAfter_isWaitedFor_upToAMinute() throws Exception {
        String[] asked = {"7", "Tue, 10 Mar 2026 12:00:20 GMT", "86400"};
        behaviour = (exchange, number) -> {
            if (number <= asked.length) {
                exchange.getResponseHeaders().set("Retry-After", asked[number - 1]);
            }
            answer(exchange, number <= asked.length ? 503 : 204);
        };
        builder().build(ActionKind.OPEN_INCIDENT).carryOut(plan());
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20), Duration.ofMinutes(1));
        assertThat(Backoff.asked("soon", NOW)).isZero();
        assertThat(Backoff.asked("Tue, 10 Mar 2020 12:00:20 GMT", NOW)).isZero();
        assertThat(new Backoff(Duration.ofSeconds(1), () -> 1).before(10, Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusal_isFinal() {
        behaviour = (exchange, number) -> answer(exchange, 400);
        assertThatThrownBy(() -> builder().build(ActionKind.OPEN_INCIDENT).carryOut(plan()))
                .isInstanceOf(IOException.class)
                .hasMessage("the webhook http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/… did not take it: it answered 400");
        assertThat(received).hasSize(1);
    }

    @Test
    void redirect_isNotFollowed() {
        behaviour = (exchange, number) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, 307);
        };
        assertThatThrownBy(() -> builder().build(ActionKind.OPEN_INCIDENT).carryOut(plan()))
                .hasMessageEndingWith("/… did not take it: it answered 307, and redirects are not followed");
        assertThat(received).extracting(Received::path).containsExactly("/hook");
    }

    @Test
    void receiverThatFailsEachTime_isGivenUp_withoutTheSecretOrTheQueryBeingTold() {
        behaviour = (exchange, number) -> answer(exchange, 503);
        assertThatThrownBy(() -> builder().build(ActionKind.OPEN_INCIDENT).carryOut(plan()))
                .hasMessage("the webhook http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/… did not take it in 4 attempts: at last it answered 503")
                .hasMessageNotContainingAny("hidden", SECRET);
        assertThat(received).hasSize(4);
        assertThat(waits).hasSize(3);
    }

    @Test
    void receiverThatDoesNotAnswer_isTriedAgainAfterTheTimeout() {
        behaviour = (exchange, number) -> {
            if (number == 1) {
                ended.await();
            }
            answer(exchange, 503);
        };
        assertThatThrownBy(() -> builder()
                        .timeout(Duration.ofMillis(200))
                        .attempts(1)
                        .build(ActionKind.OPEN_INCIDENT)
                        .carryOut(plan()))
                .hasMessageEndingWith("did not take it in 1 attempt: HttpTimeoutException");
    }

    @Test
    void answerThatNeverEnds_holdsNobodyUp() throws Exception {
        behaviour = (exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            ended.await();
        };
        assertThat(builder().build(ActionKind.OPEN_INCIDENT).carryOut(plan())).startsWith("told ");
    }

    /** Many receivers have their token in the path, and what became of an action is written to plan and audit log. */
    @Test
    void pathAndQuery_areNotTold() throws Exception {
        Webhook webhook =
                builder().uri(uri().resolve("/services/T0/hidden?token=hidden")).build(ActionKind.OPEN_INCIDENT);
        assertThat(webhook.carryOut(plan())).startsWith("told http").doesNotContain("hidden", "T0");
        assertThat(received.get(0).path()).isEqualTo("/services/T0/hidden");
    }

    @Test
    void receiverThatIsNotThere_isTriedAgain() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Webhook nobody = builder()
                .uri(URI.create("http://127.0.0.1:" + port + "/"))
                .attempts(2)
                .build(ActionKind.OPEN_INCIDENT);
        assertThatThrownBy(() -> nobody.carryOut(plan()))
                .hasMessage("the webhook http://127.0.0.1:" + port
                        + " did not take it in 2 attempts: at last ConnectException");
        assertThat(waits).hasSize(1);
    }

    @Test
    void secret_isTakenFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "  " + SECRET + "\r\nmore\n");
        Webhook.builder()
                .uri(uri())
                .secretFile(file)
                .clock(CLOCK)
                .build(ActionKind.PAGE_ONCALL)
                .carryOut(plan());
        assertThat(verify(received.get(0), NOW)).isTrue();
        Path none = folder.resolve("none");
        refused(
                () -> Webhook.builder().secretFile(none),
                "Secret file (" + none
                        + ") cannot be read.\nMaybe the path is wrong, or the server's user may not read it.");
    }

    @Test
    void wrongSettings_areRefused() {
        refused(
                () -> Webhook.builder().uri(URI.create("ftp://here/x")),
                "The webhook's address begins with (ftp) where http or https is required.\n"
                        + "Maybe write it as https://hooks.example/churn.");
        refused(
                () -> Webhook.builder().uri(URI.create("https:///x")),
                "The webhook's address has no host.\nMaybe write it as https://hooks.example/churn.");
        refused(
                () -> Webhook.builder().uri(URI.create("https://me:pw@here/x?y")),
                "The webhook's address (https://here/…) has a user's name before its host, which is not sent.\n"
                        + "Maybe leave it out: the signature says who sends.");
        refused(
                () -> Webhook.builder().secret("short"),
                "The webhook's secret has 5 characters where 16 are the least.\n"
                        + "Maybe make one with: openssl rand -hex 32.");
        refused(
                () -> Webhook.builder().attempts(0),
                "Webhook attempts are (0) where 1 to 10 are allowed.\nMaybe leave it out: there is a default.");
        refused(
                () -> Webhook.builder().timeout(Duration.ZERO),
                "Webhook timeout is (PT0S) where 100 ms to five minutes is allowed.\n"
                        + "Maybe leave it out: there is a default.");
        refused(
                () -> Webhook.builder().uri(uri()).build(ActionKind.PAGE_ONCALL),
                "The webhook has no secret.\nMaybe call secretFile(...).");
        refused(
                () -> Webhook.builder().secret(SECRET).build(ActionKind.PAGE_ONCALL),
                "The webhook has no address.\nMaybe call uri(...).");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }
}
