package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.serving.live.LiveCounts;
import io.github.churnml.serving.page.PageHandler;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> FILES = files();

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(Map.of(
                "/", "text/html; charset=utf-8",
                "/page/page.css", "text/css; charset=utf-8",
                "/page/icon.svg", "image/svg+xml"));
        PageHandler.SCRIPTS.forEach(script -> files.put("/page/" + script, "text/javascript; charset=utf-8"));
        return files;
    }

    /** All scripts of the page, in one text. */
    private static String scripts(ChurnServer server) {
        return PageHandler.SCRIPTS.stream()
                .map(script -> Served.get(server, "/page/" + script).body())
                .collect(Collectors.joining("\n"));
    }

    /** Whoever has the page read out would meet a column without a name. */
    @Test
    void tables_ofThePage_haveNoEmptyHeading() {
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(scripts(server))
                    .contains("el('th', {scope: 'col'}, 'Measure')")
                    .doesNotContainPattern("el\\('th', \\{[^}]*\\}(, '')?\\)");
            assertThat(Served.get(server, "/").body()).doesNotContainPattern("<th[^>]*>\\s*</th>");
        }
    }

    @Test
    void files_comeWithTheirTypeAndATag_andLetNothingLoadFromElsewhere() {
        try (ChurnServer server = Served.builder().build().start()) {
            FILES.forEach((path, type) -> {
                HttpResponse<String> file = Served.get(server, path);
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                assertThat(file.headers().firstValue("Content-Type")).hasValue(type);
                assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-cache");
                assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
                assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                        .startsWith("default-src 'self';")
                        .doesNotContain("unsafe");
                // Names of XML's namespaces are no addresses that are asked.
                assertThat(file.body().replace("http://www.w3.org/2000/svg", ""))
                        .as(path)
                        .doesNotContain("http:", "https:", "url(//", "src=\"//");
                String tag = file.headers().firstValue("ETag").orElseThrow();
                HttpResponse<String> again = Served.send(HttpRequest.newBuilder(Served.uri(server, path))
                        .header("If-None-Match", tag)
                        .build());
                assertThat(again.statusCode()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
            });
        }
    }

    @Test
    void markup_holdsNoScriptAndNoStyleOfItsOwn() {
        try (ChurnServer server = Served.builder().build().start()) {
            String markup = Served.get(server, "/").body();
            assertThat(markup).doesNotContainPattern("<script(?![^>]* src=)[^>]*>");
            assertThat(markup).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:");
            assertThat(scripts(server)).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(");
            // The door shows a whole page of this server's own.
            assertThat(scripts(server).split("document\\.write", -1)).hasSize(2);
            assertThat(Served.get(server, "/page/door.js").body()).contains("document.write(page)");
        }
    }

    @Test
    void scripts_importOnlyFilesOfThePage() {
        try (ChurnServer server = Served.builder().build().start()) {
            List<String> imported = Pattern.compile("from '\\./([^']+)'")
                    .matcher(scripts(server))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(imported).isNotEmpty().allMatch(PageHandler.SCRIPTS::contains);
            assertThat(scripts(server))
                    .doesNotContain("import(")
                    .doesNotContainPattern("(?m)^import .*'(?!\\./)[^']*';");
        }
    }

    @Test
    void paths_thatReachForOtherFiles_findNothing() {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String path : List.of(
                    "/page/",
                    "/page/index.html",
                    "/page/../ChurnServer.class",
                    "/page/%2e%2e/ChurnServer.class",
                    "/page/..%2fChurnServer.class",
                    "/page//etc/passwd",
                    "/page/page.js/",
                    "/page/page.js%00.css",
                    "//page/page.js")) {
                HttpResponse<String> answer = Served.send(
                        HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + server.port() + path))
                                .build());
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
        }
    }

    @Test
    void live_afterRequests_tellsHowManyHowFastAndWhatScores() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode before = live(server);
            assertThat(before.at("/lastMinute/requests").asInt()).isZero();
            assertThat(before.at("/lastMinute").has("p50")).isFalse();
            Served.post(server, "/predict", "[" + Served.ROW + "," + Served.ROW + "]");
            Served.post(server, "/predict", "{}");
            Served.get(server, "/health");
            JsonNode after = live(server);
            JsonNode minute = after.at("/lastMinute");
            assertThat(minute.at("/requests").asInt()).isEqualTo(2);
            assertThat(minute.at("/rows").asInt()).isEqualTo(2);
            assertThat(minute.at("/refused").asInt()).isEqualTo(1);
            assertThat(minute.at("/failed").asInt()).isZero();
            assertThat(minute.at("/p50").asDouble()).isPositive();
            assertThat(minute.at("/p99").asDouble())
                    .isGreaterThanOrEqualTo(minute.at("/p50").asDouble());
            assertThat(after.at("/inFlight").asInt()).isZero();
            assertThat(after.at("/queued").asInt()).isZero();
            assertThat(after.at("/model/version").asText())
                    .isEqualTo(Served.model().manifest().version());
            int scores = 0;
            for (JsonNode bin : after.at("/scores")) {
                scores += bin.asInt();
            }
            assertThat(scores).isEqualTo(2);
            assertThat(after.at("/slots").size()).isBetween(1, LiveCounts.SLOTS);
        }
    }

    private static JsonNode live(ChurnServer server) throws Exception {
        HttpResponse<String> answer = Served.get(server, "/live");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return JSON.readTree(answer.body());
    }
}
