package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.RowScorer;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's list of whom to contact, as people meet it: in a browser. */
class ContactsBrowserTest {

    private static final String DONE =
            "!document.querySelector('#results').hidden && document.querySelector('#cancel').hidden";
    private static final String HEADER =
            "customer;plan;contract;tenure_months;monthly_charge;total_charges;usage_gb_30d;"
                    + "usage_change_pct;support_tickets_90d;avg_latency_ms;downtime_hours_30d;late_payments_12m;payment_method;"
                    + "autopay;promo;region;last_login_days;churned";
    private static final String VALUES = "Basic;Two year;9;28.37;255.29;48.1;-55.4;1;85.9;0.3;0;Card;Yes;No;West;5;No";
    private static final String SAID = "document.querySelector('#said').textContent";

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
        browser.complaints();
        browser.open(server.uri());
        browser.await("document.querySelectorAll('#reasons .sentence').length > 0");
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            // A page whose server is gone would go on asking for it.
            browser.open(URI.create("about:blank"));
            server.close();
        }
    }

    /** What {@code churn predict} gives each row. */
    private static List<Double> predicted(Path table) {
        List<Double> all = new ArrayList<>();
        try (TableRows rows = TableRows.open(table)) {
            RowScorer scorer = Served.model()
                    .scorer()
                    .forTable(table, ReadOptions.standard())
                    .forColumns(rows.header());
            while (rows.hasNext()) {
                all.add(scorer.probability(Arrays.asList(rows.next()), rows.rowNumber()));
            }
        }
        return all;
    }

    private static List<String> column(int place) throws IOException {
        List<String> texts = new ArrayList<>();
        browser.run(
                        "return [...document.querySelectorAll('#riskiest tbody tr')].map(row => row.cells[arguments[0]].textContent)",
                        place)
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void file_thatIsDropped_isListedByMoney_withTheScoresOfPredict_andReasons() throws IOException {
        Path file = ServedTable.of(900, 41).csv(folder.resolve("new.csv"));
        browser.type("#money-value", "200");
        browser.type("#money-contact", "2");
        browser.type("#money-acceptance", "0.3");
        browser.run(
                "const all = new DataTransfer(); all.items.add(new File([arguments[0]], 'new.csv'));"
                        + "document.querySelector('#drop').dispatchEvent(new DragEvent('drop', {dataTransfer: all, bubbles: true, cancelable: true}))",
                Files.readString(file));
        browser.await(DONE);
        assertThat(browser.text("#said")).contains("900 rows scored").contains("Known outcomes");
        List<Double> expected = predicted(file);
        List<String> rows = column(0);
        List<String> scores = column(2);
        assertThat(rows).hasSizeBetween(50, 200);
        double last = 1;
        for (int i = 0; i < rows.size(); i++) {
            double probability = expected.get(Integer.parseInt(rows.get(i).replace(",", "")) - 1);
            assertThat(scores.get(i)).isEqualTo(String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * probability));
            assertThat(probability).isLessThanOrEqualTo(last);
            last = probability;
        }
        assertThat(column(5).get(0))
                .as("what the first brings")
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "%.2f",
                        expected.get(Integer.parseInt(rows.get(0).replace(",", "")) - 1) * 0.3 * 200 - 2));
        assertThat(column(6)).allMatch(why -> !why.isBlank());
        assertThat(browser.text("#likeliest")).isEqualTo("Whom it pays most to contact");
        assertThat(browser.text("#sums")).contains("pay to contact");
        // Other amounts, the same file.
        browser.type("#money-contact", "5000");
        browser.click("#money button");
        browser.await("document.querySelector('#list-about').textContent.startsWith('No contact pays')");
        assertThat(browser.text("body")).doesNotContain("undefined", "NaN");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void file_ofHostileCells_showsThemAsText_andCanBeTakenHome() throws IOException {
        String letters = "w".repeat(300);
        String text = "\uFEFF" + HEADER + "\r\n"
                + "\"<img src=x onerror=\"\"document.title='run'\"\">\";" + VALUES + "\r\n"
                + "\r\n"
                + "\"=cmd|' /C calc'!A0\nand sons\";" + VALUES + "\r\n"
                + "Bad;" + VALUES.replace(";9;", ";nine;") + "\r\n"
                + letters + ";" + VALUES + "\r\n"
                + "\u202E\u05D0\u05D1;" + VALUES.replace("Basic", "Basix");
        Path file = Files.writeString(folder.resolve("customers.csv"), text);
        browser.devTools("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        browser.type("#file", file.toString());
        browser.await(DONE);
        assertThat(browser.text("#said")).contains("4 rows scored").contains("Not used: customer.");
        assertThat(browser.text("#problem-list")).contains("Row 3", "'tenure_months'", "(nine)");
        assertThat(column(1)).contains("<img src=x onerror=\"document.title='run'\">", letters.substring(0, 200) + "…");
        assertThat(browser.run(
                                "return document.querySelectorAll('#results img').length + (document.title === 'run' ? 1 : 0)")
                        .asInt())
                .isZero();
        assertThat(browser.text("#sums")).contains("1with unknown levels", "1not scored");
        browser.click("#download");
        List<String> lines = download("customers.scored.csv").lines().toList();
        assertThat(lines.get(0)).endsWith(";churned;probability;predicted;risk_tier;problem");
        assertThat(lines.get(2)).isEqualTo("\"'=cmd|' /C calc'!A0");
        assertThat(lines.get(4)).startsWith("Bad;").contains("(nine)");
        assertThat(Double.parseDouble(lines.get(1).split(";")[18]))
                .isEqualTo(predicted(Files.writeString(folder.resolve("one.csv"), HEADER + "\nx;" + VALUES))
                        .get(0));
        browser.click("#download-list");
        assertThat(download("customers.contacts.csv").lines().toList().get(0))
                .isEqualTo("\uFEFFrank;row;customer;probability;reason_1;reason_2;reason_3");
        Axe axe = Axe.in(browser);
        assertThat(axe.faults("contacts-hostile")).isEmpty();
    }

    @Test
    void rows_thatArePasted_areScored() throws IOException {
        browser.run("document.querySelector('#paste-part').open = true");
        browser.type("#pasted", HEADER + "\nAnn;" + VALUES);
        browser.click("#paste");
        browser.await(DONE);
        assertThat(browser.text("#said")).contains("pasted rows: 1 row scored");
        assertThat(column(1)).containsExactly("Ann");
    }

    @Test
    void file_thatLacksColumns_orIsNotUtf8_isScoredOnceThatIsWanted() throws IOException {
        Path file = folder.resolve("few.tsv");
        Files.writeString(
                file,
                "name\tplan\ttenure_months\nM\u00FCller\tBasic\t9\nOne\tPremium\t\n",
                Charset.forName("windows-1252"));
        browser.type("#file", file.toString());
        browser.await("!document.querySelector('#ask').hidden");
        // The columns are looked at before the first row with a letter.
        for (int question = 0; question < 2; question++) {
            browser.await("!document.querySelector('#ask').hidden");
            assertThat(browser.text("#ask")).containsAnyOf("lacks 14 columns", "is not valid UTF-8");
            browser.click("#go-on");
        }
        browser.await(DONE);
        assertThat(browser.text("#said")).contains("2 rows scored", "Not known:");
        assertThat(column(1)).contains("M\u00FCller");
    }

    @Test
    void file_thatIsStopped_orNoTable_saysSo() throws IOException {
        Path few = folder.resolve("few.csv");
        Files.writeString(few, "plan\nBasic\n");
        browser.type("#file", few.toString());
        browser.await("!document.querySelector('#ask').hidden");
        browser.click("#cancel");
        browser.await(SAID + " === 'Stopped.'");
        Map<String, String> tables = Map.of(
                "a,b\n1,2\n",
                "none of the model",
                "",
                "The file is empty.",
                HEADER + "\n",
                "no rows",
                HEADER + "\n\"Smith;" + VALUES + "\n",
                "opens a quote that is never closed",
                HEADER + "\nShort;Basic\n",
                "has 2 fields where the header has 18");
        for (Map.Entry<String, String> table : tables.entrySet()) {
            Path file = Files.createTempFile(folder, "none", ".csv");
            Files.writeString(file, table.getKey());
            browser.type("#file", file.toString());
            browser.await(SAID + ".includes("
                    + new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(table.getValue()) + ")");
            assertThat(browser.run("return document.querySelector('#results').hidden")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void page_withAList_breaksNoRuleOfAccess_atAnyWidth() throws IOException {
        Axe axe = Axe.in(browser);
        browser.type("#money-value", "monthly_charge");
        browser.type("#money-months", "12");
        browser.type("#money-missing", "30");
        browser.type("#money-contact", "1");
        browser.type("#money-offer", "10");
        browser.type("#money-acceptance", "0.3");
        browser.type(
                "#file", ServedTable.of(900, 43).csv(folder.resolve("new.csv")).toString());
        browser.await(DONE);
        browser.await("document.querySelectorAll('#live svg').length === 3");
        assertThat(axe.faults("contacts")).isEmpty();
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
            JsonNode unused = browser.run("return 0");
            java.util.concurrent.locks.LockSupport.parkNanos(25_000_000);
        }
        return Files.readString(file);
    }
}
