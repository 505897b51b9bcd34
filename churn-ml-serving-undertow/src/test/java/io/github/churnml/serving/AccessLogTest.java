package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.serving.http.AccessLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One line of JSON per request, and never a customer's value in it. */
class AccessLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void requests_ofAllKinds_areOneLineEachWithoutValues() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ChurnServer server = Served.builder().accessLog(out).build().start()) {
            String two = "[" + Served.ROW + "," + Served.ROW + "]";
            Raw.ask(server, Raw.post("/predict?explain=2&customer=Jane", two, "X-Request-Id: good"));
            Raw.ask(server, Raw.post("/predict", Served.ROW.replace("Basic", "Jane"), "X-Request-Id: level"));
            Raw.ask(server, Raw.post("/customers/Jane", "{}", "X-Request-Id: path"));
            Raw.ask(server, Raw.post("/predict", "{\"Jane", "X-Request-Id: json"));
            Raw.ask(server, "JANE /health HTTP/1.1\r\nHost: here\r\nX-Request-Id: method\r\n\r\n");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContainIgnoringCase("jane");
        Map<String, JsonNode> lines = lines(out).stream()
                .collect(Collectors.toMap(line -> line.at("/id").asText(), line -> line));
        assertThat(lines).hasSize(5);
        JsonNode good = lines.get("good");
        assertThat(OffsetDateTime.parse(good.at("/ts").asText())).isNotNull();
        assertThat(good.at("/method").asText()).isEqualTo("POST");
        assertThat(good.at("/path").asText()).isEqualTo("/predict");
        assertThat(good.at("/status").asInt()).isEqualTo(200);
        assertThat(good.at("/rows").asInt()).isEqualTo(2);
        assertThat(good.at("/bytes").asInt()).isPositive();
        assertThat(good.at("/ms").asDouble()).isPositive();
        assertThat(lines.get("level").at("/problem").asText()).isEqualTo("invalid-rows");
        assertThat(lines.get("path").at("/path").asText()).isEqualTo("(unknown)");
        assertThat(lines.get("json").at("/problem").asText()).isEqualTo("bad-json");
        assertThat(lines.get("method").at("/method").asText()).isEqualTo("OTHER");
    }

    @Test
    void requestId_thatIsHarmless_isKeptAndAnyOtherReplaced() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] evil = {"a\",\"status\":\"500", "a\\", "a}\t{", "\u00e9", "x".repeat(65), "", "%0a", "a b", "<script>"
        };
        try (ChurnServer server = Served.builder().accessLog(out).build().start()) {
            assertThat(health(server, "job-7.a_B").header("X-Request-Id")).isEqualTo("job-7.a_B");
            for (String id : evil) {
                assertThat(health(server, id).header("X-Request-Id")).matches("[0-9a-f]{8}-[0-9a-f]+");
            }
        }
        List<JsonNode> lines = lines(out);
        assertThat(lines).hasSize(1 + evil.length);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.at("/id").asText()).matches("job-7.a_B|[0-9a-f]{8}-[0-9a-f]+"))
                .allSatisfy(line -> assertThat(line.at("/status").asInt()).isEqualTo(200));
    }

    @Test
    void lines_thatCannotBeWritten_areCountedAndToldLater() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream broken = new OutputStream() {
            private int failures = 1;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0 && failures-- > 0) {
                    throw new IOException("the disk is full");
                }
                out.write(bytes, offset, length);
            }
        };
        AccessLog log = new AccessLog(broken);
        for (int i = 0; i < 3; i++) {
            note(log, i);
        }
        log.start();
        SlowCallersTest.await(() -> log.pending().length == 0);
        note(log, 3);
        log.close();
        List<JsonNode> lines = lines(out);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).at("/id").asText()).isEqualTo("3");
        assertThat(lines.get(1).at("/dropped").asLong()).isEqualTo(3);
    }

    @Test
    void lines_moreThanCanBeWritten_areDroppedAndCounted() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CountDownLatch free = new CountDownLatch(1);
        AccessLog log = new AccessLog(new OutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                out.write(bytes, offset, length);
            }
        });
        log.start();
        int all = 50_000;
        for (int i = 0; i < all; i++) {
            note(log, i);
        }
        assertThat(log.pending().length).isLessThanOrEqualTo(1 << 20);
        free.countDown();
        log.close();
        long dropped = 0;
        int written = 0;
        for (JsonNode line : lines(out)) {
            dropped += line.path("dropped").asLong();
            written += line.has("id") ? 1 : 0;
        }
        assertThat(dropped).isPositive();
        assertThat(written + dropped).isEqualTo(all);
    }

    @Test
    void line_withTheLongestOfEverything_isWhole() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessLog log = new AccessLog(out);
        log.log(
                "i".repeat(64),
                "OPTIONS",
                "/p".repeat(20),
                999,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                "p".repeat(30),
                "c".repeat(64));
        log.start();
        log.close();
        assertThat(out.size()).isLessThan(512);
        assertThat(lines(out)).hasSize(1);
    }

    private static void note(AccessLog log, int id) {
        log.log(Integer.toString(id), "GET", "/health", 200, 1_000, 0, 15, "", "");
    }

    private static Raw.Answer health(ChurnServer server, String id) {
        return Raw.ask(server, "GET /health HTTP/1.1\r\nHost: here\r\nX-Request-Id: " + id + "\r\n\r\n");
    }

    private static List<JsonNode> lines(ByteArrayOutputStream out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
