package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
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

    @Test
    void html_plainEvaluation_hasEveryMetricAndNoMoney() {
        String page = EvaluationPage.html("churn <1>", TARGET, PLAIN);

        assertThat(page)
                .contains("<h1>Evaluation of churn &lt;1&gt;</h1>", "&lt;i&gt;left&lt;/i&gt;", "Measured on 400 rows.")
                .doesNotContain("<i>", "Money", "<script");
        for (Metric metric : Metric.ofScores()) {
            assertThat(page).contains("<td>" + metric.label() + "</td>");
        }
        assertThat(page)
                .contains(String.format(
                        Locale.ROOT, "ROC-AUC %.4f (", PLAIN.rocAuc().value()))
                .contains("<td>" + PLAIN.confusion().truePositives() + "</td>");
        assertThat(page).isEqualTo(EvaluationPage.html("churn <1>", TARGET, PLAIN));
    }

    @Test
    void html_withMoney_showsTheModelBesideEveryoneAndNoOne() {
        Evaluation earned = earned(new Campaign(1, 10, 0.3), 60);
        String page = EvaluationPage.html("churn", TARGET, earned);

        assertThat(page)
                .contains("<h2>Money per customer</h2>", "<td>everyone</td>", "<td>no one</td><td>0.00</td>")
                .contains("class=\"whisker\"")
                .contains(String.format(
                        Locale.ROOT,
                        "<td>%.2f to %.2f</td>",
                        earned.metric(Metric.PROFIT).low(),
                        earned.metric(Metric.PROFIT).high()))
                .contains(EvaluationPage.money(earned));
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
    void html_noRows_isRefused() {
        assertThatThrownBy(() -> EvaluationPage.html("churn", TARGET, Evaluation.unknown(0.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluation earned(Campaign campaign, double value) {
        double[] values = new double[ROWS];
        Arrays.fill(values, value);
        return PLAIN.withMoney(LABELS, PROBABILITIES, values, campaign, 3);
    }
}
