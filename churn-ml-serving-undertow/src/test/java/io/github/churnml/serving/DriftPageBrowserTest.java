package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.serving.policy.UnknownLevels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page shows of drift. */
class DriftPageBrowserTest {

    private static final Path IMPORTED =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");
    private static final String SHOWN = "!document.querySelector('#drift-known').hidden";
    private static final ServedTable SHIFTED = ServedTable.of(600, 12)
            .with("avg_latency_ms", value -> String.valueOf(1.6 * Double.parseDouble(value)))
            .with("region", region -> region.equals("West") ? "Coast" : region);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Browser browser;

    @BeforeEach
    void open() throws IOException {
        if (browser == null) {
            browser = Browser.start();
        }
        browser.complaints();
    }

    @AfterEach
    void leave() throws IOException {
        if (browser != null) {
            // A page whose server is gone would go on asking for it.
            browser.open(URI.create("about:blank"));
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void page_ofShiftedRows_showsTheColumnsWorstFirst_andTheThreshold() throws IOException {
        try (ChurnServer server = drifted()) {
            browser.open(server.uri());
            browser.await(SHOWN);
            assertThat(browser.text("#drift-sums"))
                    .contains("drifted", "of 1\u00a0h filled", "2 / 0columns drifted / shifted")
                    // What the page's own form asks for may be among them.
                    .containsPattern("60\\drows compared");
            assertThat(browser.text("#drift-rule")).contains("'avg_latency_ms'").contains("PSI");
            assertThat(browser.text("#drift-about")).isEqualTo("Customers of the last hour beside those of training");
            JsonNode names = browser.run("return [...document.querySelectorAll('#drift dt')].map(e => e.textContent)");
            assertThat(names).hasSize(17);
            assertThat(names.get(16).asText()).isEqualTo("score");
            assertThat(List.of(names.get(0).asText(), names.get(1).asText()))
                    .containsExactly("avg_latency_ms", "region");
            JsonNode indices = browser.run("return [...document.querySelectorAll('#drift .psi')]"
                    + ".filter(e => !e.closest('.score')).map(e => Number(e.textContent))");
            for (int i = 1; i < 16; i++) {
                assertThat(indices.get(i).asDouble())
                        .isLessThanOrEqualTo(indices.get(i - 1).asDouble());
            }
            // The line stands where a bar of the threshold's length would end.
            JsonNode places = browser.run(
                    "const rail = document.querySelector('#drift .rail');"
                            + "const part = e => (e.getBoundingClientRect().right - rail.getBoundingClientRect().left) / rail.clientWidth;"
                            + "return [part(rail.children[0]), part(rail.children[1]), part(document.querySelectorAll('#drift .rail')[1].children[0])]");
            assertThat(places.get(0).asDouble())
                    .as("a column far out fills its bar")
                    .isGreaterThan(0.99);
            assertThat(places.get(2).asDouble() / indices.get(1).asDouble() * 0.2)
                    .isCloseTo(places.get(1).asDouble(), org.assertj.core.api.Assertions.within(0.02));
            assertThat(browser.text("#drift")).doesNotContain("undefined", "NaN", "null");
            assertThat(browser.complaints()).isEmpty();
            picture("drift");
        }
    }

    @Test
    void page_withFewRows_saysThatThereAreNotEnoughYet() throws IOException {
        try (ChurnServer server = Served.builder().build().start()) {
            browser.open(server.uri());
            browser.await(SHOWN);
            assertThat(browser.text("#drift-sums")).contains("not enough yet", "rows for a verdict", "–");
            assertThat(browser.text("#drift-rule")).isEqualTo("At least 100 rows are needed on both sides.");
            assertThat(browser.run("return document.querySelectorAll('#drift dt').length")
                            .asInt())
                    .isZero();
            assertThat(browser.text("#drift")).doesNotContain("undefined", "NaN", "null");
            picture("few");
        }
    }

    @Test
    void page_whereThereIsNothingToCompare_saysWhy() throws IOException {
        try (ChurnServer off = Served.builder().noDrift().build().start();
                ChurnServer imported =
                        ChurnServer.builder().model(IMPORTED).port(0).build().start()) {
            browser.open(off.uri());
            browser.await("!document.querySelector('#drift-none').hidden");
            assertThat(browser.text("#drift-none")).contains("started without live drift");
            assertThat(browser.run("return document.querySelector('#drift-known').hidden")
                            .asBoolean())
                    .isTrue();
            browser.open(imported.uri());
            browser.await("!document.querySelector('#drift-none').hidden");
            assertThat(browser.text("#drift-none")).contains("Nothing is known of the rows");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void page_afterSeveralLooks_drawsThemWithTheirNumbers_andBreaksNoRuleOfAccess() throws IOException {
        try (ChurnServer server = drifted()) {
            server.lookAtDrift();
            assertThat(Served.post(server, "/predict", ServedTable.of(90, 14).json(0, 40))
                            .statusCode())
                    .isEqualTo(200);
            server.lookAtDrift();
            // Looks are told apart by their second.
            java.util.concurrent.locks.LockSupport.parkNanos(1_100_000_000);
            server.lookAtDrift();
            browser.open(server.uri());
            browser.await("!document.querySelector('#series').hidden");
            JsonNode series = JSON.readTree(Served.get(server, "/drift/series").body());
            assertThat(browser.text("#series-psi figcaption")).contains("avg_latency_ms", "at or above the 0.2");
            assertThat(browser.run("return document.querySelectorAll('#series svg[role=img] > title').length")
                            .asInt())
                    .isEqualTo(3);
            assertThat(browser.run(
                                    "return document.querySelectorAll('#series-map rect.far, #series-map rect.drifted').length")
                            .asInt())
                    .isGreaterThanOrEqualTo(6);
            assertThat(browser.run("return document.querySelectorAll('#series-psi .alarm').length")
                            .asInt())
                    .isEqualTo(1);
            browser.run("document.querySelectorAll('#series details').forEach(part => part.open = true)");
            browser.await("document.querySelectorAll('#series-map tbody tr').length === 3");
            JsonNode newest = series.at("/models/0/points/2");
            assertThat(browser.text("#series-map tbody tr"))
                    .contains(String.format(
                            java.util.Locale.ROOT, "%.3f", newest.at("/psi/0").asDouble()));
            assertThat(browser.text("#series")).doesNotContain("undefined", "NaN", "null");
            assertThat(browser.complaints()).isEmpty();
            assertThat(Axe.in(browser).faults("series")).isEmpty();
        }
    }

    /** A full series of two models, drawn from what a server might answer. */
    private static final String LONG_SERIES = """
            const names = ['<b>plan</b> "quoted"', 'x'.repeat(300), '\\u202E\\u05EA\\u05DB\\u05E0\\u05D9\\u05EA',
              ...Array.from({length: 21}, (_, j) => 'column_number_' + j)];
            const point = (i, columns) => ({at: new Date(Date.UTC(2026, 10, 30, 8, 5 * i)).toISOString(), rows: 400 + 10 * (i % 7),
              score_mean: 0.2 + i / 600, positive_rate: 0.11 + (i % 9) / 200, window_rows: 4800 + i, status: i > 60 ? 'drifted' : 'stable',
              score_psi: i < 3 ? undefined : 0.02 + i / 700,
              psi: columns.map((_, j) => i < 3 ? null : Math.max(0.004, (i - 20 - 3 * j) / 120) * (1 + (i * 7 + j * 3) % 5 / 10))});
            const model = (version, from, to, columns) => ({name: 'churn', version, loaded: '2026-11-30T08:00:00Z', columns, more_columns: 176,
              points: Array.from({length: to - from}, (_, i) => point(from + i, columns))});
            const series = {every_seconds: 300, window_seconds: 3600, threshold: 0.2, most: 96,
              models: [model('1.0.0', 0, 24, names.slice(3, 6)), model('1.1.0', 24, 96, names)]};
            """;

    @Test
    void page_ofALongSeriesWithHostileNames_drawsThemAsText_andFits() throws IOException {
        try (ChurnServer server = Served.builder().build().start()) {
            browser.open(server.uri());
            browser.await(SHOWN);
            browser.run(LONG_SERIES
                    + "const real = window.fetch; window.fetch = (url, options) => String(url).endsWith('drift/series')"
                    + " ? Promise.resolve(new Response(JSON.stringify(series))) : real(url, options);");
            browser.await("document.querySelectorAll('#series-map rect').length > 1000");
            assertThat(browser.run("return document.querySelectorAll('#series-map rect[class]:not(.ground)').length")
                            .asInt())
                    .as("cells of the newest model, and the key")
                    .isEqualTo(24 * 72 + 5);
            assertThat(browser.run("return document.querySelectorAll('#series .change').length")
                            .asInt())
                    .isEqualTo(2);
            assertThat(browser.text("#series-map")).contains("<b>plan</b>", "176 are not");
            assertThat(browser.text("#series-map figcaption")).doesNotContain("\u202E");
            assertThat(browser.run("return document.querySelectorAll('#series b').length")
                            .asInt())
                    .isZero();
            assertThat(browser.run(
                                    "return document.querySelector('#series-psi path.line1').getAttribute('d').split('M').length")
                            .asInt())
                    .as("a line ends with its model")
                    .isEqualTo(3);
            assertThat(Axe.in(browser).faults("series-long")).isEmpty();
        }
    }

    @Test
    void page_onAPhone_isNoWiderThanItsScreen_andKeepsEachBarBelowItsName() throws IOException {
        browser.devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
        try (ChurnServer server = drifted()) {
            browser.open(server.uri());
            browser.await(SHOWN);
            assertThat(browser.run("return document.documentElement.scrollWidth")
                            .asInt())
                    .isEqualTo(390);
            JsonNode places = browser.run("return [...document.querySelector('#drift dl').children].slice(0, 5)"
                    + ".map(e => e.getBoundingClientRect().top)");
            assertThat(places.get(1).asDouble()).isGreaterThan(places.get(0).asDouble());
            assertThat(places.get(2).asDouble()).isLessThan(places.get(1).asDouble());
            assertThat(places.get(4).asDouble()).isGreaterThan(places.get(1).asDouble());
            picture("drift-phone");
        } finally {
            browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static ChurnServer drifted() {
        ChurnServer server =
                Served.builder().unknownLevels(UnknownLevels.SCORE).build().start();
        assertThat(Served.post(server, "/predict", SHIFTED.json()).statusCode()).isEqualTo(200);
        return server;
    }

    /** Light and dark, for whoever wants to look: {@code -Dchurn.pictures=FOLDER}. */
    private static void picture(String name) throws IOException {
        String folder = System.getProperty("churn.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        for (String scheme : List.of("light", "dark")) {
            browser.devTools(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            browser.run("document.querySelector('#drift').scrollIntoView()");
            browser.screenshot(Path.of(folder, name + "-" + scheme + ".png"));
        }
        browser.devTools("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }
}
