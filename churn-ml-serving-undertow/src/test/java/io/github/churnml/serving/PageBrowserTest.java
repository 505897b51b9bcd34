package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as people meet it: in a browser. */
class PageBrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMPORTED =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");
    private static final String SCORED = "document.querySelectorAll('#reasons .sentence').length > 0"
            + " && !document.querySelector('#customer').classList.contains('stale')";
    private static final String FIELDS = "return import('/page/customer.js').then(form => ";
    private static final String FILE_DONE = "!document.querySelector('#download').hidden";
    private static final String HEADER =
            "customer;plan;contract;tenure_months;monthly_charge;total_charges;usage_gb_30d;"
                    + "usage_change_pct;support_tickets_90d;avg_latency_ms;downtime_hours_30d;late_payments_12m;payment_method;"
                    + "autopay;promo;region;last_login_days;churned";
    private static final String VALUES = "Basic;Two year;9;28.37;255.29;48.1;-55.4;1;85.9;0.3;0;Card;Yes;No;West;5;No";

    private static Browser browser;

    @TempDir
    Path folder;

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
    void file_withQuotesMarkAndBadRow_isScored_andCanBeTakenHome() throws IOException {
        Path file = folder.resolve("customers.csv");
        String text = "\uFEFF" + HEADER + "\r\n"
                + "\"Smith; \"\"Jo\"\"\nand sons\";" + VALUES + "\r\n"
                + "\r\n"
                + "Bad;" + VALUES.replace("Basic", "Basix").replace(";9;", ";nine;") + "\r\n"
                + "Short;Basic\r\n"
                + "Blank;" + VALUES.replace(";West;", ";;");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        browser.devTools("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        browser.type("#file", file.toString());
        browser.await(FILE_DONE);
        assertThat(browser.text("#said"))
                .contains("2 rows scored")
                .contains("Not used: customer.")
                .contains("“churned”");
        assertThat(browser.text("#problem-list"))
                .contains("Row 2", "Basix", "nine")
                .containsIgnoringCase("“Basic” was meant")
                .contains("Row 3", "It has 2 values where the header has 18.");
        assertThat(browser.text("#riskiest")).contains("Smith; \"Jo\"");
        browser.run("document.querySelector('#download').click()");
        List<String> lines = download("customers.scored.csv").lines().toList();
        double expected = JSON.readTree(
                        Served.post(server, "/predict", Served.ROW).body())
                .at("/predictions/0/probability")
                .asDouble();
        assertThat(lines.get(0)).endsWith(";churned;churn_probability;churn_class;churn_tier;churn_problem");
        assertThat(lines.get(1)).isEqualTo("\"Smith; \"\"Jo\"\"");
        assertThat(lines.get(2)).startsWith("and sons\";" + VALUES + ";");
        assertThat(Double.parseDouble(lines.get(2).split(";")[18])).isEqualTo(expected);
        assertThat(lines.get(3)).startsWith("Bad;").contains("Basix");
        assertThat(lines).hasSize(6);
    }

    @Test
    void file_thatLacksColumns_isScoredOnceThatIsWanted() throws IOException {
        Path file = folder.resolve("few.tsv");
        Files.writeString(file, "plan\ttenure_months\nBasic\t9\nPremium\t\n");
        browser.type("#file", file.toString());
        browser.await("!document.querySelector('#ask').hidden");
        assertThat(browser.text("#ask")).contains("lacks 14 columns");
        browser.click("#go-on");
        browser.await(FILE_DONE);
        assertThat(browser.text("#said")).contains("2 rows scored");
    }

    @Test
    void file_thatIsStopped_orNoTable_saysSo() throws IOException {
        Path few = folder.resolve("few.csv");
        Files.writeString(few, "plan\nBasic\n");
        browser.type("#file", few.toString());
        browser.await("!document.querySelector('#ask').hidden");
        browser.click("#cancel");
        browser.await("document.querySelector('#said').textContent.startsWith('Stopped.')");
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a,b\n1,2\n");
        browser.type("#file", other.toString());
        browser.await("document.querySelector('#said').textContent.includes('names none of the model')");
        Path empty = folder.resolve("empty.csv");
        Files.writeString(empty, "");
        browser.type("#file", empty.toString());
        browser.await("document.querySelector('#said').textContent.startsWith('The file is empty.')");
        Path open = folder.resolve("open.csv");
        Files.writeString(open, HEADER + "\n\"Smith;" + VALUES + "\n");
        browser.type("#file", open.toString());
        browser.await("document.querySelector('#said').textContent.startsWith('A quote is opened and not closed.')");
    }

    @Test
    void file_whoseRowsMostlyDoNotFit_isLeft() throws IOException {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, HEADER + "\n" + ("C;" + VALUES.replace("Basic", "Basix") + "\n").repeat(2_000));
        browser.type("#file", file.toString());
        browser.await(FILE_DONE);
        assertThat(browser.text("#said")).startsWith("More than half of the rows cannot be scored");
        assertThat(browser.text("#problem-list")).contains("Row 1 ").contains("more; the download has them all");
    }

    @Test
    void file_ofManyRows_isScoredInPieces_asTheServerScoresThemAtOnce() throws IOException {
        Path file = folder.resolve("many.csv");
        StringBuilder text = new StringBuilder(HEADER.replace(';', ',')).append('\n');
        for (int i = 0; i < 3_000; i++) {
            text.append("C-")
                    .append(i)
                    .append(',')
                    .append(VALUES.replace(';', ',').replace(",9,", "," + i % 70 + ","))
                    .append('\n');
        }
        Files.writeString(file, text);
        browser.type("#file", file.toString());
        browser.await(FILE_DONE);
        assertThat(browser.text("#said")).contains("3,000 rows scored");
        JsonNode seventy =
                browser.run("return import('/page/file.js').then(file => [...file.run.probability].slice(2940, 2950))");
        for (int i = 0; i < 10; i++) {
            String row = Served.ROW.replace("\"tenure_months\":9", "\"tenure_months\":" + i);
            assertThat(seventy.get(i).asDouble())
                    .isEqualTo(
                            JSON.readTree(Served.post(server, "/predict", row).body())
                                    .at("/predictions/0/probability")
                                    .asDouble());
        }
    }

    @Test
    void page_ofAModelThatIsReplaced_showsTheNewOne() throws IOException {
        try (ChurnServer other = Served.builder().build().start()) {
            open(other);
            other.reload(IMPORTED);
            browser.await("document.querySelector('#name').textContent === 'fixture'");
            browser.await("document.querySelector('#news').textContent.includes('answers now')");
            browser.await(SCORED);
            assertThat(browser.run("return document.querySelectorAll('.field').length")
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

    private String download(String name) throws IOException {
        Path file = folder.resolve(name);
        long before = -1;
        for (int i = 0; i < 200; i++) {
            // The browser may make the file before it has written it.
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size > 0 && size == before) {
                break;
            }
            before = size;
            browser.run("return 0");
            java.util.concurrent.locks.LockSupport.parkNanos(25_000_000);
        }
        return Files.readString(file);
    }
}
