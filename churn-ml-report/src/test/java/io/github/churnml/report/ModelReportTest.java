package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReportTest {

    private static final Dataset CUSTOMERS = SmallModel.customers(900, 21);
    private static final CustomerValue WORTH = CustomerValue.of(60, new Campaign(1, 10, 0.3));
    private static final ChurnModel MODEL = fit(
            ChurnPipeline.builder()
                    .target("churned", "Yes")
                    .exclude("customer_id")
                    .seed(3)
                    .value(WORTH)
                    .build(),
            CUSTOMERS);
    private static final TrainedOn TRAINING = new TrainedOn(
            "my customers.csv", 900, 19, "out/my model.churn", List.of("Noticed <this>."), List.of(), List.of());

    @TempDir
    Path folder;

    private static ChurnModel fit(ChurnPipeline pipeline, Dataset data) {
        return pipeline.fit(data, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private static Table numbers(Report report, String title) {
        return report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof Grid grid ? grid.pictures().stream() : Stream.of(block))
                .flatMap(block -> block instanceof Picture picture
                        ? List.of(picture.numbers()).stream()
                        : block instanceof Table table ? List.of(table).stream() : List.<Table>of().stream())
                .filter(table -> table.caption().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Table table, String row, int column) {
        return table.rows().stream()
                .filter(cells -> cells.get(0).text().equals(row))
                .findFirst()
                .orElseThrow()
                .get(column)
                .value();
    }

    @Test
    void numbers_ofEveryFigure_areThoseOfTheEvaluation() {
        Report report = ModelReport.of(MODEL, TRAINING);
        for (Metric metric : Metric.ofScores()) {
            assertThat(value(numbers(report, "Metrics"), metric.label(), 1))
                    .isEqualTo(MODEL.evaluation().metric(metric).value());
        }
        MODEL.evaluation().deciles().forEach(decile -> {
            assertThat(value(numbers(report, "Gains"), "the likeliest " + decile.decile() * 10 + " %", 4))
                    .isEqualTo(decile.cumulativeGain());
            assertThat(value(numbers(report, "Lift"), String.valueOf(decile.decile()), 3))
                    .isEqualTo(decile.lift());
        });
        List<ScoreBin> bins = ScoreBin.read(MODEL.manifest().found().get("reliability"));
        List<List<Cell>> rows = numbers(report, "Calibration").rows();
        assertThat(rows).hasSameSizeAs(bins);
        for (int i = 0; i < bins.size(); i++) {
            assertThat(rows.get(i).get(3).value()).isEqualTo(bins.get(i).meanProbability());
            assertThat(rows.get(i).get(4).text())
                    .isEqualTo(Numbers.text(bins.get(i).rate()));
        }
        assertThat(numbers(report, "Decisions").rows().get(0).get(1).value())
                .isEqualTo(MODEL.evaluation().confusion().truePositives());
        assertThat(numbers(report, "How much each column counts")
                        .rows()
                        .get(0)
                        .get(1)
                        .value())
                .isEqualTo(MODEL.importances().values().iterator().next());
    }

    @Test
    void threshold_rowOfTheTable_hasPrecisionRecallAndMoneyOfTheMetrics() {
        Table thresholds = numbers(ModelReport.of(MODEL, TRAINING), "What each threshold");
        List<Cell> own = thresholds.rows().stream()
                .filter(row -> row.get(0).text().endsWith("(the model's)"))
                .findFirst()
                .orElseThrow();
        assertThat(own.get(3).value())
                .isEqualTo(MODEL.evaluation().metric(Metric.PRECISION).value());
        assertThat(own.get(4).value())
                .isEqualTo(MODEL.evaluation().metric(Metric.RECALL).value());
        assertThat(own.get(5).value())
                .isCloseTo(MODEL.evaluation().metric(Metric.PROFIT).value(), within(1e-9));
        assertThat(thresholds.rows())
                .hasSize(9)
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(b.get(0).value(), a.get(0).value()));
    }

    @Test
    void curve_throughTheCuts_growsAndHasAlmostTheWholeArea() {
        HeldOut held = HeldOut.of(MODEL);
        List<Cut> cuts = held.all();
        double area = 0;
        for (int i = 1; i < cuts.size(); i++) {
            assertThat(cuts.get(i).contacted()).isGreaterThan(cuts.get(i - 1).contacted());
            assertThat(cuts.get(i).found())
                    .isGreaterThanOrEqualTo(cuts.get(i - 1).found() - 1e-9);
            area += (held.falseAlarms(cuts.get(i)) - held.falseAlarms(cuts.get(i - 1)))
                    * (held.recall(cuts.get(i)) + held.recall(cuts.get(i - 1)))
                    / 2;
        }
        assertThat(cuts.get(cuts.size() - 1).contacted()).isEqualTo(held.rows());
        double whole = MODEL.evaluation().rocAuc().value();
        assertThat(area).isBetween(whole - 0.02, whole + 1e-9);
    }

    @Test
    void money_ofEveryoneContacted_isThatOfTheMetric() {
        HeldOut held = HeldOut.of(MODEL);
        List<Cut> cuts = held.all();
        assertThat(held.money(cuts.get(0))).isZero();
        assertThat(held.money(cuts.get(cuts.size() - 1)))
                .isCloseTo(MODEL.evaluation().metric(Metric.PROFIT_EVERYONE).value(), within(1e-9));
    }

    /** The page without what keeps options of commands in one line. */
    private static String shown(Report report) {
        return HtmlReport.of(report).replaceAll("</?span[^>]*>", "");
    }

    @Test
    void page_saysWhomToCall_withACommandThatAShellTakes() {
        String html = shown(ModelReport.of(MODEL, TRAINING));
        assertThat(html)
                .contains("<h2>Whom do I call, and what does it bring?</h2>")
                .contains(
                        "churn contact --model &#39;out/my model.churn&#39; --data new.csv --budget 200 --out list.csv\n")
                .contains(EvaluationPage.money(MODEL.evaluation()))
                .contains("Noticed &lt;this&gt;.", "my customers.csv, 900 rows of 19 columns")
                .contains(MODEL.manifest().dataFingerprint());
        assertThat(ModelReport.quoted("it's.csv")).isEqualTo("'it'\\''s.csv'");
    }

    @Test
    void page_ofAModelWithoutValues_asksForThem() {
        ChurnModel plain = fit(MODEL_WITHOUT_VALUE, CUSTOMERS);
        String html = shown(ModelReport.of(plain, TRAINING));
        assertThat(html)
                .contains("--value 500 --contact-cost 1 --offer-cost 10 --acceptance 0.3", "Its amounts are examples")
                .contains("What that brings in money is not known")
                .doesNotContain("brings per customer", "Money per customer");
    }

    private static final ChurnPipeline MODEL_WITHOUT_VALUE = ChurnPipeline.builder()
            .target("churned", "Yes")
            .exclude("customer_id")
            .seed(3)
            .build();

    @Test
    void leaks_areSaidFirst() {
        Report report = ModelReport.of(
                MODEL, new TrainedOn("a.csv", 1, 1, "m.churn", List.of(), List.of("'x' knows."), List.of()));
        assertThat(report.opening().get(0).toString()).contains("WARNING", "too good: 'x' knows.");
    }

    @Test
    void countsByProbability_thatAreNotOfTheEvaluation_areLeftOut() {
        HeldOut held = HeldOut.of(MODEL);
        HeldOut without = new HeldOut(held.evaluation(), List.of(), held.value(), null);
        assertThat(without.byThreshold()).hasSize(1);
        assertThat(ProbabilitySection.of(without, "none", MODEL.outcome())
                        .blocks()
                        .toString())
                .contains("older format");
        assertThat(ScoreBin.read(List.of(List.of(0.1, "x", 1.0, 0.2), "no"))).isEmpty();
    }

    @Test
    void page_namesThatAreMarkupLongOrRightToLeft_areShownAsText() throws IOException {
        String markup = "<b>\"plan'</b>";
        String rightToLeft = "\u05EA\u05DB\u05E0\u05D9\u05EA\u202E";
        String longName = "x".repeat(300);
        StringBuilder table = new StringBuilder("\"<b>\"\"plan'</b>\"," + rightToLeft + "," + longName + ",left\n");
        for (int i = 0; i < 400; i++) {
            boolean left = (i * 7919L) % 10 < 3;
            table.append(left == (i % 5 > 0) ? "\"</td><script>x\"" : "b").append(',');
            table.append(i % 3 == 0 ? "\u05D0\u05D1" : "c")
                    .append(',')
                    .append(i % 17)
                    .append(',');
            table.append(left ? "Yes" : "No").append('\n');
        }
        Dataset data = Tables.readCsv(Files.writeString(folder.resolve("t.csv"), table));
        ChurnModel model =
                fit(ChurnPipeline.builder().target("left", "Yes").seed(1).build(), data);
        Report report = ModelReport.of(model, TRAINING);
        String html = HtmlReport.of(report);
        assertThat(html)
                .contains(
                        "<td class=\"t\">&lt;b&gt;&quot;plan&#39;&lt;/b&gt;</td>",
                        "<td class=\"t\">" + longName + "</td>")
                .contains("\u05EA\u05DB\u05E0\u05D9\u05EA")
                .doesNotContain("<b>", "\u202E");
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(Words.name(rightToLeft)).isEqualTo("\u2068\u05EA\u05DB\u05E0\u05D9\u05EA \u2069");
        assertThat(Words.name(longName)).hasSize(61).endsWith("…");
        assertThat(Words.name(markup)).isEqualTo(markup);
    }

    @Test
    void page_ofManyColumnsAndNotices_staysSmall() {
        Map<String, Double> shares = new LinkedHashMap<>();
        IntStream.range(0, 5000).forEach(i -> shares.put("<".repeat(290) + i, 1.0 / 5000));
        List<String> notices = new ArrayList<>();
        IntStream.range(0, 5000).forEach(i -> notices.add("<".repeat(2000)));
        Section importances = LearningSection.importances(shares, Optional.empty(), Optional.empty());
        TrainedOn training = new TrainedOn("a.csv", 1_000_000, 5000, "m.churn", notices, notices, List.of(importances));
        String html = HtmlReport.of(ModelReport.of(MODEL, training));
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
        String plain = HtmlReport.of(ModelReport.of(MODEL, TRAINING));
        assertThat(plain.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(150_000);
    }

    @Test
    void card_ofAModel_hasNoPictureAndTheSameNumbers() {
        Report card = ModelCard.of(MODEL, TRAINING);
        assertThat(card.title()).isEqualTo("Model card: churn 1.0.0");
        assertThat(card.sections())
                .allSatisfy(section -> assertThat(section.blocks()).noneMatch(Picture.class::isInstance));
        assertThat(numbers(card, "Metrics")).isEqualTo(numbers(ModelReport.of(MODEL, TRAINING), "Metrics"));
        assertThat(numbers(card, "What each")).isEqualTo(numbers(ModelReport.of(MODEL, TRAINING), "What each"));
    }

    @Test
    void report_ofAFileAlone_namesNoTable() {
        String html = shown(ModelReport.of(MODEL, TrainedOn.unknown("m.churn", List.of())));
        assertThat(html)
                .contains("churn contact --model m.churn ")
                .doesNotContain("<td class=\"t\">table</td>", "Noticed");
    }

    @Test
    void report_ofTheSameModel_isTheSame() {
        assertThat(ModelReport.of(MODEL, TRAINING)).isEqualTo(ModelReport.of(MODEL, TRAINING));
    }

    @Test
    void everyFigure_saysAFindingWithANumber() {
        long figures = 0;
        for (Section section : ModelReport.of(MODEL, TRAINING).sections()) {
            for (Block block : section.blocks().stream()
                    .flatMap(one -> one instanceof Grid grid ? grid.pictures().stream() : Stream.of(one))
                    .toList()) {
                if (block instanceof Picture picture) {
                    figures++;
                    assertThat(picture.figure().finding()).containsPattern("[0-9]");
                    assertThat(picture.numbers().rows()).isNotEmpty();
                }
            }
        }
        assertThat(figures).isEqualTo(12);
    }
}
