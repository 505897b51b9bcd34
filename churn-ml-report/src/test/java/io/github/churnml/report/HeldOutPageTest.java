package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.heldout.Contributions;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Chooser;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.MarkdownReport;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldOutPageTest {

    /** What customers are worth differs from one to the next. */
    private static final CustomerValue WORTH = new CustomerValue("total_charges", 0, 1, new Campaign(1, 10, 0.3));

    private static final Judged FITTED = fit();
    private static final HeldOutFacts FACTS = facts(true);
    private static final TrainedOn TRAINING =
            new TrainedOn("customers.csv", 900, 19, "out/model.churn", List.of(), List.of(), List.of()).with(FACTS);
    private static final Report REPORT = ModelReport.of(FITTED.kept(), TRAINING);

    /** A model with the rows that it was judged on. */
    private record Judged(ChurnModel kept, ChurnModel judged, Dataset rows, int[] labels, double[] probabilities) {}

    private static Judged fit() {
        Judged[] told = new Judged[1];
        ChurnModel kept = ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("customer_id")
                .seed(3)
                .value(WORTH)
                .learner(HistogramGradientBoosting.builder().trees(60).build())
                .build()
                .fit(
                        SmallModel.customers(900, 21),
                        FitOptions.standard()
                                .withCreated(SmallModel.THEN)
                                .withJudged((model, judged, rows, labels, probabilities) ->
                                        told[0] = new Judged(model, judged, rows, labels, probabilities)));
        assertThat(told[0].kept()).isSameAs(kept);
        return told[0];
    }

    private static HeldOutFacts facts(boolean examples) {
        return HeldOutFacts.of(FITTED.judged(), FITTED.rows(), FITTED.labels(), FITTED.probabilities(), examples);
    }

    private static Stream<Block> blocks(Report report) {
        return report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof Grid grid ? grid.pictures().stream() : Stream.of(block));
    }

    private static Table numbers(String title) {
        return blocks(REPORT)
                .map(block -> block instanceof Picture picture ? picture.numbers() : block)
                .filter(block -> block instanceof Table table && table.caption().startsWith(title))
                .map(Table.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Section section(Report report, String title) {
        return report.sections().stream()
                .filter(section -> section.title().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Metric metric) {
        return FITTED.kept().evaluation().metric(metric).value();
    }

    @Test
    void whatColumnsAdd_ofAllRows_isAsTheModelSays() {
        Contributions added = FACTS.contributions().orElseThrow();

        Map<String, Double> means = FITTED.judged().meanAbsoluteContributions(FITTED.rows());
        assertThat(added.rows()).isEqualTo(FITTED.rows().rows());
        assertThat(added.columns().stream().map(Contributions.Part::name))
                .containsExactlyElementsOf(means.keySet().stream().limit(8).toList());
        for (Contributions.Part part : added.columns()) {
            assertThat(part.size()).isCloseTo(means.get(part.name()), within(1e-12));
            assertThat(part.low()).isLessThanOrEqualTo(part.middle());
            assertThat(part.middle()).isLessThanOrEqualTo(part.high());
            assertThat((long) part.dots().size() * part.each()).isGreaterThanOrEqualTo(added.rows());
            assertThat(part.dots()).allMatch(dot -> Math.abs(dot.place()) <= 3);
        }
        Table numbers = numbers("What each column adds");
        assertThat(numbers.rows().get(0).get(1).value())
                .isEqualTo(added.columns().get(0).size());
    }

    @Test
    void judgedModel_onTheRowsGiven_saysWhatTheEvaluationIsOf() {
        assertThat(FITTED.judged()).isNotSameAs(FITTED.kept());
        assertThat(FITTED.judged().scorer().score(FITTED.rows()).probabilities())
                .isEqualTo(FITTED.probabilities());
        assertThat(FITTED.judged()
                        .evaluate(FITTED.rows())
                        .metric(Metric.ROC_AUC)
                        .value())
                .isEqualTo(value(Metric.ROC_AUC));
    }

    @Test
    void curves_throughPlacesKept_haveTheAreasOfTheMetrics() {
        double area = 0;
        List<List<Cell>> rows = numbers("ROC curve").rows();
        for (int i = 1; i < rows.size(); i++) {
            area += (rows.get(i).get(3).value() - rows.get(i - 1).get(3).value())
                    * (rows.get(i).get(4).value() + rows.get(i - 1).get(4).value())
                    / 2;
        }
        assertThat(area).isCloseTo(value(Metric.ROC_AUC), within(0.002));
        assertThat(rows.size()).isLessThanOrEqualTo(200);
        List<List<Cell>> precisions = numbers("Precision and recall").rows();
        double precisionArea = 0;
        for (int i = 1; i < precisions.size(); i++) {
            precisionArea += (precisions.get(i).get(2).value()
                            - precisions.get(i - 1).get(2).value())
                    * precisions.get(i).get(3).value();
        }
        assertThat(precisionArea).isCloseTo(value(Metric.PR_AUC), within(0.03));
        double most = numbers("Money by customers contacted").rows().stream()
                .mapToDouble(row -> row.get(2).value())
                .max()
                .orElseThrow();
        assertThat(most).isCloseTo(value(Metric.MAXIMUM_PROFIT), within(1e-9));
    }

    @Test
    void chooser_atTheModelsThreshold_hasWhatTheMetricsHave() {
        Chooser chooser = blocks(REPORT)
                .filter(Chooser.class::isInstance)
                .map(Chooser.class::cast)
                .findFirst()
                .orElseThrow();
        List<Cell> row = chooser.table().rows().get(chooser.chosen());
        assertThat(chooser.table().rows()).hasSizeBetween(99, 101);
        assertThat(row.get(0).text()).isEqualTo("0.5 (the model's)");
        assertThat(row.get(2).value())
                .isEqualTo(FITTED.kept().evaluation().confusion().truePositives());
        assertThat(row.get(3).value()).isEqualTo(value(Metric.PRECISION));
        assertThat(row.get(4).value()).isEqualTo(value(Metric.RECALL));
        assertThat(row.get(5).value()).isCloseTo(value(Metric.PROFIT), within(1e-9));
    }

    @Test
    void losses_ofShuffles_areThoseOfThePermutationImportance() {
        var importance = FITTED.judged().permutationImportance(FITTED.rows(), Metric.ROC_AUC, 5);
        Table table = numbers("ROC-AUC lost");
        importance.drops().forEach((column, drop) -> assertThat(table.rows())
                .anyMatch(row -> row.get(0).text().equals(column)
                        && row.get(1).value() == drop.value()
                        && row.get(2).value() == drop.low()));
    }

    @Test
    void examples_onThePage_holdNoValueThatFewShare() {
        Section examples = section(REPORT, "Examples");
        String text = examples.blocks().toString();
        assertThat(text).contains("Given the highest probability of those who stayed", "--no-examples");
        for (int row = 0; row < FITTED.rows().rows(); row++) {
            assertThat(text)
                    .doesNotContain(
                            String.valueOf(FITTED.rows().column("customer_id").text(row)));
        }
        assertThat(blocks(new Report("t", "", List.of(), List.of(examples)))
                        .filter(Picture.class::isInstance)
                        .map(block -> ((Picture) block).numbers().rows())
                        .flatMap(List::stream)
                        .map(row -> row.get(1).text()))
                .isNotEmpty();
        assertThat(facts(false).examples()).isEmpty();
        assertThat(ModelReport.of(FITTED.kept(), TRAINING.with(facts(false))).sections())
                .noneMatch(section -> section.title().startsWith("Examples"));
    }

    @Test
    void facts_whateverTheThreads_areTheSame() throws Exception {
        String page = HtmlReport.of(REPORT);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            HeldOutFacts again = one.submit(() -> facts(true)).get();
            assertThat(HtmlReport.of(ModelReport.of(FITTED.kept(), TRAINING.with(again))))
                    .isEqualTo(page);
        } finally {
            one.shutdown();
        }
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(400_000);
    }

    @Test
    void pageAndCard_sayHowItLearntAndForWhomItDoesWorst() {
        Section rounds = section(REPORT, "How it learnt");
        assertThat(rounds.blocks().toString()).contains("rounds were kept", "The loss by round");
        String card = MarkdownReport.of(ModelCard.of(FITTED.kept(), TRAINING));
        assertThat(card)
                .contains(
                        "## For whom it does worst",
                        SegmentsSection.sentences(
                                        FACTS.segments(), FITTED.kept().outcome())
                                .get(0)
                                .substring(0, 15));
        assertThat(card.lines().count()).isLessThan(120);
    }
}
