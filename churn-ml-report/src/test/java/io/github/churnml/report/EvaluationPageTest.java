package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Report;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationPageTest {

    private static final Target TARGET = new Target("<i>left</i>", "Yes", "No");
    private static final int ROWS = 400;

    private static final double[] PROBABILITIES =
            new SplittableRandom(4).doubles(ROWS).toArray();
    private static final int[] LABELS = IntStream.range(0, ROWS)
            .map(row -> new SplittableRandom(row).nextDouble() < PROBABILITIES[row] * PROBABILITIES[row] ? 1 : 0)
            .toArray();
    private static final Evaluation PLAIN = Evaluation.of(LABELS, PROBABILITIES, 0.5, 3, "400 rows");

    private static Report page(Evaluation evaluation, CustomerValue value) {
        return EvaluationPage.of(
                "churn <1>", TARGET, evaluation, Outcome.churn(), "platt", LABELS, PROBABILITIES, value);
    }

    @Test
    void of_plainEvaluation_hasEveryMetricAndNoMoney() {
        String page = HtmlReport.of(page(PLAIN, null));

        assertThat(page)
                .contains("<h1>Evaluation of churn &lt;1&gt;</h1>", "&lt;i&gt;left&lt;/i&gt;", "Measured on 400 rows.")
                .contains("ROC curve", "Calibration", "Decisions against outcomes")
                .doesNotContain("<i>", "Money", "NaN");
        for (Metric metric : Metric.ofScores()) {
            assertThat(page).contains("<td class=\"t\">" + metric.label() + "</td>");
        }
        assertThat(page)
                .contains(String.format(
                        Locale.ROOT, "ROC-AUC %.4f (", PLAIN.rocAuc().value()))
                .contains("data-v=\"" + PLAIN.confusion().truePositives() + "\"");
        assertThat(page).isEqualTo(HtmlReport.of(page(PLAIN, null)));
    }

    @Test
    void of_withMoney_showsTheModelBesideEveryoneAndNoOne() {
        Evaluation earned = earned(new Campaign(1, 10, 0.3), 60);
        String page = HtmlReport.of(page(earned, CustomerValue.of(60, new Campaign(1, 10, 0.3))));

        assertThat(page)
                .contains("<h2>Money per customer</h2>", ">everyone</td>", ">no one</td>")
                .contains("class=\"whisker\"", "Money by customers contacted")
                .contains(
                        "data-v=\"" + Numbers.text(earned.metric(Metric.PROFIT).low()) + "\"")
                .contains(EvaluationPage.money(earned));
    }

    @Test
    void of_oneClassAlone_saysThatNothingCanBeTold() {
        int[] stayed = new int[ROWS];
        Evaluation evaluation = Evaluation.of(stayed, PROBABILITIES, 0.5, 3, "400 rows");
        String page = HtmlReport.of(
                EvaluationPage.of("churn", TARGET, evaluation, Outcome.churn(), "none", stayed, PROBABILITIES, null));
        assertThat(page).contains("All 400 customers count as the same").doesNotContain("NaN", "ROC curve");
    }

    @Test
    void money_gainOrLoss_isSaidWithItsInterval() {
        Evaluation gain = earned(new Campaign(1, 10, 0.3), 60);
        Evaluation loss = earned(new Campaign(30, 10, 0.1), 60);

        assertThat(EvaluationPage.money(PLAIN)).isEmpty();
        assertThat(EvaluationPage.money(gain))
                .startsWith("Contacting whom the model predicts to leave brings ")
                .contains(" per customer, +", " against contacting ", "(95 % interval +")
                .endsWith(": more than luck.");
        assertThat(EvaluationPage.money(loss))
                .contains(" against contacting no one (95 % interval -")
                .endsWith(": a loss, so choose another threshold.");
    }

    @Test
    void of_noRowsOrOthers_isRefused() {
        assertThatThrownBy(() -> page(Evaluation.unknown(0.5), null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EvaluationPage.of(
                        "churn", TARGET, PLAIN, Outcome.churn(), "none", new int[] {1}, new double[] {1}, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluation earned(Campaign campaign, double value) {
        double[] values = new double[ROWS];
        Arrays.fill(values, value);
        return PLAIN.withMoney(LABELS, PROBABILITIES, values, campaign, 3);
    }
}
