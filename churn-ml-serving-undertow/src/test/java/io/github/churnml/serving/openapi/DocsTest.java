package io.github.churnml.serving.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @Test
    void docs_withoutASlash_leadToThePage() {
        try (ChurnServer server = Served.builder().build().start()) {
            HttpResponse<String> answer = Served.get(server, "/docs");
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("docs/");
        }
    }

    @Test
    void page_namesOnlyFilesOfThisServer_andAllAreThere() {
        try (ChurnServer server = Served.builder().build().start()) {
            HttpResponse<String> page = Served.get(server, "/docs/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            Matcher address = ADDRESS.matcher(page.body());
            int files = 0;
            while (address.find()) {
                String file = address.group(1);
                assertThat(file).doesNotContain("//").doesNotStartWith("/");
                assertThat(get(
                                        server,
                                        Served.uri(server, "/docs/")
                                                .resolve(file)
                                                .getRawPath())
                                .statusCode())
                        .as(file)
                        .isEqualTo(200);
                files++;
            }
            assertThat(files).isEqualTo(6);
            assertThat(page.body()).doesNotContain("{version}").doesNotContainPattern("<script>|<style|onclick|style=");
        }
    }

    @Test
    void everyFile_comesWithAPolicyThatAllowsThisServerAlone() {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String file : List.of("", "docs.js", "docs.css", "swagger-ui.css", "swagger-ui-bundle.js")) {
                HttpResponse<byte[]> answer = get(server, "/docs/" + file);
                String policy =
                        answer.headers().firstValue("Content-Security-Policy").orElseThrow();
                assertThat(policy)
                        .startsWith("default-src 'none'; script-src 'self';")
                        .contains("connect-src 'self'")
                        .doesNotContain("http", "*", "unsafe-eval", "script-src 'self' 'unsafe-inline'");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
            }
        }
    }

    @Test
    void filesOfTheUi_stayForAYear_ourOwnAreAskedForAgain() {
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(get(server, "/docs/swagger-ui-bundle.js").headers().firstValue("Cache-Control"))
                    .hasValue("public, max-age=31536000, immutable");
            assertThat(get(server, "/docs/").headers().firstValue("Cache-Control"))
                    .hasValue("no-cache");
            assertThat(get(server, "/docs/swagger-ui-bundle.js").body()).hasSizeGreaterThan(1_000_000);
        }
    }

    @Test
    void paths_thatWouldLeadOut_leadNowhere() throws IOException {
        try (ChurnServer server = Served.builder().build().start()) {
            for (String path : List.of(
                    "/docs/../../../META-INF/LICENSE",
                    "/docs/..%2f..%2fswagger-initializer.js",
                    "/docs/%2e%2e/%2e%2e/etc/passwd",
                    "/docs/swagger-initializer.js",
                    "/docs//etc/passwd",
                    "/docs/index.html%00.js",
                    "/docs/..\\..\\pom.properties")) {
                assertThat(status(server, path)).as(path).isIn(400, 404);
            }
        }
    }

    /** Sent as it stands; a client would tidy the path up. */
    private static int status(ChurnServer server, String path) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.port())) {
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static HttpResponse<byte[]> get(ChurnServer server, String path) {
        try {
            return java.net.http.HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(Served.uri(server, path)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
