package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
