package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as people meet it: in a browser. */
class PageBrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMPORTED =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");
    private static final String SCORED = "document.querySelectorAll('#reasons .sentence').length > 0"
            + " && !document.querySelector('#customer').classList.contains('stale')";
    private static final String FIELDS = "return import('/page/customer.js').then(form => ";

    private static Browser browser;

    private ChurnServer server;

    @AfterAll
    static void endBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        if (browser == null) {
            browser = Browser.start();
        }
        server = Served.builder().build().start();
        open(server);
    }

    @AfterEach
    void stop() throws IOException {
        // A page whose server is gone would go on asking for it.
        if (server != null) {
            browser.open(URI.create("about:blank"));
            server.close();
        }
    }

    private static void open(ChurnServer server) throws IOException {
        browser.open(server.uri());
        browser.await(SCORED);
    }

    @Test
    void page_asItOpens_asksItsOwnServerAlone_andHasNoComplaint() throws IOException {
        browser.requests();
        browser.complaints();
        open(server);
        browser.await("document.querySelectorAll('#live svg').length === 3");
        assertThat(browser.requests())
                .filteredOn(url -> !url.startsWith("chrome:") && !url.startsWith("data:"))
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.uri().toString()));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.text("#name")).isEqualTo("churn");
        assertThat(browser.text("#metrics")).contains("ROC AUC", "95 % interval");
        assertThat(browser.run("return document.querySelectorAll('#importances .rail').length")
                        .asInt())
                .isPositive();
    }

    @Test
    void form_whoseValueChanges_isScoredAnew_withReasons() throws IOException {
        String before = browser.text("#percent");
        browser.type("[name=late_payments_12m]", "6");
        browser.await("document.querySelector('#percent').textContent !== " + JSON.valueToTree(before));
        JsonNode row = browser.run(
                FIELDS + "Object.fromEntries([...form.fields].map(([name, field]) => [name, field.value])))");
        JsonNode answer = JSON.readTree(
                Served.post(server, "/predict?explain=6", row.toString()).body());
        assertThat(browser.text("#percent"))
                .isEqualTo(String.format(
                        java.util.Locale.ROOT,
                        "%.1f\u00a0%%",
                        100 * answer.at("/predictions/0/probability").asDouble()));
        assertThat(browser.text("#tier"))
                .isEqualTo(answer.at("/predictions/0/tier").asText() + " risk");
        assertThat(browser.run("return [...document.querySelectorAll('.sentence')].map(e => e.textContent)"))
                .map(JsonNode::asText)
                .containsExactlyElementsOf(answer.at("/predictions/0/reasons").findValuesAsText("sentence"));
    }

    @Test
    void value_thatIsNoNumber_getsItsProblemBesideIt_andGoesOnceMended() throws IOException {
        browser.type("[name=tenure_months]", "nine");
        browser.await("document.querySelector('.wrong')");
        assertThat(browser.text(".wrong label")).isEqualTo("tenure_months");
        assertThat(browser.text(".wrong .problem")).contains("nine").contains("a number");
        assertThat(browser.run("return document.querySelector('[name=tenure_months]').getAttribute('aria-invalid')")
                        .asText())
                .isEqualTo("true");
        browser.type("[name=tenure_months]", "900");
        browser.await("!document.querySelector('.wrong')");
        assertThat(browser.text("#flags")).contains("tenure_months");
        browser.click("#clear");
        browser.await("document.querySelector('#flags').textContent.includes('Not known')");
    }

    @Test
    void page_ofAModelThatIsReplaced_showsTheNewOne() throws IOException {
        try (ChurnServer other = Served.builder().build().start()) {
            open(other);
            other.reload(IMPORTED);
            browser.await("document.querySelector('#name').textContent === 'fixture'");
            browser.await("document.querySelector('#news').textContent.includes('answers now')");
            browser.await(SCORED);
            assertThat(browser.run("return document.querySelectorAll('#form .field').length")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void page_ofAnImportedModel_saysWhatIsNotKnown() throws IOException {
        try (ChurnServer other =
                ChurnServer.builder().model(IMPORTED).port(0).build().start()) {
            browser.complaints();
            browser.open(other.uri());
            browser.await("document.querySelector('#percent').textContent.includes('%')");
            assertThat(browser.text("#facts")).contains("imported from XGBoost 2.1.3");
            assertThat(browser.text("#metrics")).contains("Not known: an imported model");
            assertThat(browser.run(FIELDS + "[...form.fields.values()].map(field => field.value))"))
                    .allMatch(JsonNode::isNull);
            assertThat(browser.text("body")).doesNotContain("undefined", "NaN", "null");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void page_onAPhone_isNoWiderThanItsScreen() throws IOException {
        browser.devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
        try {
            open(server);
            browser.await("document.querySelectorAll('#live svg').length === 3");
            assertThat(browser.run("return document.documentElement.scrollWidth")
                            .asInt())
                    .isEqualTo(390);
        } finally {
            browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }
}
