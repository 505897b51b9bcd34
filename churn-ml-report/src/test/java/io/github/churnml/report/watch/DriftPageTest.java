package io.github.churnml.report.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.TableTally;
import io.github.churnml.monitor.drift.DomainClassifier;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftPageTest {

    /** Each would end the text or attribute that it stands in, and run. */
    private static final String NUMBER = "x<script>alert(1)</script>";

    private static final String LEVELS = "y' onload='alert(2) \"><svg onload=alert(3)>";
    private static final String LEVEL = "\"><img src=x onerror=alert(4)>&amp;";

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
        return table(name, quoted(NUMBER) + "," + quoted(LEVELS), row);
    }

    private TableTally table(String name, String header, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder(header + "\n");
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
        String html =
                HtmlReport.of(DriftPage.of(comparison(new DomainClassifier.Difference(0.9, 0.6, Map.of(NUMBER, 1.0)))));
        assertThat(html)
                .contains("<h3>x&lt;script&gt;alert(1)&lt;/script&gt;</h3>")
                .contains("<h3>y&#39; onload=&#39;alert(2) &quot;&gt;&lt;svg onload=alert(3)&gt;</h3>")
                .contains("Rows can be told apart, mostly by x&lt;script&gt;")
                .contains("Reference &lt;b&gt;a.csv (400 rows), new b.csv&#39;&quot; (400 rows)")
                .doesNotContain("<script>alert", "<img", "<svg on", "<b>a");
    }

    @Test
    void page_saysWhatWasFound_withoutAnythingFromElsewhere() {
        String html = HtmlReport.of(DriftPage.of(comparison(null)));
        assertThat(html)
                .contains("<p class=\"finding main\">Drift: yes (drifted). ")
                .contains(">PSI</th>", "(--count counts it)", "By tests: ", "PSI by column", "Column by column")
                .contains("<td class=\"t\">drifted</td>")
                .doesNotContain("http:", "https:", "NaN", "<p></p>", "told apart", "Over time");
        assertThat(html).isEqualTo(HtmlReport.of(DriftPage.of(comparison(null))));
    }

    @Test
    void page_hasThePsiAndSharesOfTheReport_toTheDigit() {
        List<List<Cell>> rows = pictures(DriftPage.of(comparison(null))).stream()
                .filter(picture -> picture.figure().title().equals("PSI by column"))
                .findFirst()
                .orElseThrow()
                .numbers()
                .rows();
        assertThat(rows).hasSameSizeAs(report.columns());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get(1).value())
                    .isEqualTo(report.columns().get(i).psi());
        }
        List<Cell> shares = pictures(DriftPage.of(comparison(null))).stream()
                .filter(picture -> picture.figure().title().startsWith("y'"))
                .findFirst()
                .orElseThrow()
                .numbers()
                .rows()
                .get(0);
        assertThat(shares.get(0).text()).isEqualTo("b");
        assertThat(shares.get(1).value()).isEqualTo(0.5);
        assertThat(shares.get(2).value()).isEqualTo(0.8);
    }

    @Test
    void periods_several_areDrawnOverTimeWithTheScoresShare() {
        Map<RiskTier, Long> tiers = Map.of(RiskTier.LOW, 300L, RiskTier.HIGH, 100L);
        List<DriftPeriod> periods = List.of(
                new DriftPeriod("june<1>", comparison(null), new ScoreShare(400, 0.21, 0.5, 60, tiers)),
                new DriftPeriod("july", comparison(null), null),
                new DriftPeriod("august", comparison(null), new ScoreShare(400, 0.3, 0.5, 100, tiers)));
        String html = HtmlReport.of(DriftPage.of(periods));
        assertThat(html)
                .contains("3 of 3 periods drifted from the reference, first june&lt;1&gt;, last august.")
                .contains("The mean probability goes from 21.0 % to 30.0 %")
                .contains(
                        "alarm level 0.2", "In tier high were 25.0 % of the customers", "100 of 400 customers (25.0 %)")
                .doesNotContain("NaN");
    }

    @Test
    void periods_oneOfSixtyScored_saysWhichAndIsStillMade() {
        Map<RiskTier, Long> tiers = Map.of(RiskTier.LOW, 300L, RiskTier.HIGH, 100L);
        for (int scored : new int[] {0, 30}) {
            List<DriftPeriod> periods = IntStream.range(0, 60)
                    .mapToObj(i -> new DriftPeriod(
                            "week " + i,
                            comparison(null),
                            i == scored ? new ScoreShare(400, 0.21, 0.5, 60, tiers) : null))
                    .toList();
            String html = HtmlReport.of(DriftPage.of(periods));
            assertThat(html)
                    .contains("The mean probability is 21.0 % in week " + scored + ", the only period that was scored")
                    .doesNotContain("in the last period.");
            assertThat(html.contains("In tier high are 25.0 % in week 30, the last that was scored."))
                    .isEqualTo(scored == 30);
        }
    }

    @Test
    void periods_columnNotInTheLast_isNotCalledBelowTheAlarmLevel() throws IOException {
        DriftComparison with = comparison(null);
        TableTally reference = table("c.csv", quoted(LEVELS), i -> quoted(i % 2 == 0 ? LEVEL : "b"));
        report = new DriftDetector(DriftSettings.standard())
                .compare(reference, table("d.csv", quoted(LEVELS), i -> quoted(i % 2 == 0 ? LEVEL : "b")));
        String html = HtmlReport.of(DriftPage.of(
                List.of(new DriftPeriod("june", with, null), new DriftPeriod("july", comparison(null), null))));
        assertThat(html)
                .contains("x&lt;script&gt;alert(1)&lt;/script&gt; could not be judged in the last period.")
                .doesNotContain("PSI of - ");
    }

    @Test
    void periods_oneOfFewRows_isNoAlarmAndDoesNotDecideWhatIsDrawn() throws IOException {
        DriftComparison with = comparison(null);
        TableTally reference = table("c.csv", i -> (i % 50) + "," + quoted(LEVEL));
        TableTally few = TableTally.of(
                Files.writeString(
                        folder.resolve("few.csv"), quoted(NUMBER) + "," + quoted(LEVELS) + "\n99," + quoted("b")),
                ReadOptions.standard());
        report = new DriftDetector(DriftSettings.standard()).compare(reference, few);
        DriftComparison last = comparison(null);
        assertThat(report.columns().get(0).psi()).isGreaterThan(0.2);
        String html = HtmlReport.of(
                DriftPage.of(List.of(new DriftPeriod("june", with, null), new DriftPeriod("july", last, null))));
        assertThat(html)
                .contains(
                        "1 of 2 periods drifted from the reference, first june, last june. 1 period has too few rows to"
                                + " tell.")
                .contains("2 of 2 cells reach the threshold 0.2", "could not be judged in the last period.")
                .contains("There are too few rows to tell: of few rows an index is large by chance.")
                .doesNotContain("an alarm", "counted columns reach the threshold");
        assertThat(HtmlReport.of(DriftPage.of(
                        List.of(new DriftPeriod("june", last, null), new DriftPeriod("july", last, null)))))
                .contains("2 periods have too few rows to tell.")
                .doesNotContain("PSI of each column by period");
    }

    @Test
    void periods_judgedByTests_speakOfNoAlarmLevel() throws IOException {
        TableTally reference = table("c.csv", i -> (i % 50) + "," + quoted(LEVEL));
        report = new DriftDetector(DriftSettings.standard().withRule(DriftRule.TESTS))
                .compare(reference, table("d.csv", i -> (i % 50 + 2) + "," + quoted(LEVEL)));
        String html = HtmlReport.of(DriftPage.of(List.of(
                new DriftPeriod("june", comparison(null), null), new DriftPeriod("july", comparison(null), null))));
        assertThat(html).contains("; what is drift is decided by tests.").doesNotContain("alarm level");
    }

    @Test
    void page_oneOf300ColumnsAnd500Periods_staysSmallAndSaysWhatIsLeftOut() throws IOException {
        String header = IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        IntFunction<String> row = i -> IntStream.range(0, 300)
                .mapToObj(c -> String.valueOf(i * (c + 7) % 97))
                .collect(Collectors.joining(","));
        TableTally wide = table("wide.csv", header, row);
        report = new DriftDetector(DriftSettings.standard())
                .compare(wide, table("wider.csv", header, i -> row.apply(i / 2)));
        DriftComparison comparison = comparison(null);
        Map<RiskTier, Long> tiers = Map.of(RiskTier.LOW, 300L, RiskTier.HIGH, 100L);
        List<DriftPeriod> periods = IntStream.range(0, 600)
                .mapToObj(i -> new DriftPeriod("2026-" + i, comparison, new ScoreShare(400, 0.21, 0.5, 60, tiers)))
                .toList();

        String one = HtmlReport.of(DriftPage.of(comparison));
        String many = HtmlReport.of(DriftPage.of(periods));
        assertThat(one.getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
        assertThat(many.getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
        assertThat(one).contains("The first 18 of 300 are drawn", "The 25 with the greatest PSI are drawn.");
        assertThat(many)
                .contains(
                        "The newest 500 of 600 are drawn.", "The newest 24 periods are drawn.", "the newest 50 of 600");
    }

    @Test
    void page_ofNoTable_isRefused() {
        assertThatThrownBy(() -> DriftPage.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Picture> pictures(Report report) {
        List<Picture> pictures = new ArrayList<>();
        report.sections().forEach(section -> {
            for (Block block : section.blocks()) {
                if (block instanceof Picture picture) {
                    pictures.add(picture);
                } else if (block instanceof Grid grid) {
                    pictures.addAll(grid.pictures());
                }
            }
        });
        return pictures;
    }
}
