package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.heldout.Shuffles;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sentences where a model is good for nothing: they say what the numbers say, and not what those of a good one would. */
class SentencesTest {

    private static final TrainedOn TRAINING = TrainedOn.unknown("model.churn", List.of());

    private static String rounds(List<Double> aside, int kept) {
        Map<String, Object> found = Map.of(
                "rounds",
                kept,
                "history",
                Map.of("every", 1, "training", List.of(0.69, 0.68, 0.67), "validation", aside));
        return ((Picture) RoundsSection.of(found).orElseThrow().blocks().get(1))
                .figure()
                .finding();
    }

    @Test
    void rounds_lossThatNeverFalls_isNotSaidToFall() {
        assertThat(rounds(List.of(0.69, 0.70, 0.71), 1))
                .isEqualTo(
                        "The log loss of rows set aside begins at 0.6900 and is never below that; 1 round was kept.");
        assertThat(rounds(List.of(0.69, 0.68, 0.70), 2))
                .isEqualTo("The log loss of rows set aside falls from 0.6900 to 0.6800 after about 1 round;"
                        + " 2 rounds were kept.");
    }

    private static String shuffles(double first) {
        Map<String, Estimate> drops = new LinkedHashMap<>();
        drops.put("age", new Estimate(first, first - 0.1, first + 0.05, 0.95));
        drops.put("plan", new Estimate(-0.3, -0.4, -0.2, 0.95));
        PermutationImportance measured = new PermutationImportance(Metric.ROC_AUC, 0.48, 100, 5, drops);
        return ShufflesPicture.of(new Shuffles(measured, 100))
                .orElseThrow()
                .figure()
                .finding();
    }

    @Test
    void shuffles_columnsThatDoNotHelp_areNotSaidToMakeTheAreaFall() {
        assertThat(shuffles(-0.02))
                .startsWith(
                        "No column's shuffling makes ROC-AUC fall from 0.4800. The intervals of 2 of 2 columns are not"
                                + " above 0:")
                .doesNotContain("falls by");
        assertThat(shuffles(0.02)).startsWith("With age shuffled, ROC-AUC falls by 0.0200 (95 % interval -0.0800");
    }

    @Test
    void limits_lossThatIsNoLuck_isNotCalledLuck() {
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("customer_id")
                .seed(3)
                .threshold(0.99)
                .value(CustomerValue.of(1000, new Campaign(1, 1, 0.9)))
                .build()
                .fit(SmallModel.customers(900, 21), FitOptions.standard().withCreated(SmallModel.THEN));
        assertThat(model.evaluation().metric(Metric.PROFIT_GAIN).high()).isNegative();

        assertThat(new ModelReport(model, TRAINING).limits())
                .anyMatch(
                        limit -> limit.contains("earn less than contacting everyone or no one would, and not by luck"))
                .noneMatch(limit -> limit.contains("told apart from luck"));
    }

    @Test
    void opening_tooFewHeldOut_warnsAndSaysNothingOfTenths() {
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("customer_id")
                .seed(3)
                .build()
                .fit(SmallModel.customers(30, 21), FitOptions.standard().withCreated(SmallModel.THEN));
        assertThat(model.evaluation().rows()).isLessThan(10);

        Report report = ModelReport.of(model, TRAINING);

        assertThat(report.opening().get(0)).isInstanceOfSatisfying(Finding.class, finding -> {
            assertThat(finding.weight()).isEqualTo(Finding.Weight.WARNING);
            assertThat(finding.text()).contains("of the smaller class", "no figure below is told apart from luck");
        });
        assertThat(report.opening()).noneMatch(block -> block.toString().contains("20 % hold"));
    }

    @Test
    void profitCurve_thinned_keepsThePlaceThatBringsMost() {
        int rows = 4000;
        CustomerValue value = CustomerValue.of(100, new Campaign(10, 10, 0.3));
        for (long seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] probabilities = random.doubles(rows).toArray();
            int[] labels = Arrays.stream(probabilities)
                    .mapToInt(p -> random.nextDouble() < 0.4 + 0.01 * p ? 1 : 0)
                    .toArray();
            double[] values = new double[rows];
            Arrays.fill(values, 100);
            Evaluation evaluation = Evaluation.of(labels, probabilities, 0.5, 3, "4,000 rows")
                    .withMoney(labels, probabilities, values, value.campaign(), 3);
            Report page = EvaluationPage.of(
                    "churn",
                    new Target("churned", "Yes", "No"),
                    evaluation,
                    Outcome.churn(),
                    "none",
                    labels,
                    probabilities,
                    value);
            Picture money = page.sections().stream()
                    .flatMap(section -> section.blocks().stream())
                    .filter(Picture.class::isInstance)
                    .map(Picture.class::cast)
                    .filter(picture -> picture.figure().title().equals("Money by customers contacted"))
                    .findFirst()
                    .orElseThrow();
            double most = money.numbers().rows().stream()
                    .mapToDouble(row -> row.get(2).value())
                    .max()
                    .orElseThrow();
            assertThat(most)
                    .isCloseTo(
                            evaluation.metric(Metric.MAXIMUM_PROFIT).value(),
                            org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @Test
    void level_thatDiffersInBlanks_isInQuotes() {
        assertThat(Words.level("Month to month")).isEqualTo("Month to month");
        assertThat(Words.level(" Month")).isEqualTo("“\u00A0Month”");
        assertThat(Words.level("a  b")).isEqualTo("“a\u00A0\u00A0b”");
        assertThat(Words.level("")).isEqualTo("“”");
        assertThat(Words.level("a\u00A0b")).isEqualTo("“a\u00A0b”");
        assertThat(Words.level("a\u200Bb")).startsWith("“").endsWith("”");
    }
}
