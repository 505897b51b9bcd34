package io.github.churnml.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The accessibility rules of axe-core, which {@code tools/pages} installs; tests that need them are skipped without. */
final class Axe {

    private static final int[] WIDTHS = {1400, 768, 390};

    private final Browser browser;
    private final String rules;

    private Axe(Browser browser, String rules) {
        this.browser = browser;
        this.rules = rules;
    }

    static Axe in(Browser browser) throws IOException {
        String folder = System.getenv("CHURN_BROWSER");
        Assumptions.assumeTrue(folder != null, "CHURN_BROWSER is not set: tools/pages makes its folder.");
        return new Axe(browser, Files.readString(Path.of(folder, "node_modules/axe-core/axe.min.js")));
    }

    /** What is wrong with the page that is open, at three widths, light and dark; pictures go to {@code -Dchurn.pictures=FOLDER}. */
    List<String> faults(String name) throws IOException {
        List<String> faults = new ArrayList<>();
        browser.run(rules);
        try {
            for (String scheme : List.of("light", "dark")) {
                browser.devTools(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                for (int width : WIDTHS) {
                    look(name, scheme, width, faults);
                }
            }
        } finally {
            browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
            browser.devTools("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        }
        return faults;
    }

    private void look(String name, String scheme, int width, List<String> faults) throws IOException {
        browser.devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        // What is drawn for a width is drawn anew.
        browser.run("return new Promise(done => setTimeout(done, 150))");
        String at = scheme + " " + width + ": ";
        int wide = browser.run("return document.documentElement.scrollWidth").asInt();
        if (wide > width) {
            faults.add(at + "is " + wide + " wide");
        }
        JsonNode broken = browser.run("return axe.run().then(result => result.violations.map(rule => rule.id + ', '"
                + " + rule.nodes.length + ' times: ' + rule.nodes[0].html.slice(0, 160)))");
        broken.forEach(rule -> faults.add(at + rule.asText()));
        String pictures = System.getProperty("churn.pictures", "");
        if (!pictures.isEmpty()) {
            browser.wholeScreenshot(Path.of(pictures, name + "-" + scheme + "-" + width + ".png"));
        }
    }
}
