package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.serving.Raw.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are none, or not what they say: each gets a proper refusal, and the next good one its answer. */
class HostileRequestsTest {

    private static final String HEAD = "POST /predict HTTP/1.1\r\nHost: here\r\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static ChurnServer server;

    @BeforeAll
    static void start() {
        server = Served.builder().maxBodyBytes(1 << 20).build().start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @AfterEach
    void goodRequest_afterwards_isAnswered() {
        assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
    }

    static Stream<String> brokenHeads() {
        return Stream.of(
                "\0\1\2\3\4\5\6\7\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "hello\r\n\r\n",
                "GET\r\n\r\n",
                "GET /health HTTP/1.1\nHost: here\n\n",
                "GET  /health HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: he re\r\n\r\n",
                "GET /health HTTP/1.1\r\n Host: here\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\nX : a\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\nX\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\n: a\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\nX: a\rb\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\nX: a\0b\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: here\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\nX-Long: " + "a".repeat(100_000) + "\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: here\r\n" + "X-Many: 1\r\n".repeat(500) + "\r\n",
                "GET /health?" + "a=b&".repeat(500) + " HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /%zz%00 HTTP/1.1\r\nHost: here\r\n\r\n",
                HEAD + "Content-Length: -1\r\n\r\n{}",
                HEAD + "Content-Length: +2\r\n\r\n{}",
                HEAD + "Content-Length: two\r\n\r\n{}",
                HEAD + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                HEAD + "Content-Length: 2, 2\r\n\r\n{}",
                HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                HEAD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    }

    /** Undertow takes a version that it does not know for HTTP/1.1, and tells nobody. */
    @Test
    void head_ofAnUnknownVersion_isReadAsHttp11() {
        try (Raw raw = Raw.to(server)) {
            raw.sendAsFarAsTaken("GET /health HTTP/9.9\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            raw.endSending();
            assertThat(raw.read().body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void body_beyondUndertowsOwnLimit_isAnsweredUpToOurs() {
        String padding = " ".repeat(3 << 20);
        try (ChurnServer usual = Served.builder().build().start()) {
            assertThat(Served.post(usual, "/predict", padding + Served.ROW).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("brokenHeads")
    void head_thatIsNone_isRefusedOrHungUpOn(String request) {
        try (Raw raw = Raw.to(server)) {
            raw.sendAsFarAsTaken(request.getBytes(StandardCharsets.ISO_8859_1));
            raw.endSending();
            assertThat(raw.read().status()).isIn(0, 400, 404, 413, 414, 431, 501, 505);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "18446744073709551621", "99999999999999999999999999"})
    void length_beyondAllNumbers_isRefusedAndNothingBehindItIsARequest(String length) {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Content-Length: " + length + "\r\n\r\nGET /health HTTP/1.1\r\nHost: here\r\n\r\n");
            assertThat(raw.read().status()).isEqualTo(400);
            raw.endSending();
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "gzip, chunked", "chunked, chunked", "xchunked"})
    void transferCoding_otherThanChunked_isRefusedAndTheConnectionEnds(String coding) {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Transfer-Encoding: " + coding
                    + "\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: here\r\n\r\n");
            assertThat(raw.read().status()).isEqualTo(501);
            raw.endSending();
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void request_asHttp09_isNotAnsweredAsOne() {
        // The answer may be lost with the connection, which ends at once.
        assertThat(Raw.ask(server, "GET /health HTTP/0.9\r\n\r\n").status()).isIn(0, 505);
    }

    @Test
    void body_ofAGet_isRefused() {
        Answer answer = Raw.ask(server, "GET /health HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("unwanted-body");
    }

    @Test
    void body_claimedToBeAGigabyte_isRefusedUnread() {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Content-Length: 1073741824\r\n\r\n[");
            Answer answer = raw.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void body_ofOneMoreByteThanAllowed_isRefusedAndTheSenderReadsWhy() {
        byte[] body = new byte[(1 << 20) + 1];
        Arrays.fill(body, (byte) ' ');
        Answer answer = Raw.ask(server, Raw.post("/predict", body));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("body-too-large");
    }

    @Test
    void body_ofManyMegabytesTooMany_isCutOffAndTheSenderReadsWhy() {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            int sent = 0;
            while (sent < 16_384 && raw.sendAsFarAsTaken(chunk)) {
                sent++;
            }
            assertThat(sent).as("64 KB each of a gigabyte").isLessThan(4_000);
        }
    }

    @Test
    void body_aLittleTooLargeInChunks_isRefusedAndTheSenderReadsWhy() {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 40; i++) {
                raw.send(chunk);
            }
            raw.send("0\r\n\r\n");
            assertThat(raw.read().status()).isEqualTo(413);
        }
    }

    @Test
    void trailers_withoutEnd_areCutOff() {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n");
            byte[] trailer = ("X-" + "t".repeat(10_000) + ": v\r\n").getBytes(StandardCharsets.ISO_8859_1);
            int sent = 0;
            while (sent < 50_000 && raw.sendAsFarAsTaken(trailer)) {
                sent++;
            }
            assertThat(sent).as("10 KB each").isLessThan(50_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffffffff\r\n{}\r\n",
                "-2\r\n{}\r\n",
                "zz\r\n{}\r\n",
                "2\r\n{}",
                "0\r\n\u00ff\u00fe: v\r\n\r\n"
            })
    void chunks_thatAreNone_areRefusedOrHungUpOn(String chunks) {
        try (Raw raw = Raw.to(server)) {
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
            raw.endSending();
            assertThat(raw.read().status()).isIn(0, 400);
        }
    }

    static Stream<byte[]> badJson() {
        String row = Served.ROW;
        Stream<String> texts = Stream.of(
                "",
                " ",
                "{",
                row.substring(0, 50),
                "[" + row,
                "[" + row + ",",
                row + row,
                "[" + row + "]]",
                "null",
                "7",
                "\"row\"",
                "{\"a\":",
                "[".repeat(100_000),
                "{\"plan\":".repeat(10_000),
                "[" + "[]".repeat(50) + "]",
                row.replace("9,", "NaN,"),
                row.replace("9,", "Infinity,"),
                row.replace("9,", "-Infinity,"),
                row.replace("9,", "1e999,"),
                row.replace("9,", "-1e999,"),
                row.replace("9,", "1".repeat(10_000) + ","),
                row.replace("9,", "0." + "1".repeat(10_000) + ","),
                row.replace("9,", "1e" + "9".repeat(2_000) + ","),
                row.replace("9,", "0x10,"),
                row.replace("9,", "09,"),
                row.replace("9,", "{\"a\":{\"b\":[1,2,{}]}},"),
                row.replace("Basic", "B".repeat(500_000)),
                row.replace("Basic", "\\ud800"),
                row.replace("Basic", "\\udc00\\ud800"),
                row.replace("Basic", "\\u0000"),
                row.replace("Basic", "tab\there"),
                row.replace("\"plan\"", "\"" + "p".repeat(500_000) + "\""),
                row.replace("\"plan\"", "\"\\ud800\""),
                row.replace("{", "{\"plan\":\"Basic\","),
                row.replace("{", "{\"__proto__\":{},"),
                "{\"a\":1,".repeat(1) + "\"b\":2,".repeat(20_000) + "\"c\":3}",
                "[" + "{},".repeat(9_000) + "{}]",
                "// comment\n" + row,
                "'" + row + "'");
        Stream<byte[]> bytes = Stream.of(
                row.getBytes(StandardCharsets.UTF_16),
                row.getBytes(StandardCharsets.UTF_16LE),
                row.getBytes(StandardCharsets.UTF_16BE),
                row.getBytes(java.nio.charset.Charset.forName("UTF-32")),
                row.replace("Basic", "B\u00e9sic").getBytes(StandardCharsets.ISO_8859_1),
                row.replace("Basic", "\u00c0\u00af").getBytes(StandardCharsets.ISO_8859_1),
                row.replace("Basic", "\u00ed\u00a0\u0080").getBytes(StandardCharsets.ISO_8859_1),
                row.replace("Basic", "\u00f5\u0080\u0080\u0080").getBytes(StandardCharsets.ISO_8859_1),
                row.replace("plan", "\u00ed\u00a0\u0080").getBytes(StandardCharsets.ISO_8859_1));
        return Stream.concat(texts.map(text -> text.getBytes(StandardCharsets.UTF_8)), bytes);
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void body_thatIsNoRowOfTheModel_isRefusedWithAProblem(byte[] body) throws Exception {
        Answer answer = Raw.ask(server, Raw.post("/predict", body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/status").asInt()).isEqualTo(400);
        assertThat(answer.body().length()).isLessThan(300_000);
    }

    @Test
    void rows_moreThanAllowed_areRefused() {
        String many = "[" + (Served.ROW + ",").repeat(2_000) + Served.ROW + "]";
        assertThat(Raw.ask(server, Raw.post("/predict", many)).status()).isEqualTo(200);
        try (ChurnServer small = Served.builder().maxRows(2_000).build().start()) {
            Answer answer = Raw.ask(small, Raw.post("/predict", many));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("too-many-rows");
        }
    }

    @Test
    void byteOrderMark_inUtf8_doesNoHarm() {
        assertThat(Raw.ask(server, Raw.post("/predict", "\uFEFF" + Served.ROW)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101", "x", "%00", "99999999999999999999", "3&explain=4x"})
    void parameter_thatIsNoNumber_isRefused(String explain) {
        int status = Raw.ask(server, Raw.post("/predict?explain=" + explain, Served.ROW))
                .status();
        assertThat(status).isIn(explain.startsWith("3") ? List.of(200) : List.of(400));
    }

    @Test
    void connection_afterARefusal_goesOn() {
        try (Raw raw = Raw.to(server)) {
            for (int i = 0; i < 20; i++) {
                assertThat(raw.send(Raw.post("/predict", "{")).read().status()).isEqualTo(400);
                assertThat(raw.send(Raw.post("/nowhere", Served.ROW)).read().status())
                        .isEqualTo(404);
                assertThat(raw.send(Raw.post("/health", Served.ROW)).read().status())
                        .isEqualTo(405);
                assertThat(raw.send(Raw.post("/predict", Served.ROW, "Content-Type: text/csv"))
                                .read()
                                .status())
                        .isEqualTo(415);
                assertThat(raw.send(Raw.post("/predict", Served.ROW)).read().status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void senders_thatGoAwayInTheMiddle_leaveNothingBehind() {
        assertThatCode(() -> {
                    for (int i = 0; i < 200; i++) {
                        try (Raw raw = Raw.to(server)) {
                            raw.send(HEAD + "Content-Length: 1000\r\n\r\n{\"plan\":");
                        }
                    }
                })
                .doesNotThrowAnyException();
    }
}
