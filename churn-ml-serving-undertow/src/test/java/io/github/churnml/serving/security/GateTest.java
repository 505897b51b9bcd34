package io.github.churnml.serving.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Exchange;
import io.github.churnml.serving.Raw;
import io.github.churnml.serving.Raw.Answer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.keys.ApiKeys;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and rates, as callers meet them. */
class GateTest {

    private static final String KEY = "0123456789abcdef-crm";
    private static final String OTHER = "0123456789abcdef-shop";
    private static final String ADMIN = "0123456789abcdef-admin";

    @Test
    void path_thatIsGuarded_asksForAKey() {
        try (ChurnServer server = Served.builder().apiKeys(keys()).build().start()) {
            Answer none = predict(server);
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"churn-ml\"");
            assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(none.body()).contains("urn:churn-ml:problem:key-missing");
            Answer wrong = predict(server, "X-API-Key: " + KEY + "x");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.body()).contains("key-unknown").doesNotContain(KEY);
            assertThat(predict(server, "X-API-Key: " + KEY).status()).isEqualTo(200);
            assertThat(predict(server, "Authorization: Bearer " + KEY).status()).isEqualTo(200);
            assertThat(predict(server, "authorization: bearer   " + OTHER).status())
                    .isEqualTo(200);
            assertThat(predict(server, "Authorization: Basic " + KEY).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics"})
    void path_thatIsOpen_asksForNone(String path) {
        try (ChurnServer server = Served.builder().apiKeys(keys()).build().start()) {
            assertThat(Served.get(server, path).statusCode()).isEqualTo(200);
        }
    }

    /** Another spelling of a guarded path asks for the same key, or leads nowhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin;x/reload",
                "/%61dmin/reload",
                "//admin/reload",
                "/./admin/reload",
                "/x/../admin/reload",
                "/admin%2freload",
                "/admin/reload;x=1",
                "/%2561dmin/reload",
                "/ADMIN/reload"
            })
    void adminPath_spelledInAnotherWay_isNotOpen(String path) {
        try (ChurnServer server = Served.builder()
                .adminKeys(ApiKeys.parse("ops: " + ADMIN))
                .build()
                .start()) {
            assertThat(Raw.ask(server, Raw.post(path, "")).status()).isIn(400, 401, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics;x",
                "/%6detrics",
                "/schema;a=b",
                "/./schema",
                "//model",
                "/v2/models;x/a",
                "/predict/../model"
            })
    void guardedPath_spelledInAnotherWay_isNotOpen(String path) {
        try (ChurnServer server =
                Served.builder().apiKeys(keys()).guardMetrics(true).build().start()) {
            assertThat(Raw.ask(server, "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n")
                            .status())
                    .isIn(400, 401, 404);
        }
    }

    @Test
    void server_asText_saysWhereAndWhich() {
        ChurnServer server = Served.builder().build();
        assertThat(server).hasToString("ChurnServer[127.0.0.1:0, churn 1.0.0]");
        try (server) {
            server.start();
            assertThat(server.toString()).isEqualTo("ChurnServer[" + server.uri() + ", churn 1.0.0]");
        }
        assertThat(server.toString()).endsWith(", stopped]");
    }

    @Test
    void metrics_guarded_askForAKey() {
        try (ChurnServer server =
                Served.builder().apiKeys(keys()).guardMetrics(true).build().start()) {
            assertThat(Served.get(server, "/metrics").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void admin_isAKeyOfItsOwn() {
        Gate off = new Gate(Security.DEFAULTS.withKeys(keys()));
        Gate on = new Gate(Security.DEFAULTS.withKeys(keys()).withAdminKeys(ApiKeys.parse("ops: " + ADMIN)));
        assertThat(off.check(Exchange.with("X-API-Key", KEY), true).status()).isEqualTo(403);
        assertThat(on.check(Exchange.with("X-API-Key", KEY), true).status()).isEqualTo(401);
        assertThat(on.check(Exchange.with("X-API-Key", ADMIN), false).status()).isEqualTo(401);
        assertThat(on.check(Exchange.with("X-API-Key", ADMIN), true)).isNull();
        assertThat(new Gate(Security.DEFAULTS)
                        .check(Exchange.with("X-API-Key", KEY), true)
                        .kind())
                .isEqualTo("admin-off");
    }

    @Test
    void keys_areNamedInTheLogAndNeverWritten() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (ChurnServer server =
                Served.builder().apiKeys(keys()).accessLog(log).build().start()) {
            predict(server, "X-API-Key: " + OTHER);
            predict(server, "X-API-Key: 0123456789abcdef-wrong");
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("\"caller\":\"shop\"", "\"problem\":\"key-unknown\"")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void rate_ofAKey_isItsOwn() {
        try (ChurnServer server =
                Served.builder().apiKeys(keys()).rateLimit(0.01, 2).build().start()) {
            assertThat(predict(server, "X-API-Key: " + KEY).status()).isEqualTo(200);
            assertThat(predict(server, "X-API-Key: " + KEY).status()).isEqualTo(200);
            Answer third = predict(server, "X-API-Key: " + KEY);
            assertThat(third.status()).isEqualTo(429);
            assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 100);
            assertThat(third.body()).contains("too-many-requests");
            assertThat(predict(server, "X-API-Key: " + OTHER).status()).isEqualTo(200);
            assertThat(predict(server, "X-API-Key: wrong").status()).isEqualTo(401);
        }
    }

    @Test
    void rate_withoutKeys_isThatOfTheAddress() {
        try (ChurnServer server = Served.builder().rateLimit(0.01, 1).build().start()) {
            assertThat(predict(server).status()).isEqualTo(200);
            assertThat(predict(server).status()).isEqualTo(429);
            assertThat(Served.get(server, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void bucket_fillsAtItsRateUpToItsBurst() {
        RateLimiter limiter = new RateLimiter(10, 3);
        long tenth = 100_000_000;
        assertThat(take(limiter, 5, 0)).isEqualTo(3);
        assertThat(limiter.take("a", 0)).isEqualTo(tenth);
        assertThat(limiter.take("a", tenth - 1)).isEqualTo(1);
        assertThat(take(limiter, 5, tenth)).isEqualTo(1);
        assertThat(take(limiter, 5, 3 * tenth)).isEqualTo(2);
        assertThat(take(limiter, 9, 1_000 * tenth)).isEqualTo(3);
    }

    @Test
    void buckets_ofManyAddresses_stayFew() throws Exception {
        RateLimiter limiter = new RateLimiter(1, 1);
        for (int i = 0; i < 50_000; i++) {
            limiter.take(InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}), 0);
        }
        assertThat(limiter.known()).isEqualTo(10_000);
        InetAddress late = InetAddress.getByAddress(new byte[] {11, 0, 0, 1});
        assertThat(limiter.take(late, 1))
                .as("shares a bucket with all that found no room")
                .isPositive();
        assertThat(limiter.take(late, 2_000_000_000)).isZero();
        assertThat(limiter.known()).isEqualTo(1);
    }

    @Test
    void addresses_ofOneNetwork_areOneCaller() throws Exception {
        RateLimiter limiter = new RateLimiter(1, 1);
        assertThat(limiter.take(InetAddress.getByName("2001:db8::1"), 0)).isZero();
        assertThat(limiter.take(InetAddress.getByName("2001:db8::2"), 0)).isPositive();
        assertThat(limiter.take(InetAddress.getByName("2001:db8:0:1::1"), 0)).isZero();
    }

    @Test
    void rate_thatIsNone_isRefused() {
        assertThatThrownBy(() -> ChurnServer.builder().rateLimit(0, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Rate is (0.0) where 0.01 to 1000000 requests a second is allowed.\n"
                        + "Maybe leave it out: there is no limit then.");
        assertThatThrownBy(() -> ChurnServer.builder().rateLimit(Double.NaN, 1)).hasMessageContaining("(NaN)");
        assertThatThrownBy(() -> ChurnServer.builder().rateLimit(1, 0))
                .hasMessageStartingWith("Burst is (0) where 1 to 1000000 is allowed.");
        assertThatThrownBy(() -> ChurnServer.builder().maxConnections(0))
                .hasMessageStartingWith("Connections is (0) where 1 to 1000000 is allowed.");
        assertThatThrownBy(() -> ChurnServer.builder().answerTimeout(java.time.Duration.ZERO))
                .hasMessageStartingWith("Answer time-out is (PT0S) where 100 ms to an hour is allowed.");
    }

    private static int take(RateLimiter limiter, int times, long now) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += limiter.take("a", now) == 0 ? 1 : 0;
        }
        return taken;
    }

    private static ApiKeys keys() {
        return ApiKeys.parse("crm: " + KEY + "\nshop: " + OTHER);
    }

    private static Answer predict(ChurnServer server, String... headers) {
        return Raw.ask(server, Raw.post("/predict", Served.ROW, headers));
    }
}
