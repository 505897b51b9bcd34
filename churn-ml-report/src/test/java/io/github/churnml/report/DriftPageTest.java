package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.TableTally;
import io.github.churnml.monitor.drift.DomainClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftPageTest {

    /** Each would end the text or attribute that it stands in, and run. */
    private static final String NUMBER = "x<script>alert(1)</script>";

    private static final String LEVELS = "y' onload='alert(2) \"><svg onload=alert(3)>";
    private static final String LEVEL = "\"><img src=x onerror=alert(4)>&amp;";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?: [a-zA-Z-]+=\"[^\"<>]*\")*)(/?)>");

    @TempDir
    Path folder;

    private DriftReport report;

    @BeforeEach
    void compare() throws IOException {
        TableTally reference = table("a.csv", i -> (i % 50) + "," + quoted(i % 2 == 0 ? LEVEL : "b"));
        TableTally current = table("b.csv", i -> (i % 50 + 40) + "," + quoted(i % 5 == 0 ? LEVEL : "b"));
        report = new DriftDetector(DriftSettings.standard()).compare(reference, current);
    }

    private TableTally table(String name, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder(quoted(NUMBER) + "," + quoted(LEVELS) + "\n");
        for (int i = 0; i < 400; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return TableTally.of(Files.writeString(folder.resolve(name), text), ReadOptions.standard());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private DriftComparison comparison(DomainClassifier.Difference together) {
        return new DriftComparison(
                report,
                "Scores of " + NUMBER + ".",
                "<b>a.csv",
                "b.csv'\"",
                new DriftComparison.Uncompared(List.of(NUMBER), List.of(LEVELS), List.of(), List.of("left")),
                together);
    }

    @Test
    void names_thatAreMarkup_areShownAsTheyAre() {
        String html = DriftPage.html(comparison(new DomainClassifier.Difference(0.9, 0.6, Map.of(NUMBER, 1.0))));
        assertThat(html)
                .contains("<h2>x&lt;script&gt;alert(1)&lt;/script&gt;</h2>")
                .contains(
                        "aria-label=\"Shares by bin of y&#39; onload=&#39;alert(2) &quot;&gt;&lt;svg onload=alert(3)&gt;\"")
                .contains("Rows can be told apart, mostly by x&lt;script&gt;")
                .contains("Reference &lt;b&gt;a.csv (400 rows), new b.csv&#39;&quot; (400 rows)")
                .doesNotContain("<script", "<img", "<svg on", "<b>a");
        // What is left between tags holds no markup at all, and every tag is one of ours.
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        Matcher tags = TAG.matcher(body);
        int end = 0;
        while (tags.find()) {
            assertThat(body.substring(end, tags.start())).doesNotContain("<", ">", "\"");
            end = tags.end();
        }
        assertThat(end).isEqualTo(body.length());
    }

    @Test
    void page_saysWhatWasFound_withoutAnythingFromElsewhere() {
        assertThat(DriftPage.html(comparison(null)))
                .contains("<p class=\"answer\">Drift: yes (drifted).</p>")
                .contains(
                        "<th>PSI</th>",
                        "<svg viewBox=\"0 0 360 ",
                        "(--count counts it)",
                        "@media (prefers-color-scheme")
                .contains("<td class=\"drifted\">drifted</td>")
                .doesNotContain("http:", "https:", "NaN", "<p></p>", "told apart");
    }

    @Test
    void page_ofTheSameComparison_isTheSame() {
        assertThat(DriftPage.html(comparison(null))).isEqualTo(DriftPage.html(comparison(null)));
    }
}
