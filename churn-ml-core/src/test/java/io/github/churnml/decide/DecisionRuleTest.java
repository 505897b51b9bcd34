package io.github.churnml.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.prepare.Target;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRuleTest {

    private static final Target TARGET = new Target("Churn", "Yes", "No");
    private static final double THRESHOLD = 0.37;
    private static final DecisionRule RULE = DecisionRule.of(TARGET, Calibrator.none(), THRESHOLD);

    /** Every hundredth, and what lies next to each limit. */
    private static final double[] PROBABILITIES = DoubleStream.concat(
                    DoubleStream.iterate(0, i -> i <= 100, i -> i + 1).map(i -> i / 100),
                    DoubleStream.of(THRESHOLD, 0.3, 0.6)
                            .flatMap(p -> DoubleStream.of(Math.nextDown(p), Math.nextUp(p))))
            .toArray();

    @Test
    void probability_uncalibrated_isThatOfTheLogOdds() {
        double[] logOdds = {Double.NEGATIVE_INFINITY, -800, -1.5, -0.0, 0, 1e-9, 2.25, 40, Double.POSITIVE_INFINITY};
        double[] expected = Arrays.stream(logOdds).map(LogOdds::toProbability).toArray();

        assertThat(Arrays.stream(logOdds).map(RULE::probability).toArray()).containsExactly(expected);
        assertThat(RULE.probabilities(logOdds)).isSameAs(logOdds).containsExactly(expected);
        assertThat(RULE.probability(Double.NaN)).isNaN();
    }

    @Test
    void calibrator_none_isCalledSoInFiles() {
        assertThat(Calibrator.none().kind()).isEqualTo("none");
    }

    @Test
    void leaves_atTheThreshold_isTrueAndBelowFalse() {
        assertThat(RULE.leaves(THRESHOLD)).isTrue();
        assertThat(RULE.leaves(Math.nextDown(THRESHOLD))).isFalse();
        assertThat(RULE.label(THRESHOLD)).isEqualTo("Yes");
        assertThat(RULE.label(Math.nextDown(THRESHOLD))).isEqualTo("No");
    }

    @Test
    void leaves_anyProbability_agreesWithConfusionMatrices() {
        int[] labels = new int[PROBABILITIES.length];
        Arrays.fill(labels, 1);

        long leaving = Arrays.stream(PROBABILITIES).filter(RULE::leaves).count();
        assertThat(ConfusionMatrix.at(labels, PROBABILITIES, THRESHOLD).truePositives())
                .isEqualTo(leaving)
                .isEqualTo(64 + 3);
    }

    @ParameterizedTest
    @CsvSource({"0, LOW", "0.29, LOW", "0.3, MEDIUM", "0.59, MEDIUM", "0.6, HIGH", "1, HIGH"})
    void tier_standard_beginsAtItsLimits(double probability, RiskTier tier) {
        assertThat(RULE.tier(probability)).isEqualTo(tier);
    }

    @Test
    void range_standard_isInWords() {
        assertThat(Arrays.stream(RiskTier.values()).map(RULE.tiers()::range))
                .containsExactly("below 0.3", "0.3 to 0.6", "from 0.6 on");
    }

    @Test
    void tiers_outOfOrder_areRefused() {
        assertThatThrownBy(() -> new RiskTiers(0.6, 0.3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tiers begin at 0.6 and 0.3 where 0 <= medium <= high <= 1 is needed.");
        assertThatThrownBy(() -> new RiskTiers(0.3, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void threshold_outsideItsRange_isRefused(double threshold) {
        assertThatThrownBy(() -> DecisionRule.of(TARGET, Calibrator.none(), threshold))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A threshold is " + threshold + " where a number above 0 and at most 1 is needed.");
    }

    @Test
    void threshold_ofOne_findsTheCertainAlone() {
        DecisionRule rule = DecisionRule.of(TARGET, Calibrator.none(), 1);
        assertThat(rule.leaves(1)).isTrue();
        assertThat(rule.leaves(Math.nextDown(1.0))).isFalse();
        assertThat(rule).hasToString("DecisionRule[Churn, Yes from 1.0, calibrator none]");
    }
}
