package io.github.churnml.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.Payoff;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {

    private static final Campaign CAMPAIGN = new Campaign(1, 10, 0.4);
    private static final int[] LABELS = new int[800];
    private static final double[] PROBABILITIES = new double[800];
    private static final double[] VALUES = new double[800];

    static {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < LABELS.length; i++) {
            PROBABILITIES[i] = random.nextInt(1, 100) / 100.0;
            LABELS[i] = random.nextDouble() < PROBABILITIES[i] * 0.6 ? 1 : 0;
            VALUES[i] = random.nextInt(150);
        }
    }

    private static double learn(ThresholdRule rule) {
        return rule.learn(LABELS, PROBABILITIES, CAMPAIGN, VALUES);
    }

    @Test
    void learn_byF1_findsTheGreatestOfAllThresholds() {
        double best = Arrays.stream(PROBABILITIES)
                .map(threshold ->
                        ConfusionMatrix.at(LABELS, PROBABILITIES, threshold).f1())
                .max()
                .orElseThrow();
        assertThat(ConfusionMatrix.at(LABELS, PROBABILITIES, learn(ThresholdRule.f1()))
                        .f1())
                .isEqualTo(best);
    }

    @Test
    void learn_byProfit_findsTheGreatestOfAllThresholds() {
        double found = Metric.PROFIT.compute(LABELS, PROBABILITIES, learn(ThresholdRule.profit()), CAMPAIGN, VALUES);
        assertThat(found)
                .isPositive()
                .isCloseTo(Metric.MAXIMUM_PROFIT.compute(LABELS, PROBABILITIES, 0.5, CAMPAIGN, VALUES), within(1e-9));
    }

    @Test
    void learn_byPayoff_findsTheGreatestOfAllThresholds() {
        Payoff payoff = new Payoff(30, -10, 1, -5);
        double best = Arrays.stream(PROBABILITIES)
                .map(threshold -> payoff.of(ConfusionMatrix.at(LABELS, PROBABILITIES, threshold)))
                .max()
                .orElseThrow();
        assertThat(payoff.of(ConfusionMatrix.at(LABELS, PROBABILITIES, learn(ThresholdRule.payoff(payoff)))))
                .isEqualTo(best);
    }

    @Test
    void learn_byShare_isReachedByThatShare() {
        double threshold = learn(ThresholdRule.share(0.1));
        assertThat(Arrays.stream(PROBABILITIES).filter(p -> p >= threshold).count())
                .isBetween(72L, 88L);
    }

    @Test
    void learn_whereContactingBringsNothing_findsNobody() {
        assertThat(ThresholdRule.profit().learn(LABELS, PROBABILITIES, new Campaign(500, 10, 0.4), VALUES))
                .isEqualTo(1);
    }

    @Test
    void learn_rowsWithoutPrediction_doNotCount() {
        int[] labels = {0, 1, 1, 0};
        double[] probabilities = {Double.NaN, 0.8, 0.6, 0.2};
        assertThat(ThresholdRule.f1().learn(labels, probabilities, CAMPAIGN, new double[4]))
                .isEqualTo(0.4);
        assertThat(ThresholdRule.fixed(0.3).learn(labels, probabilities, CAMPAIGN, new double[4]))
                .isEqualTo(0.3);
    }

    @Test
    void setting_readBack_isEqual() {
        for (ThresholdRule rule : List.of(
                ThresholdRule.fixed(0.3),
                ThresholdRule.f1(),
                ThresholdRule.profit(),
                ThresholdRule.share(0.1),
                ThresholdRule.payoff(new Payoff(90, -10, 0, 0)))) {
            assertThat(of(rule.setting())).isEqualTo(rule);
        }
        assertThat(of(Map.of("payoff", List.of(90, -10, 0, 0))))
                .isEqualTo(ThresholdRule.payoff(new Payoff(90, -10, 0, 0)));
    }

    @Test
    void payoff_thatMakesEveryChoiceEqual_isRefused() {
        assertThatThrownBy(() -> of(Map.of("payoff", List.of(5, -1, -1, 5))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The payoff [5.0, -1.0, -1.0, 5.0] of 'threshold' makes every choice equal: contacting a leaver"
                                + " or a stayer brings what not contacting does, so no threshold is better than another.\n"
                                + "Maybe the amounts are in another order: leavers found, stayers bothered, stayers left alone,"
                                + " leavers missed.");
    }

    @Test
    void setting_thatIsNone_isRefused() {
        refuses(1.5, "Key 'threshold' holds (1.5) where a number above 0 and at most 1 is required");
        refuses(Map.of("share", 1), "holds (share [1.0])");
        refuses(Map.of("payoff", List.of(1, 2)), "holds (payoff [1.0, 2.0])");
        refuses("f2", "'f1'");
        refuses(Map.of("shares", 0.1), "'share'");
        refuses(Map.of("share", 0.1, "payoff", List.of()), "holds (payoff [])");
    }

    private static void refuses(Object setting, String part) {
        assertThatThrownBy(() -> of(setting))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(part);
    }

    private static ThresholdRule of(Object setting) {
        return ThresholdRule.of(Settings.of(Map.of("threshold", setting), Blame.configuration(null)), "threshold");
    }

    @Test
    void learn_ofKnownPayoff_countsWhatIsForgone() {
        // The stayer on top costs 20 and forgoes 15, the leaver after it brings 30: best is to find nobody.
        ThresholdRule rule = ThresholdRule.payoff(new Payoff(30, -20, 15, 0));
        assertThat(rule.learn(new int[] {0, 1}, new double[] {0.9, 0.8}, CAMPAIGN, new double[2]))
                .isEqualTo(1);
        // A row without a prediction costs nothing, so the leaver is found.
        assertThat(rule.learn(new int[] {0, 1}, new double[] {Double.NaN, 0.8}, CAMPAIGN, new double[2]))
                .isEqualTo(0.4);
    }

    @Test
    void learn_byShareOfTen_findsThatManyAndNeverSplitsEqualOnes() {
        double[] ten = {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1};
        assertThat(ThresholdRule.share(0.2).learn(new int[10], ten, CAMPAIGN, new double[10]))
                .isEqualTo(0.85);
        assertThat(ThresholdRule.share(0.9).learn(new int[10], ten, CAMPAIGN, new double[10]))
                .isEqualTo(0.2);
        // Half of four cannot be had; one and three are equally near, and the fewer are taken.
        assertThat(ThresholdRule.share(0.5)
                        .learn(new int[4], new double[] {0.1, 0.5, 0.9, 0.5}, CAMPAIGN, new double[4]))
                .isEqualTo(0.7);
    }

    @Test
    void between_twoProbabilities_isTheShortestDecimalAboveTheLower() {
        assertThat(ThresholdRule.between(0.5, 0.6)).isEqualTo(0.6);
        assertThat(ThresholdRule.between(0.4, 0.5)).isEqualTo(0.45);
        assertThat(ThresholdRule.between(0.123, 0.125)).isEqualTo(0.124);
        assertThat(ThresholdRule.between(1e-20, 2e-20)).isEqualTo(2e-20);
    }

    @Test
    void settings_atTheirLimits_areTakenOrRefused() {
        assertThat(of(1.0)).isEqualTo(ThresholdRule.fixed(1));
        refuses(0.0, "holds (0.0)");
        refuses(Map.of("share", 0), "holds (share [0.0])");
        assertThatThrownBy(() ->
                        ThresholdRule.payoff(new Payoff(1, 2, 3, 4)).numbers().add(5.0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new ThresholdRule("payoff", List.of(1.0, 2.0, Double.NaN, 4.0)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds (payoff [1.0, 2.0, NaN, 4.0])");
        assertThat(ThresholdRule.payoff(new Payoff(Double.MAX_VALUE, 0, 0, 0)).numbers())
                .startsWith(Double.MAX_VALUE);
    }

    @Test
    void toString_ofEachKind_isWhatReportsSay() {
        assertThat(ThresholdRule.fixed(0.3)).hasToString("0.3");
        assertThat(ThresholdRule.f1()).hasToString("f1");
        assertThat(ThresholdRule.share(0.1)).hasToString("share [0.1]");
    }
}
