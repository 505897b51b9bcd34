package io.github.churnml.serving.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Raw;
import io.github.churnml.serving.Raw.Answer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.keys.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and the headers that all answers have. */
class CorsTest {

    private static final String PREFLIGHT = "OPTIONS /predict HTTP/1.1\r\nHost: here\r\nOrigin: %s\r\n"
            + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type,x-api-key\r\n\r\n";

    @Test
    void origin_thatIsAllowed_isNamed() {
        try (ChurnServer server = Served.builder()
                .corsOrigins("https://shop.example", "http://localhost:3000")
                .apiKeys(ApiKeys.parse("0123456789abcdef"))
                .build()
                .start()) {
            Answer preflight = Raw.ask(server, PREFLIGHT.formatted("https://shop.example"));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
            assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("POST, OPTIONS");
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization", "X-API-Key");
            assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");
            assertThat(preflight.header("Vary")).isEqualTo("Origin");
            Answer answer = Raw.ask(
                    server,
                    Raw.post("/predict", Served.ROW, "Origin: http://localhost:3000", "X-API-Key: 0123456789abcdef"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
            Answer refused = Raw.ask(server, Raw.post("/predict", Served.ROW, "Origin: https://shop.example"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Access-Control-Allow-Origin"))
                    .as("a page may read why")
                    .isEqualTo("https://shop.example");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://shop.example.evil.example",
                "http://shop.example",
                "null",
                "https://shop.example:443",
                "HTTPS://SHOP.EXAMPLE"
            })
    void origin_thatIsNotAllowed_isToldNothing(String origin) {
        try (ChurnServer server =
                Served.builder().corsOrigins("https://shop.example").build().start()) {
            Answer preflight = Raw.ask(server, PREFLIGHT.formatted(origin));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
            assertThat(preflight.header("Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void origins_noneAllowed_noAnswerSpeaksOfThem() {
        try (ChurnServer server = Served.builder().build().start()) {
            Answer preflight = Raw.ask(server, PREFLIGHT.formatted("https://shop.example"));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Allow")).isEqualTo("POST, OPTIONS");
            assertThat(preflight.headers()).doesNotContainKeys("vary", "access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "null", "shop.example", "https://shop.example/", "https://Shop.example", "ftp://a", ""})
    void origin_asNoBrowserSendsIt_isRefused(String origin) {
        assertThatThrownBy(() -> ChurnServer.builder().corsOrigins(origin))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Origin (" + origin + ") is none that a browser sends.\n"
                        + "Maybe write it as (https://shop.example) or (http://localhost:3000): lower case, no path,"
                        + " no star.");
    }

    @Test
    void answers_ofAllKinds_areNeitherGuessedAtNorKept() {
        try (ChurnServer server = Served.builder().build().start()) {
            for (byte[] request : new byte[][] {
                Raw.post("/predict", Served.ROW), Raw.post("/predict", "{"), Raw.post("/nowhere", "{}")
            }) {
                Answer answer = Raw.ask(server, request);
                assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.header("X-Request-Id")).isNotEmpty();
            }
        }
    }

    @Test
    void methods_headAndOptions_areAnswered() {
        try (ChurnServer server = Served.builder().build().start();
                Raw raw = Raw.to(server)) {
            Answer head =
                    raw.send("HEAD /health HTTP/1.1\r\nHost: here\r\n\r\n").read(false);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("15");
            Answer options =
                    raw.send("OPTIONS /health HTTP/1.1\r\nHost: here\r\n\r\n").read();
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            Answer delete =
                    raw.send("DELETE /predict HTTP/1.1\r\nHost: here\r\n\r\n").read();
            assertThat(delete.status()).isEqualTo(405);
            assertThat(delete.header("Allow")).isEqualTo("POST, OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=\"UTF-8\"",
                "application/vnd.churn+json"
            })
    void contentType_ofJson_isTaken(String type) {
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(Raw.ask(server, Raw.post("/predict", Served.ROW, "Content-Type: " + type))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/csv",
                "application/json; charset=utf-16",
                "application/jsonp",
                "json",
                ""
            })
    void contentType_ofAnythingElse_isRefused(String type) {
        try (ChurnServer server = Served.builder().build().start()) {
            Answer answer = Raw.ask(server, Raw.post("/predict", Served.ROW, "Content-Type: " + type));
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.body()).contains("media-type", "application/json");
        }
    }

    @Test
    void contentEncoding_isRefusedAndSaysWhatIsTaken() {
        try (ChurnServer server = Served.builder().build().start()) {
            Answer answer = Raw.ask(server, Raw.post("/predict", Served.ROW, "Content-Encoding: gzip"));
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
            assertThat(Raw.ask(server, Raw.post("/predict", Served.ROW, "Content-Encoding: identity"))
                            .status())
                    .isEqualTo(200);
        }
    }
}
