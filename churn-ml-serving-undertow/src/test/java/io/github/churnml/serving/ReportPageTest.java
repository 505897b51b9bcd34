package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.html.HtmlReport;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the model that answers, as a page of its own. */
class ReportPageTest {

    private static final Path IMPORTED =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");

    @TempDir
    Path folder;

    private static String expected(ChurnModel model, String file) {
        return HtmlReport.of(ModelReport.of(model, TrainedOn.unknown(file, List.of())));
    }

    @Test
    void report_ofTheModelThatAnswers_isThatOfItsFile_alsoOnceItIsReplaced() {
        Path file = folder.resolve("summer.churn");
        Served.model().save(file);
        try (ChurnServer server =
                ChurnServer.builder().model(file).port(0).build().start()) {
            HttpResponse<String> first = Served.get(server, "/report");
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(first.body())
                    .isEqualTo(expected(ChurnModel.load(file), "summer.churn"))
                    .doesNotContain(folder.toString());
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(again(server, tag).statusCode()).isEqualTo(304);
            server.reload(IMPORTED);
            HttpResponse<String> next = again(server, tag);
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.body()).isEqualTo(expected(ChurnModel.load(IMPORTED), "format-2.churn"));
        }
    }

    private static HttpResponse<String> again(ChurnServer server, String tag) {
        return Served.send(HttpRequest.newBuilder(Served.uri(server, "/report"))
                .header("If-None-Match", tag)
                .build());
    }

    @Test
    void head_ofTheReport_namesItsStyleAndItsScriptByDigest_andNothingElse() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            HttpResponse<String> page = Served.get(server, "/report");
            String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy)
                    .isEqualTo("default-src 'none'; style-src " + digest(page.body(), "style") + "; script-src "
                            + digest(page.body(), "script")
                            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    private static String digest(String page, String element) throws Exception {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    @Test
    void report_whileAModelIsWaitedFor_saysSo() {
        try (ChurnServer server = ChurnServer.builder()
                .model(folder.resolve("later.churn"))
                .waitForModel(true)
                .port(0)
                .build()
                .start()) {
            assertThat(Served.get(server, "/report").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void page_withScriptsOff_linksToTheReport() {
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(Served.get(server, "/").body())
                    .containsPattern("<noscript>.*<a href=\"report\">.*</noscript>")
                    .contains("<a class=\"button\" href=\"report\">");
            assertThat(Served.get(server, "/openapi.json").body()).contains("\"/report\"");
        }
    }
}
